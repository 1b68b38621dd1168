package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Shape.Either;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Matched;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Shape.NoLeaf;
import io.github.standpipe.internal.shape.Shape.Open;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.internal.shape.Shape.Single;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a leaf of a pattern matches the values of a shape, as event-ruler sees them: through
 * arrays, and only values are leaves.
 *
 * @param wanted the leaf's matchers
 * @param ignoresArrays whether a value counts as a single one unless it is certainly an array
 */
record LeafTruth(JsonNode wanted, boolean ignoresArrays) {

  /** The result of the leaf below a path. */
  Truth of(Shape shape, List<String> path) {
    return switch (shape) {
      case Open() -> Truth.PERHAPS;
      case PlainText() -> absent();
      case Either(List<Shape> shapes) ->
          Truth.whichever(shapes.stream().map(one -> of(one, path)).toList());
      case Single single -> path.isEmpty() ? single(single) : absent();
      case Matched(JsonNode held) -> matched(held, path);
      case NoLeaf() -> path.isEmpty() ? absent() : Truth.PERHAPS;
      case Listing(Shape element, boolean mayBeEmpty) -> listing(of(element, path), mayBeEmpty);
      case Fields fields -> path.isEmpty() ? object(fields) : below(fields, path);
    };
  }

  private Truth absent() {
    return Truth.of(Matchers.takeAbsence(wanted));
  }

  private Truth listing(Truth ofElement, boolean mayBeEmpty) {
    return mayBeEmpty ? Truth.whichever(List.of(ofElement, absent())) : ofElement;
  }

  /** An object is not a leaf; an array that holds one may also hold values. */
  private Truth object(Fields fields) {
    return fields.isLoose() && !ignoresArrays ? Truth.PERHAPS : absent();
  }

  private Truth below(Fields fields, List<String> path) {
    List<Truth> found = new ArrayList<>();
    for (int length = 1; length <= path.size(); length++) {
      Member member = fields.members().get(String.join(".", path.subList(0, length)));
      if (member != null) {
        Truth there = of(member.shape(), path.subList(length, path.size()));
        found.add(member.isSure() ? there : Truth.whichever(List.of(there, absent())));
      }
    }
    if (found.isEmpty()) {
      return fields.isOpen() ? Truth.PERHAPS : absent();
    }
    return found.size() == 1 ? found.get(0) : Truth.PERHAPS;
  }

  private Truth single(Single single) {
    Optional<List<JsonNode>> exact = Matchers.exact(single.wanted());
    if (exact.isPresent()) {
      return Truth.whichever(
          exact.get().stream().map(value -> Truth.of(Matchers.take(wanted, value))).toList());
    }
    return Truth.any(Matchers.stream(wanted).map(one -> one(one, single)).toList());
  }

  private static Truth one(JsonNode matcher, Single single) {
    if (matcher.has("exists")) {
      return Truth.of(matcher.get("exists").booleanValue());
    }
    JsonNode alone = Json.array().add(matcher);
    if (!single.wanted().isEmpty()) {
      return held(single.wanted(), alone);
    }
    boolean fits = Matchers.kinds(matcher).stream().anyMatch(single.kinds()::contains);
    return fits ? Truth.PERHAPS : Truth.NEVER;
  }

  private static Truth held(JsonNode held, JsonNode wanted) {
    return Matchers.imply(held, wanted)
        ? Truth.ALWAYS
        : Matchers.areDisjoint(held, wanted) ? Truth.NEVER : Truth.PERHAPS;
  }

  /** One value matches; others may be beside it in an array. */
  private Truth matched(JsonNode held, List<String> path) {
    if (!path.isEmpty()) {
      return ignoresArrays ? absent() : Truth.PERHAPS;
    }
    Truth single = held(held, wanted);
    boolean asksForNothing = Matchers.takeOnlyAbsence(wanted);
    return single == Truth.NEVER && !ignoresArrays && !asksForNothing ? Truth.PERHAPS : single;
  }
}
