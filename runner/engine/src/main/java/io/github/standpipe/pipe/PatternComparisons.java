package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.event.ruler.Machine;

/** Matchers that event-ruler does not compare as they read. */
final class PatternComparisons {
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:]*[.:][0-9A-Fa-f.:]*");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]+");

  private PatternComparisons() {}

  /** A warning for each, without the contents of the pattern. */
  static Stream<Warning> of(JsonNode pattern, String where) {
    return PatternLeaves.uncompiled(pattern).leaves().stream()
        .flatMap(leaf ->
            StreamSupport.stream(leaf.wanted().spliterator(), false)
                .flatMap(matcher -> of(matcher).stream())
                .distinct()
                .map(how ->
                    new Warning(
                        "filter-compares-otherwise",
                        where + ": a matcher at " + leaf.path() + " " + how)));
  }

  private static Optional<String> of(JsonNode matcher) {
    if (matcher.isNumber() && NumberLiterals.isInexact(matcher)) {
      return Optional.of(
          "is a number that is not the shortest form of a double; only a number written in the"
              + " same way matches");
    }
    if (matcher.isTextual() && isAddress(matcher)) {
      return Optional.of(
          "reads as an IP address, so event-ruler compares addresses: other spellings match too");
    }
    return ignoresCase(matcher).filter(PatternComparisons::growsAsCapitals).isPresent()
        ? Optional.of(
            "ignores case for a letter with a two-letter capital; the"
                + " capitals match it, but as a pattern they would not match the letter")
        : Optional.empty();
  }

  /** Event-ruler does not expose what it treats as an address, so another spelling is tried. */
  private static boolean isAddress(JsonNode text) {
    return ADDRESS.matcher(text.textValue()).matches()
        && spellings(text.textValue()).anyMatch(other -> matches(text, other));
  }

  private static Stream<String> spellings(String text) {
    return Stream.concat(
        Stream.of(text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))
            .filter(other -> !other.equals(text)),
        GROUP
            .matcher(text)
            .results()
            .map(group -> text.substring(0, group.start()) + "0" + text.substring(group.start())));
  }

  private static boolean matches(JsonNode text, String other) {
    try {
      Machine machine = Machine.builder().build();
      machine.addRule("rule", Json.text(Json.object().set("v", Json.array().add(text))));
      return !machine.rulesForJSONEvent(Json.object().put("v", other)).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException("an exact text is a pattern", e);
    }
  }

  /** The text of {@code equals-ignore-case}, also inside {@code prefix} or {@code suffix}. */
  private static Optional<String> ignoresCase(JsonNode matcher) {
    return Stream.of(matcher, matcher.path("prefix"), matcher.path("suffix"))
        .map(one -> one.path("equals-ignore-case"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst();
  }

  private static boolean growsAsCapitals(String text) {
    return text.toUpperCase(Locale.ROOT).length() != text.length();
  }
}
