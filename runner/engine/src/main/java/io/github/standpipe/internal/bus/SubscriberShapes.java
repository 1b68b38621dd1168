package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.FeedFault.FaultKind;
import io.github.standpipe.internal.shape.PatternShape;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes that a subscriber of a custom event bus sends for events that pass its filters. */
record SubscriberShapes(Optional<Shape> body, List<FeedFault> faults) {

  static SubscriberShapes of(Subscriber subscriber) {
    return of(subscriber.filter(), subscriber.transformer(), List.of(true, false));
  }

  /** What a filter and a transformer make of the events of PutEvents. */
  static SubscriberShapes ofEnvelopes(SubscriberFilter filter, SubscriberTransformer transformer) {
    return of(filter, transformer, List.of(true));
  }

  private static SubscriberShapes of(
      SubscriberFilter filter, SubscriberTransformer transformer, List<Boolean> kinds) {
    List<FeedFault> faults = new ArrayList<>();
    List<Shape> events = new ArrayList<>();
    for (boolean enveloped : kinds) {
      passed(whole(enveloped), filter, faults).ifPresent(events::add);
    }
    if (events.isEmpty()) {
      return new SubscriberShapes(Optional.empty(), faults.stream().distinct().limit(1).toList());
    }
    List<Shape> bodies = new ArrayList<>();
    events.forEach(event -> body(event, transformer).ifPresent(bodies::add));
    return bodies.isEmpty()
        ? new SubscriberShapes(
            Optional.empty(), List.of(new FeedFault(FaultKind.NO_RESULT, "Expression", "")))
        : new SubscriberShapes(Optional.of(Shape.either(bodies)), nowhere(events, transformer));
  }

  /** The paths of the expression that none of the events has. */
  private static List<FeedFault> nowhere(List<Shape> events, SubscriberTransformer transformer) {
    if (!(transformer instanceof SubscriberTransformer.Expression(String text))) {
      return List.of();
    }
    List<String> paths = new ArrayList<>(new ExpressionShape(events.getFirst()).nowhere(text));
    events.forEach(event -> paths.retainAll(new ExpressionShape(event).nowhere(text)));
    return paths.stream()
        .map(path -> new FeedFault(FaultKind.NOWHERE, "Expression", path))
        .toList();
  }

  /** An event of PutEvents whose envelope is known, as it passes a filter. */
  static Optional<Shape> forwarded(Shape envelope, SubscriberFilter filter) {
    Map<PatternDialect, Shape> parts = whole(true);
    parts.put(PatternDialect.DATA, envelope);
    return passed(parts, filter, new ArrayList<>());
  }

  /** An event of PutEvents, or one of PutRawEvents (rule {@code custom-addressing}). */
  private static Map<PatternDialect, Shape> whole(boolean enveloped) {
    Map<PatternDialect, Shape> parts = new EnumMap<>(PatternDialect.class);
    parts.put(PatternDialect.DATA, enveloped ? EnvelopeShapes.enveloped() : Shape.OPEN);
    parts.put(
        PatternDialect.METADATA,
        enveloped ? Shape.closed(Map.of()) : new Fields(Map.of(), true, false));
    parts.put(PatternDialect.SYSTEM_METADATA, EnvelopeShapes.systemMetadata(enveloped));
    return parts;
  }

  private static Optional<Shape> passed(
      Map<PatternDialect, Shape> parts, SubscriberFilter filter, List<FeedFault> faults) {
    for (Map.Entry<PatternDialect, EventPattern> one : filter.patterns().entrySet()) {
      Shape part = parts.getOrDefault(one.getKey(), Shape.OPEN);
      JsonNode pattern = one.getValue().json();
      List<Shape> narrowed = PatternShape.narrow(part, pattern);
      if (narrowed.isEmpty()) {
        PatternShape.impossibleLeaf(part, pattern)
            .ifPresent(leaf ->
                faults.add(
                    new FeedFault(FaultKind.NEVER_MATCHES, leaf.path(), Json.text(leaf.wanted()))));
        return Optional.empty();
      }
      parts.put(one.getKey(), Shape.either(narrowed));
    }
    return Optional.of(
        Shape.closed(
            Map.of(
                "Data", new Member(parts.getOrDefault(PatternDialect.DATA, Shape.OPEN), true),
                "Metadata",
                    new Member(parts.getOrDefault(PatternDialect.METADATA, Shape.OPEN), true),
                "SystemMetadata",
                    new Member(
                        parts.getOrDefault(PatternDialect.SYSTEM_METADATA, Shape.OPEN), true))));
  }

  /** What a transformer makes of an event. */
  static Optional<Shape> body(Shape event, SubscriberTransformer transformer) {
    return switch (transformer) {
      case SubscriberTransformer.Raw() -> Optional.of(Reach.of(event, List.of("Data")).shape());
      case SubscriberTransformer.WithMetadata() -> Optional.of(event);
      case SubscriberTransformer.Expression(String text) -> new ExpressionShape(event).of(text);
    };
  }
}
