package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;

/**
 * What brings the events of a service to a custom event bus (rule {@code custom-event-source}).
 *
 * @param fault why it cannot be read
 * @param service such as {@code aws.s3}; empty for a partner, or if it is not known
 * @param pattern of the events that it brings; empty for all
 */
record EventSource(
    FeederResource resource,
    Optional<Fault> fault,
    Optional<String> service,
    Optional<EventPattern> pattern) {

  static FeederResources in(Template template) {
    return new FeederResources(template, "AWS::EventsV2::EventSource");
  }

  static EventSource read(FeederResource source) {
    Property configuration = source.property("Configuration");
    Property service = configuration.get("AwsServiceEventsConfiguration");
    if (service.isAbsent()) {
      return new EventSource(source, Optional.empty(), Optional.empty(), Optional.empty());
    }
    try {
      return new EventSource(
          source,
          Optional.empty(),
          Optional.of(source.requiredText(service.get("AwsService"), "AwsService")),
          source
              .json(service.get("Pattern"), "Pattern")
              .map(text -> PatternDialect.CLASSIC.parse(text, source.where()).pattern()));
    } catch (Fault e) {
      return new EventSource(source, Optional.of(e), Optional.empty(), Optional.empty());
    }
  }

  /** Whether it may bring the events of a service. */
  boolean isOf(String name) {
    return fault.isPresent() || service.filter(name::equals).isPresent();
  }

  /**
   * Whether it brings an event.
   *
   * @throws Fault if it cannot be read
   */
  Decision decide(ClassicEvent event) {
    if (fault.isPresent()) {
      throw fault.get();
    }
    return pattern.isEmpty()
        ? new Decision.Passed(List.of())
        : ClassicBus.decide(true, pattern, event);
  }
}
