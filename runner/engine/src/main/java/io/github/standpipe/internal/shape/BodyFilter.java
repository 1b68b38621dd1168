package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Shape.Open;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter of a pipe, applied to the shapes of bodies (rule {@code filter-body-forms}).
 *
 * @param ways the ways through all patterns, at least one must match: matchers by their paths
 */
public record BodyFilter(List<Map<String, JsonNode>> ways) {
  private static final String BELOW = "body.";

  public BodyFilter {
    ways = List.copyOf(ways);
  }

  /** A filter with checked patterns; without a pattern it passes everything. */
  public static BodyFilter of(List<FilterPattern> patterns) {
    List<Map<String, JsonNode>> ways = new ArrayList<>();
    for (FilterPattern pattern : patterns) {
      try {
        ways.addAll(FilterPattern.ways(Json.parse(pattern.text())));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the pattern was checked", e);
      }
    }
    return new BodyFilter(patterns.isEmpty() ? List.of(Map.of()) : ways);
  }

  /** A leaf that certainly matches nothing, or always something, of some body. */
  public record JudgedLeaf(String path, JsonNode wanted) {}

  /**
   * Whether bodies pass.
   *
   * @param body of one feeder; each alternative may be the body
   * @param ignoresArrays whether a value counts as a single one unless it is certainly an array
   */
  public Truth passes(Shape body, boolean ignoresArrays) {
    return Truth.whichever(
        body.alternatives().stream()
            .map(one -> Truth.any(ways.stream().map(way -> way(way, one, ignoresArrays)).toList()))
            .toList());
  }

  private static Truth way(Map<String, JsonNode> way, Shape body, boolean ignoresArrays) {
    return Truth.all(
        way.entrySet().stream()
            .map(leaf -> leaf(leaf.getKey(), leaf.getValue(), body, ignoresArrays))
            .toList());
  }

  private static Truth leaf(String path, JsonNode wanted, Shape body, boolean ignoresArrays) {
    if (path.equals("body")) {
      return body instanceof PlainText || body instanceof Open ? Truth.PERHAPS : Truth.NEVER;
    }
    if (!path.startsWith(BELOW)) {
      return Truth.PERHAPS;
    }
    Truth truth =
        new LeafTruth(wanted, ignoresArrays)
            .of(body, PatternShape.keys(path.substring(BELOW.length())));
    return body instanceof PlainText
        ? Truth.NEVER
        : body instanceof Shape.Single && truth == Truth.ALWAYS ? Truth.PERHAPS : truth;
  }

  /**
   * Why no way matches a body: for each way, the first leaf that matches none of its alternatives.
   */
  public List<JudgedLeaf> obstacles(Shape body, boolean ignoresArrays) {
    return ways.stream()
        .flatMap(way -> first(way, body, Truth.NEVER, ignoresArrays).stream())
        .distinct()
        .toList();
  }

  /** The leaves that only ask for absence, and find it in each body. */
  public List<JudgedLeaf> idle(Shape body) {
    return ways.stream()
        .flatMap(way -> way.entrySet().stream())
        .filter(leaf -> Matchers.takeOnlyAbsence(leaf.getValue()))
        .filter(leaf ->
            body.alternatives().stream()
                .allMatch(one -> leaf(leaf.getKey(), leaf.getValue(), one, false) == Truth.ALWAYS))
        .map(leaf -> new JudgedLeaf(leaf.getKey(), leaf.getValue()))
        .distinct()
        .toList();
  }

  /**
   * Leaves that every way needs and whose path is known to be missing in some bodies: one for each
   * way, or none at all.
   */
  public List<JudgedLeaf> optional(Shape body) {
    List<JudgedLeaf> optional = new ArrayList<>();
    for (Map<String, JsonNode> way : ways) {
      Optional<JudgedLeaf> leaf =
          way.entrySet().stream()
              .filter(one -> one.getKey().startsWith(BELOW))
              .filter(one -> !Matchers.takeAbsence(one.getValue()))
              .filter(one ->
                  Optionality.of(body, PatternShape.keys(one.getKey().substring(BELOW.length()))))
              .map(one -> new JudgedLeaf(one.getKey(), one.getValue()))
              .findFirst();
      if (leaf.isEmpty()) {
        return List.of();
      }
      optional.add(leaf.get());
    }
    return optional;
  }

  private static Optional<JudgedLeaf> first(
      Map<String, JsonNode> way, Shape body, Truth asked, boolean ignoresArrays) {
    return way.entrySet().stream()
        .filter(leaf ->
            body.alternatives().stream()
                .anyMatch(one -> leaf(leaf.getKey(), leaf.getValue(), one, ignoresArrays) == asked))
        .map(leaf -> new JudgedLeaf(leaf.getKey(), leaf.getValue()))
        .findFirst();
  }
}
