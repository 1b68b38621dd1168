package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Why the filter passes a record, or rejects it. The verdicts are event-ruler's; which leaf of a
 * pattern matches is computed here, and {@link #agrees} shows if the two differ.
 *
 * @param place the record's place in its batch, from 1 on
 * @param messageId its id; empty if it has none
 * @param passes whether the filter passes it
 * @param patterns the filter's patterns, the one that comes closest first; none if the pipe has no
 *     filter
 * @param fault why there is no explanation, such as a body that nests too deeply
 */
public record Explanation(
    int place, String messageId, boolean passes, List<OfPattern> patterns, Optional<String> fault) {

  /** Copies the list of patterns. */
  public Explanation {
    patterns = List.copyOf(patterns);
  }

  /** {@return whether the explanation of each pattern leads to event-ruler's verdict} */
  public boolean agrees() {
    return fault.isPresent()
        || patterns.isEmpty()
        || patterns.stream().allMatch(OfPattern::agrees)
            && passes == patterns.stream().anyMatch(OfPattern::matches);
  }

  /** {@return the explanation as readable lines, values included} */
  public List<String> lines() {
    return new ExplanationText(this).lines();
  }

  /**
   * One pattern and a record.
   *
   * @param number the pattern's place in the filter, from 1 on
   * @param where the file, line and pipe that contain it
   * @param matches whether it matches, as event-ruler says
   * @param reason why it is not even compared with the record: the form of the body
   * @param leaves its leaves, in its own order
   * @param missing how many leaves do not match, on the way through {@code $or} that comes closest
   * @param isCut whether the search for that way ended early: fewer leaves may be missing
   * @param agrees whether the leaves lead to event-ruler's verdict
   */
  public record OfPattern(
      int number,
      String where,
      boolean matches,
      Optional<String> reason,
      List<Leaf> leaves,
      int missing,
      boolean isCut,
      boolean agrees) {

    /** Copies the list of leaves. */
    public OfPattern {
      leaves = List.copyOf(leaves);
    }

    /**
     * {@return a line for each leaf, values included: the actual values, and those that the pattern
     * wants}
     */
    public List<String> lines() {
      return ExplanationText.lines(this);
    }
  }

  /**
   * One leaf of a pattern: a path and its matchers.
   *
   * @param path its keys with dots between them, as event-ruler sees them
   * @param branch the branch of {@code $or} that contains it, such as {@code 2} or {@code 2.1};
   *     empty outside {@code $or}
   * @param wanted the array of its matchers
   * @param state whether it matches, and if not, why
   * @param counts whether it is on the way through {@code $or} that comes closest
   * @param actual the values at its path
   * @param hint what the record has instead of an absent path
   */
  public record Leaf(
      String path,
      String branch,
      JsonNode wanted,
      State state,
      boolean counts,
      List<Seen> actual,
      Optional<String> hint) {

    /** Copies the list of values. */
    public Leaf {
      actual = List.copyOf(actual);
    }
  }

  /** The result for a leaf. */
  public enum State {
    /** A matcher matches a value at its path, or the absence of one. */
    MATCHED,
    /** There is a value, but no matcher matches it. */
    DIFFERENT,
    /** There is no value. */
    ABSENT,
    /** A matcher matches it, but in another array element than the other leaves. */
    APART,
    /** The body does not have the form that the pattern asks for. */
    NOT_COMPARED,
    /** The pattern names its path again, and the last one wins. */
    OVERRIDDEN
  }

  /**
   * A value at a leaf's path.
   *
   * @param place its path with the indices of arrays, such as {@code body.items[0].sku}
   * @param value the value there
   * @param matches whether a matcher of the leaf matches it
   */
  public record Seen(String place, JsonNode value, boolean matches) {}
}
