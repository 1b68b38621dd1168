package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Matchers of one field that event-ruler 2.1.0 does not keep apart: what it matches then depends on
 * their order, on other rules of the machine, or on chance. Seen on random machines of two to four
 * matchers, each compared with its matchers alone:
 *
 * <ul>
 *   <li>a wildcard beside a suffix or an operator that ignores the case
 *   <li>a text beside a numeric range with an upper bound, and a third matcher
 *   <li>an operator that ignores the case beside a suffix or another one, and a third matcher
 * </ul>
 *
 * Each may stand within {@code anything-but}.
 */
final class MixedMatchers {
  private static final String IGNORING = "equals-ignore-case";
  private static final int THREE = 3;

  private final Set<JsonNode> all = new HashSet<>();
  private int wildcards;
  private int suffixes;
  private int ignoring;
  private int texts;
  private int ranges;

  private MixedMatchers(Collection<JsonNode> leaves) {
    leaves.forEach(leaf -> leaf.forEach(this::add));
  }

  /**
   * Whether the leaves of one field of one filter, each an array of matchers, have such a mixture.
   */
  static boolean in(Collection<JsonNode> leaves) {
    return new MixedMatchers(leaves).areMixedUp();
  }

  private void add(JsonNode matcher) {
    if (!all.add(matcher)) {
      return;
    }
    JsonNode operator =
        matcher.path("anything-but").isObject() ? matcher.get("anything-but") : matcher;
    wildcards += operator.has("wildcard") ? 1 : 0;
    suffixes += operator.path("suffix").isTextual() ? 1 : 0;
    ranges += hasUpperBound(operator.path("numeric")) ? 1 : 0;
    texts += operator.isTextual() ? 1 : 0;
    ignoring += isIgnoringCase(operator) ? 1 : 0;
  }

  private static boolean hasUpperBound(JsonNode range) {
    for (JsonNode part : range) {
      if (part.isTextual() && part.textValue().startsWith("<")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIgnoringCase(JsonNode operator) {
    return operator.has(IGNORING)
        || operator.path("prefix").has(IGNORING)
        || operator.path("suffix").has(IGNORING);
  }

  private boolean areMixedUp() {
    if (wildcards > 0 && suffixes + ignoring > 0) {
      return true;
    }
    boolean textAndRange = texts > 0 && ranges > 0;
    boolean severalIgnoring = ignoring > 0 && suffixes + ignoring > 1;
    return all.size() >= THREE && (textAndRange || severalIgnoring);
  }
}
