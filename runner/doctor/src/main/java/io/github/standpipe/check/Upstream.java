package io.github.standpipe.check;

import io.github.standpipe.internal.bus.FeedWitness;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What feeds a pipe's queue.
 *
 * @param filter empty if it has a pattern that is unknown, or that Pipes rejects
 */
record Upstream(
    Subject subject,
    Declaration queue,
    List<QueueFeed> feeds,
    Supplier<List<QueueFeed>> forwarding,
    Optional<FilterCriteria> filter) {

  /** Empty if the pipe does not read a queue of the template or nothing is known to feed it. */
  static Optional<Upstream> of(Subject subject) {
    return subject.template().derived(TemplateFeeds.class, TemplateFeeds::of).upstream(subject);
  }

  /** The feeders of a template, and what stands in front of its pipes, each read once. */
  private record TemplateFeeds(
      Template byName, Feeders feeders, Map<String, Optional<Upstream>> byPipe) {
    static TemplateFeeds of(Template template) {
      Template byName = template.withNames();
      return new TemplateFeeds(byName, TemplateFeeders.readable(byName), new HashMap<>());
    }

    Optional<Upstream> upstream(Subject subject) {
      Optional<Upstream> known = byPipe.get(subject.name());
      if (known == null) {
        known = subject.queue().flatMap(queue -> read(subject, queue));
        byPipe.put(subject.name(), known);
      }
      return known;
    }

    private Optional<Upstream> read(Subject subject, Declaration queue) {
      return byName
          .declared(queue.logicalId())
          .flatMap(Declaration::arn)
          .map(arn -> upstream(subject, queue, arn))
          .filter(upstream -> !upstream.feeds().isEmpty());
    }

    private Upstream upstream(Subject subject, Declaration queue, String arn) {
      return new Upstream(
          subject, queue, feeders.feeds(arn), () -> feeders.forwardedFeeds(arn), filter(subject));
    }
  }

  private static Optional<FilterCriteria> filter(Subject subject) {
    Property criteria = subject.at("SourceParameters", "FilterCriteria");
    Property filters = criteria.get("Filters");
    if (filters.isUnknown()) {
      return Optional.empty();
    }
    List<FilterPattern> patterns = new ArrayList<>();
    try {
      for (Property filter : filters.items()) {
        Optional<String> text = filter.get("Pattern").text();
        if (text.isEmpty()) {
          return Optional.empty();
        }
        patterns.add(FilterPattern.parse(text.get(), subject.name()));
      }
      return Optional.of(FilterCriteria.of(patterns));
    } catch (Fault e) {
      return Optional.empty(); // reported by the rules for patterns
    }
  }

  Optional<BodyFilter> bodyFilter() {
    return filter
        .filter(known -> !known.patterns().isEmpty())
        .map(f -> BodyFilter.of(f.patterns()));
  }

  Optional<Declaration> declaration(QueueFeed feed) {
    return subject.template().declared(feed.resource());
  }

  /** An event that the feeder accepts and whose message the filter deletes, as one line. */
  Optional<String> witness(QueueFeed feed) {
    return filter
        .flatMap(criteria -> new FeedWitness(feed, criteria).deleted())
        .map(sample -> Json.text(sample.entry()));
  }

  /** The same for one whose message has nothing at the paths, and so is deleted. */
  Optional<String> witness(QueueFeed feed, List<String> paths) {
    return filter
        .flatMap(criteria -> new FeedWitness(feed, criteria).without(paths))
        .map(sample -> Json.text(sample.entry()));
  }

  /** What comes over another bus, from each rule or subscriber at which the way begins. */
  List<QueueFeed> forwarded() {
    return forwarding.get();
  }
}
