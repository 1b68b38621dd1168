package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Matched;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Shape.NoLeaf;
import io.github.standpipe.internal.shape.Shape.Open;
import io.github.standpipe.internal.shape.Shape.Single;
import io.github.standpipe.pipe.FilterPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of a value that has matched a pattern. */
public final class PatternShape {
  private PatternShape() {}

  /**
   * The shapes of the values that a pattern lets through, one for each way through its {@code $or};
   * none if it certainly matches no value of the shape.
   */
  public static List<Shape> narrow(Shape shape, JsonNode pattern) {
    List<Shape> narrowed = new ArrayList<>();
    for (Map<String, JsonNode> way : FilterPattern.ways(pattern)) {
      Optional<Shape> one = narrow(shape, way);
      one.ifPresent(narrowed::add);
    }
    return narrowed;
  }

  /** A leaf of the first way that certainly matches no value of a shape. */
  public static Optional<BodyFilter.JudgedLeaf> impossibleLeaf(Shape shape, JsonNode pattern) {
    return FilterPattern.ways(pattern).stream()
        .flatMap(way -> impossible(shape, way).stream())
        .findFirst();
  }

  private static List<BodyFilter.JudgedLeaf> impossible(Shape shape, Map<String, JsonNode> way) {
    return way.entrySet().stream()
        .filter(leaf ->
            new LeafTruth(leaf.getValue(), false).of(shape, keys(leaf.getKey())) == Truth.NEVER)
        .map(leaf -> new BodyFilter.JudgedLeaf(leaf.getKey(), leaf.getValue()))
        .toList();
  }

  public static List<String> keys(String path) {
    return List.of(path.split("\\.", -1));
  }

  private static Optional<Shape> narrow(Shape shape, Map<String, JsonNode> way) {
    if (!impossible(shape, way).isEmpty()) {
      return Optional.empty();
    }
    Shape narrowed = shape;
    for (Map.Entry<String, JsonNode> leaf : way.entrySet()) {
      narrowed = narrow(narrowed, keys(leaf.getKey()), leaf.getValue());
    }
    return Optional.of(narrowed);
  }

  private static Shape narrow(Shape shape, List<String> path, JsonNode wanted) {
    if (path.isEmpty()) {
      return atLeaf(shape, wanted);
    }
    return switch (shape) {
      case Open() -> Matchers.takeAbsence(wanted) ? shape : below(loose(), path, wanted);
      case Fields fields -> below(fields, path, wanted);
      default -> shape;
    };
  }

  private static Fields loose() {
    return new Fields(Map.of(), true, true);
  }

  private static Shape atLeaf(Shape shape, JsonNode wanted) {
    boolean takesAbsence = Matchers.takeAbsence(wanted);
    return switch (shape) {
      case Open() ->
          Matchers.takeOnlyAbsence(wanted)
              ? new NoLeaf()
              : takesAbsence ? shape : new Matched(wanted);
      case Single(var kinds, JsonNode held) when held.isEmpty() && !takesAbsence ->
          new Single(kinds, wanted);
      case Listing(Shape element, boolean mayBeEmpty) when !takesAbsence ->
          new Listing(element, false);
      default -> shape;
    };
  }

  /**
   * A key with dots may be several keys; unless it occurs somewhere as one key, it counts as
   * several.
   */
  private static Shape below(Fields fields, List<String> path, JsonNode wanted) {
    int length = 1;
    for (int i = 1; i <= path.size(); i++) {
      length = fields.members().containsKey(String.join(".", path.subList(0, i))) ? i : length;
    }
    String key = String.join(".", path.subList(0, length));
    Member member = fields.members().get(key);
    if (member == null && !fields.isOpen()) {
      return fields;
    }
    Shape known = member == null ? Shape.OPEN : member.shape();
    Shape narrowed = narrow(known, path.subList(length, path.size()), wanted);
    boolean wasSure = member != null && member.isSure();
    Map<String, Member> members = new LinkedHashMap<>(fields.members());
    if (Matchers.takeOnlyAbsence(wanted) && length == path.size() && isValue(known)) {
      members.remove(key);
      return fields.isOpen() ? fields : new Fields(members, false, fields.isLoose());
    }
    members.put(key, new Member(narrowed, wasSure || !Matchers.takeAbsence(wanted)));
    return new Fields(members, fields.isOpen(), fields.isLoose());
  }

  private static boolean isValue(Shape shape) {
    return shape instanceof Single;
  }
}
