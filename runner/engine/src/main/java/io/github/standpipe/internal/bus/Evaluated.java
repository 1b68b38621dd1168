package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Either;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.internal.shape.Shape.ScalarKind;
import io.github.standpipe.internal.shape.Shape.Single;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of the result of a part of a JSONata expression.
 *
 * @param presence whether there is a result that is not undefined, unless evaluation fails
 * @param elements of an array that is written out
 * @param start what a text surely begins with
 * @param path the path that it was found by, from {@code $events}; empty for anything else
 */
record Evaluated(
    Shape shape, Truth presence, Optional<List<Evaluated>> elements, String start, String path) {
  static final Evaluated UNKNOWN = of(Shape.OPEN, Truth.PERHAPS);
  static final Shape BOOLEAN = new Single(Set.of(ScalarKind.BOOLEAN), Json.array());

  static Evaluated of(Shape shape, Truth presence) {
    return new Evaluated(shape, presence, Optional.empty(), "", "");
  }

  static Evaluated constant(JsonNode value) {
    return new Evaluated(
        Shape.of(value),
        Truth.ALWAYS,
        Optional.empty(),
        value.isTextual() ? value.asText() : "",
        "");
  }

  static Evaluated at(String path, Shape shape) {
    return new Evaluated(shape, Truth.ALWAYS, Optional.empty(), "", path);
  }

  Evaluated startingWith(String text) {
    return new Evaluated(shape, presence, elements, text, path);
  }

  /** Nothing is known of it but that it is absent if this is. */
  Evaluated unknown() {
    return presence == Truth.NEVER ? this : UNKNOWN;
  }

  /** Whether it is surely not an array, which others would take apart. */
  boolean isSurelyOne() {
    return shape.alternatives().stream()
        .allMatch(one -> one instanceof Single || one instanceof Fields f && !f.isLoose());
  }

  boolean isSurelyNotNull() {
    return presence == Truth.ALWAYS
        && shape.alternatives().stream()
            .allMatch(one ->
                one instanceof Listing
                    || one instanceof Fields
                    || one instanceof Single(Set<ScalarKind> kinds, JsonNode wanted)
                        && !kinds.contains(ScalarKind.NULL));
  }

  /** The value of a key, also of each object in an array. */
  Evaluated step(String key) {
    Reach found = presence == Truth.NEVER ? never() : step(shape, key);
    Truth there =
        presence == Truth.ALWAYS || found.presence() == Truth.NEVER
            ? found.presence()
            : Truth.PERHAPS;
    String name = key.matches("[A-Za-z_]\\w*") ? key : "\"" + key + "\"";
    return new Evaluated(
        found.shape(), there, Optional.empty(), "", path.isEmpty() ? "" : path + "." + name);
  }

  private static Reach never() {
    return new Reach(Shape.OPEN, Truth.NEVER);
  }

  private static Reach perhaps() {
    return new Reach(Shape.OPEN, Truth.PERHAPS);
  }

  private static Reach step(Shape shape, String key) {
    return switch (shape) {
      case Single single -> never();
      case PlainText text -> never();
      case Fields fields when fields.isLoose() -> perhaps();
      case Fields fields -> member(fields, key);
      case Listing(Shape element, boolean mayBeEmpty) ->
          step(element, key).presence() == Truth.NEVER ? never() : perhaps();
      case Either(List<Shape> shapes) -> either(shapes.stream().map(s -> step(s, key)).toList());
      default -> perhaps();
    };
  }

  private static Reach member(Fields fields, String key) {
    Member member = fields.members().get(key);
    if (member == null) {
      return fields.isOpen() ? perhaps() : never();
    }
    boolean isPlain =
        member.shape().alternatives().stream()
            .noneMatch(one -> one instanceof Listing || one instanceof Shape.NoLeaf);
    return isPlain
        ? new Reach(member.shape(), member.isSure() ? Truth.ALWAYS : Truth.PERHAPS)
        : perhaps(); // how an array comes out of a path depends on its length
  }

  private static Reach either(List<Reach> all) {
    List<Shape> found =
        all.stream().filter(one -> one.presence() != Truth.NEVER).map(Reach::shape).toList();
    return new Reach(
        Shape.either(found), Truth.whichever(all.stream().map(Reach::presence).toList()));
  }

  /** This or another, depending on a condition. */
  Evaluated or(Evaluated other) {
    List<Evaluated> there =
        Stream.of(this, other).filter(one -> one.presence != Truth.NEVER).toList();
    return there.isEmpty()
        ? this
        : of(
            Shape.either(there.stream().map(Evaluated::shape).toList()),
            Truth.whichever(List.of(presence, other.presence)));
  }
}
