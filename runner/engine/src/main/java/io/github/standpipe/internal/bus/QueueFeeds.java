package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.bus.ClassicRule.RuleTarget;
import io.github.standpipe.internal.bus.FeedFault.FaultKind;
import io.github.standpipe.internal.bus.QueueFeed.FeedKind;
import io.github.standpipe.internal.bus.SnsTopic.Subscription;
import io.github.standpipe.internal.shape.PatternShape;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages that each feeder of a queue puts there. */
record QueueFeeds(Feeders feeders, FeederParts parts, String queue) {
  private static final String WORD = "\uE003";
  private static final List<String> WORDS =
      List.of("schedule-arn", "scheduled-time", "execution-id", "attempt-number");

  List<QueueFeed> all() {
    return Stream.of(rules(), subscribers(), subscriptions(), buckets(), schedules())
        .flatMap(feeds -> feeds)
        .toList();
  }

  /** The logical id at the end of a place. */
  static String resource(String where) {
    return where.substring(where.lastIndexOf(": ") + 2);
  }

  private Stream<QueueFeed> rules() {
    return feeders.rules().stream()
        .filter(ClassicRule::enabled)
        .flatMap(rule ->
            rule.targets().stream()
                .filter(target -> target.arn().equals(queue) || isRaw(target.arn()))
                .map(target -> feed(rule, target)));
  }

  /** Whether a topic passes messages on to the queue unchanged. */
  private boolean isRaw(String arn) {
    return isRaw(parts, queue, arn);
  }

  static boolean isRaw(FeederParts parts, String queue, String arn) {
    return parts.topics().known(arn).stream()
        .flatMap(topic -> topic.subscriptions().read().stream())
        .anyMatch(one -> one.raw() && one.endpoint().equals(queue) && one.policy().isEmpty());
  }

  private QueueFeed feed(ClassicRule rule, RuleTarget target) {
    List<FeedFault> faults = new ArrayList<>();
    List<Shape> events = events(rule, faults);
    List<Shape> bodies = new ArrayList<>();
    for (Shape event : events) {
      InputShapes input = new InputShapes(event);
      input.of(target.input()).ifPresent(bodies::add);
      faults.addAll(input.faults().stream().distinct().toList());
    }
    return new QueueFeed(
        FeedKind.RULE,
        resource(rule.where()),
        Optional.empty(),
        bodies.isEmpty() ? Optional.empty() : Optional.of(Shape.either(bodies)),
        target.input() instanceof TargetInput.AtPath(EventPath path, String where)
            ? Optional.of(path.text())
            : Optional.empty(),
        faults.stream()
            .filter(fault -> occurrences(fault, faults) >= events.size())
            .distinct()
            .toList(),
        () -> new FeedSamples(feeders, queue).of(rule));
  }

  /** A fault counts if every event that the rule accepts has it. */
  private static long occurrences(FeedFault fault, List<FeedFault> faults) {
    return faults.stream().filter(fault::equals).count();
  }

  static List<Shape> events(ClassicRule rule, List<FeedFault> faults) {
    List<Shape> events = new ArrayList<>();
    rule.pattern()
        .ifPresent(pattern -> {
          JsonNode json = pattern.json();
          Shape event = EnvelopeShapes.event(EnvelopeShapes.detail(json));
          events.addAll(PatternShape.narrow(event, json));
          if (events.isEmpty()) {
            faults.add(neverMatches(event, json));
          }
        });
    if (rule.scheduled()) {
      events.add(EnvelopeShapes.scheduled());
    }
    return events;
  }

  private static FeedFault neverMatches(Shape event, JsonNode pattern) {
    return PatternShape.impossibleLeaf(event, pattern)
        .map(leaf -> new FeedFault(FaultKind.NEVER_MATCHES, leaf.path(), Json.text(leaf.wanted())))
        .orElse(new FeedFault(FaultKind.NEVER_MATCHES, "", ""));
  }

  private Stream<QueueFeed> subscribers() {
    return feeders.subscribers().stream()
        .filter(one -> one.targetArn().equals(queue))
        .map(this::feed);
  }

