package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known about a JSON value, or about a message's body. */
public sealed interface Shape {

  /** The kinds of single values. */
  enum ScalarKind {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** Nothing is known. */
  record Open() implements Shape {}

  /** A body that is not JSON. */
  record PlainText() implements Shape {}

  /**
   * A single value, and never an array.
   *
   * @param wanted matchers of a pattern, at least one matches it; an empty array if nothing more is
   *     known
   */
  record Single(Set<ScalarKind> kinds, JsonNode wanted) implements Shape {
    public Single {
      kinds = Set.copyOf(kinds);
    }
  }

  /** What a pattern's leaf lets through: a value that matches, or an array that holds one. */
  record Matched(JsonNode wanted) implements Shape {}

  /** What {@code exists: false} lets through: nothing, an object, or an array without values. */
  record NoLeaf() implements Shape {}

  /** An array. */
  record Listing(Shape element, boolean mayBeEmpty) implements Shape {}

  /**
   * An object.
   *
   * @param isOpen whether it may have other keys
   * @param isLoose whether it may be an array that holds such an object
   */
  record Fields(Map<String, Member> members, boolean isOpen, boolean isLoose) implements Shape {
    public Fields {
      members = Map.copyOf(members);
    }
  }

  /** A key's value, and whether every object has it. */
  record Member(Shape shape, boolean isSure) {}

  /** One of several. */
  record Either(List<Shape> shapes) implements Shape {
    public Either {
      shapes = List.copyOf(shapes);
    }
  }

  Shape OPEN = new Open();
  Shape STRING = single(ScalarKind.STRING);
  Shape NUMBER = single(ScalarKind.NUMBER);

  private static Shape single(ScalarKind kind) {
    return new Single(Set.of(kind), Json.array());
  }

  /** The one string. */
  static Shape constant(String text) {
    return new Single(Set.of(ScalarKind.STRING), Json.array().add(text));
  }

  /** A known value. */
  static Shape of(JsonNode value) {
    if (value.isObject()) {
      Map<String, Member> members = new LinkedHashMap<>();
      value
          .properties()
          .forEach(one -> members.put(one.getKey(), new Member(of(one.getValue()), true)));
      return closed(members);
    }
    if (value.isArray()) {
      List<Shape> elements = new ArrayList<>();
      value.forEach(element -> elements.add(of(element)));
      return new Listing(either(elements), value.isEmpty());
    }
    return new Single(Set.of(kind(value)), Json.array().add(value));
  }

  /** An object with only these keys. */
  static Shape closed(Map<String, Member> members) {
    return new Fields(members, false, false);
  }

  /** One of them; open if there are none. */
  static Shape either(List<Shape> shapes) {
    List<Shape> flat = new ArrayList<>();
    for (Shape shape : shapes) {
      flat.addAll(shape.alternatives());
    }
    List<Shape> distinct = flat.stream().distinct().toList();
    return distinct.isEmpty()
        ? OPEN
        : distinct.size() == 1 ? distinct.get(0) : new Either(distinct);
  }

  /** This shape, or its alternatives. */
  default List<Shape> alternatives() {
    return this instanceof Either(List<Shape> shapes) ? shapes : List.of(this);
  }

  private static ScalarKind kind(JsonNode value) {
    return value.isTextual()
        ? ScalarKind.STRING
        : value.isNumber()
            ? ScalarKind.NUMBER
            : value.isBoolean() ? ScalarKind.BOOLEAN : ScalarKind.NULL;
  }
}
