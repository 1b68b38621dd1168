package io.github.standpipe.check;

import io.github.standpipe.bus.Feeders;
import io.github.standpipe.bus.QueueFeed;
import io.github.standpipe.bus.TemplateFeeders;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.shape.BodyFilter;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in front of a pipe's queue.
 *
 * @param filter empty if it has a pattern that is not known here, or that Pipes refuses
 */
record Upstream(
    Subject subject, Declaration queue, List<QueueFeed> feeds, Optional<FilterCriteria> filter) {

  /** Empty if the pipe does not read a queue of the template, or if nothing is known to feed it. */
  static Optional<Upstream> of(Subject subject) {
    return subject
        .queue()
        .flatMap(queue ->
            queue
                .arn()
                .map(arn -> TemplateFeeds.of(subject.template()).of(arn))
                .filter(feeds -> !feeds.isEmpty())
                .map(feeds -> new Upstream(subject, queue, feeds, filter(subject))));
  }

  /** The feeds of a template, each queue's read once. */
  private record TemplateFeeds(Feeders feeders, Map<String, List<QueueFeed>> byQueue) {
    static TemplateFeeds of(Template template) {
      return template.derived(
          TemplateFeeds.class,
          one -> new TemplateFeeds(TemplateFeeders.readable(one), new HashMap<>()));
    }

    List<QueueFeed> of(String queue) {
      List<QueueFeed> known = byQueue.get(queue);
      if (known == null) {
        known = feeders.feeds(queue);
        byQueue.put(queue, known);
      }
      return known;
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
      return Optional.empty(); // reported by the rules of patterns
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

  /** Something that the feeder takes, and whose messages the filter deletes; as one line. */
  Optional<String> witness(QueueFeed feed) {
    return feed.samples().get().stream()
        .filter(sample -> filter.isPresent())
        .filter(sample -> sample.bodies().stream().noneMatch(filter.get()::passes))
        .map(sample -> Json.text(sample.entry()))
        .findFirst();
  }
}