  private QueueFeed feed(Subscriber subscriber) {
    SubscriberShapes shapes = SubscriberShapes.of(subscriber);
    return new QueueFeed(
        FeedKind.SUBSCRIBER,
        resource(subscriber.where()),
        Optional.empty(),
        shapes.body(),
        Optional.empty(),
        shapes.faults(),
        () -> new FeedSamples(feeders, queue).of(subscriber));
  }

  private Stream<QueueFeed> subscriptions() {
    return parts.topics().read().values().stream()
        .flatMap(topic ->
            topic.subscriptions().read().stream()
                .filter(one -> one.endpoint().equals(queue))
                .map(one -> feed(topic, one)));
  }

  private QueueFeed feed(SnsTopic topic, Subscription to) {
    Shape body = to.raw() ? message(to) : EnvelopeShapes.wrapper(topic, to);
    return new QueueFeed(
        FeedKind.SUBSCRIPTION,
        resource(to.where()),
        Optional.empty(),
        Optional.of(body),
        Optional.empty(),
        List.of(),
        () -> new FeedSamples(feeders, queue).of(topic, to));
  }

  /** A policy on the body passes only objects. */
  private static Shape message(Subscription to) {
    return to.policy()
        .filter(SnsFilterPolicy::onBody)
        .map(policy ->
            Shape.either(PatternShape.narrow(EnvelopeShapes.ANY_OBJECT, policy.pattern().json())))
        .orElse(Shape.OPEN);
  }

  private Stream<QueueFeed> buckets() {
    return parts.buckets().read().values().stream()
        .filter(bucket -> bucket.configurations().stream().anyMatch(c -> c.arn().equals(queue)))
        .map(bucket ->
            new QueueFeed(
                FeedKind.BUCKET,
                resource(bucket.where()),
                Optional.empty(),
                Optional.of(EnvelopeShapes.notification()),
                Optional.empty(),
                List.of(),
                () -> new FeedSamples(feeders, queue).of(bucket)));
  }

  private Stream<QueueFeed> schedules() {
    return feeders.schedules().stream()
        .filter(Schedule::enabled)
        .filter(schedule -> schedule.target().equals(queue) || isUniversal(schedule))
        .map(schedule ->
            new QueueFeed(
                FeedKind.SCHEDULE,
                resource(schedule.where()),
                Optional.empty(),
                Optional.of(schedule.input().map(text -> sent(schedule, text)).orElse(Shape.OPEN)),
                Optional.empty(),
                List.of(),
                () -> new FeedSamples(feeders, queue).of(schedule)));
  }

  private boolean isUniversal(Schedule schedule) {
    return schedule.target().endsWith(Schedule.UNIVERSAL)
        && schedule
            .input()
            .flatMap(CustomPublish::parsed)
            .map(request -> request.path("QueueUrl").asText())
            .filter(url -> queue.equals(parts.queuesByUrl().get(url)))
            .isPresent();
  }

  private static Shape sent(Schedule schedule, String input) {
    if (!schedule.target().endsWith(Schedule.UNIVERSAL)) {
      return constant(input);
    }
    return CustomPublish.parsed(input)
        .map(request -> request.path("MessageBody"))
        .filter(JsonNode::isTextual)
        .map(body -> constant(body.textValue()))
        .orElse(Shape.OPEN);
  }

  /** A text into which Scheduler inserts values of its own (rule {@code schedule-words}). */
  private static Shape constant(String input) {
    String text = input;
    for (String word : WORDS) {
      text = text.replace("<aws.scheduler." + word + ">", WORD);
    }
    try {
      return filled(Json.parse(text));
    } catch (JsonProcessingException e) {
      return text.contains(WORD) ? Shape.OPEN : new Shape.PlainText();
    }
  }

  private static Shape filled(JsonNode value) {
    if (value.isObject()) {
      Map<String, Member> members = new LinkedHashMap<>();
      value
          .properties()
          .forEach(one -> members.put(one.getKey(), new Member(filled(one.getValue()), true)));
      return Shape.closed(members);
    }
    if (value.isArray()) {
      List<Shape> elements = new ArrayList<>();
      value.forEach(one -> elements.add(filled(one)));
      return new Listing(Shape.either(elements), value.isEmpty());
    }
    return value instanceof TextNode text && text.textValue().contains(WORD)
        ? Shape.STRING
        : Shape.of(value);
  }
}
