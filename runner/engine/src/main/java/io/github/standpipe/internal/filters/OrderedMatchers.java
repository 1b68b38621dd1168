package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/**
 * Matchers of one field whose order counts. Event-ruler 2.1.0 does not match every value that
 * {@code {"anything-but": {"equals-ignore-case": ...}}} accepts if a wildcard that begins with a
 * star was added before it, in the same list, in another branch of {@code $or}, or in another rule
 * of the same machine.
 */
public final class OrderedMatchers {
  private OrderedMatchers() {}

  /** Whether the leaves of one field, each an array of matchers, have both. */
  public static boolean in(Collection<JsonNode> leaves) {
    boolean hasWildcard = false;
    boolean hasIgnoringCase = false;
    for (JsonNode leaf : leaves) {
      for (JsonNode matcher : leaf) {
        hasWildcard |= beginsWithStar(matcher) || beginsWithStar(matcher.path("anything-but"));
        hasIgnoringCase |= matcher.path("anything-but").has("equals-ignore-case");
      }
    }
    return hasWildcard && hasIgnoringCase;
  }

  private static boolean beginsWithStar(JsonNode matcher) {
    JsonNode wildcard = matcher.path("wildcard");
    if (wildcard.isTextual()) {
      return wildcard.textValue().startsWith("*");
    }
    for (JsonNode one : wildcard) {
      if (one.isTextual() && one.textValue().startsWith("*")) {
        return true;
      }
    }
    return false;
  }
}
