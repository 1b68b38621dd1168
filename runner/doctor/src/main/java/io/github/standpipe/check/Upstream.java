package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.FeedWitness;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.internal.bus.UnknownQueue;
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
    List<QueueFeed> feeds,
    Supplier<List<QueueFeed>> forwarding,
    Optional<FilterCriteria> filter) {
  private static final Map<String, String> SOURCES =
      Map.of(
          "AWS::Events::Rule", "EventBusName",
          "AWS::EventsV2::Subscriber", "EventBusArn",
          "AWS::SNS::Subscription", "TopicArn");
  private static final String UNCONFIRMED = " is not known here, so trace cannot confirm it)";

  /** Empty if the pipe does not read a queue or nothing is known to feed it. */
  static Optional<Upstream> of(Subject subject) {
    return subject.template().derived(TemplateFeeds.class, TemplateFeeds::of).upstream(subject);
  }

  /** The feeders of a template, and what stands in front of its pipes, each read once. */
  private record TemplateFeeds(
      Template complete, Feeders feeders, Map<String, Optional<Upstream>> byPipe) {
    static TemplateFeeds of(Template template) {
      Template complete = template.withNames();
      return new TemplateFeeds(complete, TemplateFeeders.readable(complete), new HashMap<>());
    }

    Optional<Upstream> upstream(Subject subject) {
      Optional<Upstream> known = byPipe.get(subject.name());
      if (known == null) {
        known =
            arn(subject)
                .map(arn -> upstream(subject, arn))
                .filter(upstream -> !upstream.feeds().isEmpty());
        byPipe.put(subject.name(), known);
      }
      return known;
    }

    /** The queue's ARN, or what stands for one that only a deployment knows. */
    private Optional<String> arn(Subject subject) {
      Optional<Declaration> queue = subject.queue();
      if (queue.isPresent()) {
        return complete.declared(queue.get().logicalId()).flatMap(Declaration::arn);
      }
      Property source = subject.at("Source");
      boolean isQueue = subject.readsQueue() && subject.declaration("Source").isEmpty();
      return !isQueue ? Optional.empty() : source.text().or(() -> UnknownQueue.arn(source));
    }

    private Upstream upstream(Subject subject, String arn) {
      return new Upstream(
          subject, feeders.feeds(arn), () -> feeders.forwardedFeeds(arn), filter(subject));
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
        .map(sample -> line(feed, sample));
  }

  /** The same for one whose message has nothing at the paths, and so is deleted. */
  Optional<String> witness(QueueFeed feed, List<String> paths) {
    return filter
        .flatMap(criteria -> new FeedWitness(feed, criteria).without(paths))
        .map(sample -> line(feed, sample));
  }

  private String line(QueueFeed feed, QueueFeed.SampleDelivery sample) {
    String hint = declaration(feed).flatMap(one -> hint(one, sample.entry())).orElse("");
    return Json.text(sample.entry()) + hint;
  }

  /** How trace finds the bus or topic of a witness, if only a deployment knows it. */
  private Optional<String> hint(Declaration feeder, JsonNode witness) {
    String key = SOURCES.getOrDefault(feeder.type(), "");
    Property source = feeder.property(key);
    if (!source.isUnknown()) {
      return Optional.empty();
    }
    String standIn = witness.path(key).asText();
    Optional<String> given =
        source
            .outside()
            .map(name -> name + "=" + standIn)
            .filter(value -> isGiven(value, feeder, key, standIn));
    return Optional.of(
        given
            .map(value -> " (for trace, give --parameter " + value + ")")
            .orElse(" (its " + (key.equals("TopicArn") ? "topic" : "bus") + UNCONFIRMED));
  }

  private boolean isGiven(String value, Declaration feeder, String key, String standIn) {
    return subject.template().withParameter(value).stream()
        .flatMap(template -> template.declared(feeder.logicalId()).stream())
        .anyMatch(one -> one.property(key).text().filter(standIn::equals).isPresent());
  }

  /** What comes over another bus, from each rule or subscriber at which the way begins. */
  List<QueueFeed> forwarded() {
    return forwarding.get();
  }
}
