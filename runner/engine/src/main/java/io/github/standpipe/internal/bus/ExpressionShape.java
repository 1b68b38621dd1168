package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.ExpressionReader.ReadNotes;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.internal.shape.Shape.ScalarKind;
import io.github.standpipe.internal.shape.Shape.Single;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the text of a JSONata expression shows about its result: paths into the event, objects,
 * arrays, joined texts, arithmetic, comparisons, conditions, blocks with variables, and functions
 * whose type is known. Anything else is open.
 *
 * @param event the shape of {@code $events}
 */
record ExpressionShape(Shape event) {
  /** What asks whether something is there may name what no event has. */
  private static final Set<String> ASKING =
      Set.of("?", "?:", "??", "$exists", "$type", "$boolean", "$not", "$count", "$lookup");

  private static final String STARTS_OF_JSON = "{[\"-0123456789tfn";

  /**
   * The body's shape; empty if the expression has no result for any event.
   *
   * @param text with {@code {%} and {@code %}} around it
   */
  Optional<Shape> of(String text) {
    Evaluated found = result(text);
    return found.presence() == Truth.NEVER ? Optional.empty() : body(found);
  }

  /** What an expression evaluates to. */
  Evaluated result(String text) {
    return ExpressionToken.all(inside(text))
        .map(tokens -> read(tokens, new ReadNotes()))
        .orElse(Evaluated.UNKNOWN);
  }

  /**
   * The paths that the expression reads and no event has, unless it asks whether a value exists.
   */
  List<String> nowhere(String text) {
    Optional<List<ExpressionToken>> tokens = ExpressionToken.all(inside(text));
    if (tokens.isEmpty() || tokens.get().stream().anyMatch(one -> ASKING.contains(one.text()))) {
      return List.of();
    }
    ReadNotes notes = new ReadNotes();
    read(tokens.get(), notes);
    return notes.nowhere.stream().distinct().toList();
  }

  private static String inside(String text) {
    return text.strip().replaceFirst("^\\{%", "").replaceFirst("%}$", "").strip();
  }

  private Evaluated read(List<ExpressionToken> tokens, ReadNotes notes) {
    return ExpressionReader.read(tokens, Map.of("$events", Evaluated.at("$events", event)), notes);
  }

  private static Optional<Shape> body(Evaluated found) {
    String start = found.start().stripLeading();
    if (!start.isEmpty() && STARTS_OF_JSON.indexOf(start.charAt(0)) < 0) {
      return Optional.of(new PlainText());
    }
    List<Shape> bodies =
        found.shape().alternatives().stream().flatMap(ExpressionShape::body).toList();
    return bodies.isEmpty() ? Optional.empty() : Optional.of(Shape.either(bodies));
  }

  /** A text is sent without quotes, so it may be anything; null is never sent. */
  private static Stream<Shape> body(Shape one) {
    if (one instanceof Single(Set<ScalarKind> kinds, JsonNode wanted)) {
      boolean isConstant = wanted.size() == 1 && wanted.get(0).isTextual();
      return kinds.equals(Set.of(ScalarKind.NULL))
          ? Stream.of()
          : kinds.contains(ScalarKind.STRING)
              ? Stream.of(isConstant ? spelt(wanted.get(0).asText()) : Shape.OPEN)
              : Stream.of(one);
    }
    return Stream.of(one instanceof Fields || one instanceof Listing ? one : Shape.OPEN);
  }

  private static Shape spelt(String text) {
    try {
      return Shape.of(Json.parse(text));
    } catch (JsonProcessingException e) {
      return new PlainText();
    }
  }
}
