package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.ClassicRule.RuleTarget;
import io.github.standpipe.internal.bus.QueueFeed.FeedKind;
import io.github.standpipe.internal.bus.QueueFeed.SampleDelivery;
import io.github.standpipe.internal.shape.PatternShape;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The messages that come to a queue over more than one bus of a template, for each rule or
 * subscriber at which such a way begins.
 */
record ForwardedFeeds(Feeders feeders, FeederParts parts, String queue) {

  /**
   * A way from bus to bus.
   *
   * @param start the logical id at its beginning
   * @param patterns that its events matched, on envelopes
   * @param samples events that match patterns, run from its beginning
   * @param before the buses that it passed
   */
  private record EventWay(
      String start,
      List<JsonNode> patterns,
      Function<List<JsonNode>, List<SampleDelivery>> samples,
      Set<String> before) {

    EventWay through(Optional<JsonNode> pattern) {
      List<JsonNode> all = new ArrayList<>(patterns);
      pattern.ifPresent(all::add);
      return new EventWay(start, all, samples, before);
    }

    Supplier<List<SampleDelivery>> examples() {
      return () -> samples.apply(patterns);
    }
  }

  List<QueueFeed> all() {
    List<QueueFeed> found = new ArrayList<>();
    FeedSamples samples = new FeedSamples(feeders, queue);
    for (ClassicRule rule : feeders.rules()) {
      if (rule.enabled()
          && rule.pattern().isPresent()
          && rule.targets().stream().anyMatch(t -> BusForwarding.isBus(t.arn()))) {
        EventWay way = way(rule.where(), patterns -> samples.of(rule, patterns), rule.busArn());
        List<Shape> events = QueueFeeds.events(rule, new ArrayList<>());
        onward(rule, events, way.through(pattern(rule)), found, true);
      }
    }
    for (Subscriber one : feeders.subscribers()) {
      if (BusForwarding.isBus(one.targetArn())) {
        EventWay way = way(one.where(), patterns -> samples.of(one, patterns), one.busArn());
        onCustomBus(one, EnvelopeShapes.enveloped(), way, found, true);
      }
    }
    return found;
  }

  private static EventWay way(
      String where, Function<List<JsonNode>, List<SampleDelivery>> samples, String bus) {
    Set<String> before = new HashSet<>();
    before.add(bus);
    return new EventWay(QueueFeeds.resource(where), List.of(), samples, before);
  }

  private static Optional<JsonNode> pattern(ClassicRule rule) {
    return rule.pattern().map(pattern -> pattern.json());
  }

  /** What a rule does with events that it takes. */
  private void onward(
      ClassicRule rule, List<Shape> events, EventWay way, List<QueueFeed> found, boolean isStart) {
    if (events.isEmpty()) {
      return;
    }
    for (RuleTarget target : rule.targets()) {
      boolean isQueue = target.arn().equals(queue) || QueueFeeds.isRaw(parts, queue, target.arn());
      if (isQueue && !isStart) {
        found.add(feed(rule, target, events, way));
      } else if (BusForwarding.isBus(target.arn())) {
        List<Shape> renewed = events.stream().map(ForwardedFeeds::renewed).toList();
        onBus(target.arn(), renewed, way, found);
      }
    }
  }

  private void onBus(String arn, List<Shape> events, EventWay way, List<QueueFeed> found) {
    if (!way.before().add(arn)) {
      return;
    }
    parts
        .buses()
        .known(arn)
        .ifPresent(rules -> {
          for (ClassicRule rule : rules.read()) {
            if (rule.enabled() && rule.pattern().isPresent()) {
              JsonNode pattern = rule.pattern().get().json();
              List<Shape> passed =
                  events.stream()
                      .flatMap(event -> PatternShape.narrow(event, pattern).stream())
                      .toList();
              onward(rule, passed, way.through(Optional.of(pattern)), found, false);
            }
          }
        });
    parts
        .customBuses()
        .known(arn)
        .ifPresent(bus -> {
          for (Subscriber one : bus.subscribers().read()) {
            onCustomBus(one, Shape.either(events), way, found, false);
          }
        });
  }

  private void onCustomBus(
      Subscriber one, Shape envelope, EventWay way, List<QueueFeed> found, boolean isStart) {
    Optional<Shape> passed =
        one.running() ? SubscriberShapes.forwarded(envelope, one.filter()) : Optional.empty();
    if (passed.isEmpty()) {
      return;
    }
    EventWay longer =
        way.through(
            Optional.ofNullable(one.filter().patterns().get(PatternDialect.DATA))
                .map(pattern -> pattern.json()));
    if (one.targetArn().equals(queue) && !isStart) {
      found.add(
          new QueueFeed(
              FeedKind.SUBSCRIBER,
              way.start(),
              Optional.of(QueueFeeds.resource(one.where())),
              SubscriberShapes.body(passed.get(), one.transformer()),
              Optional.empty(),
              List.of(),
              longer.examples()));
    } else if (BusForwarding.isBus(one.targetArn())
        && one.transformer() instanceof SubscriberTransformer.Raw) {
      Shape data = Reach.of(passed.get(), List.of("Data")).shape();
      onBus(one.targetArn(), List.of(renewed(data)), longer, found);
    }
  }

  private static QueueFeed feed(
      ClassicRule rule, RuleTarget target, List<Shape> events, EventWay way) {
    List<Shape> bodies = new ArrayList<>();
    events.forEach(event -> new InputShapes(event).of(target.input()).ifPresent(bodies::add));
    return new QueueFeed(
        FeedKind.RULE,
        way.start(),
        Optional.of(QueueFeeds.resource(rule.where())),
        bodies.isEmpty() ? Optional.empty() : Optional.of(Shape.either(bodies)),
        target.input() instanceof TargetInput.AtPath(EventPath path, String where)
            ? Optional.of(path.text())
            : Optional.empty(),
        List.of(),
        way.examples());
  }

  /** An event has a new id on another bus (rule {@code bus-to-bus}). */
  private static Shape renewed(Shape event) {
    return Shape.either(
        event.alternatives().stream()
            .map(one -> {
              if (!(one instanceof Fields fields)) {
                return one;
              }
              Map<String, Member> members = new LinkedHashMap<>(fields.members());
              members.put("id", new Member(Shape.STRING, true));
              return new Fields(members, fields.isOpen(), fields.isLoose());
            })
            .toList());
  }
}
