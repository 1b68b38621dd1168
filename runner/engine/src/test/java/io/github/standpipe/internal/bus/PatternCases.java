package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the bus's patterns with recordings of the service: {@code PatternCases FILE}, an array
 * of {@code {name, event, pattern}}.
 */
final class PatternCases {
  private PatternCases() {}

  public static void main(String[] arguments) {
    try {
      System.exit(run(Json.read(Path.of(arguments[0])), System.out));
    } catch (Fault e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** The exit status: 1 if any case differs, 2 if there is nothing to compare. */
  static int run(JsonNode cases, PrintStream out) {
    if (!cases.isArray() || cases.isEmpty()) {
      throw new Fault("the file holds no cases; write an array of {name, event, pattern}");
    }
    List<String> differences = new ArrayList<>();
    cases.forEach(one -> difference(one).ifPresent(differences::add));
    out.println((cases.size() - differences.size()) + " of " + cases.size());
    differences.forEach(out::println);
    return differences.isEmpty() ? 0 : 1;
  }

  private static Optional<String> difference(JsonNode one) {
    String name = one.path("name").asText();
    String wanted =
        name.endsWith("_EXC") ? "is refused" : name.endsWith("_NEG") ? "does not match" : "matches";
    String found = found(one);
    boolean same = found.equals(wanted) || wanted.equals("is refused") && found.startsWith(wanted);
    return same
        ? Optional.empty()
        : Optional.of(name + ": " + wanted + " on the service, and " + found + " here");
  }

  /** A pattern may be written as a string or as JSON. */
  private static String found(JsonNode one) {
    JsonNode pattern = one.path("pattern");
    String text = pattern.isTextual() ? pattern.textValue() : Json.text(pattern);
    try {
      JsonNode event = event(one.path("event"));
      EventPattern parsed = PatternDialect.CLASSIC.parse(text, "the pattern").pattern();
      boolean matches = parsed.matches(event);
      if (!parsed.explain(event).agrees()) {
        return "is explained otherwise than it is decided";
      }
      return matches ? "matches" : "does not match";
    } catch (Fault e) {
      return "is refused (" + e.getMessage() + ")";
    }
  }

  /** An event may also be written as a string; the service rejects anything but an object. */
  private static JsonNode event(JsonNode given) {
    try {
      JsonNode event = given.isTextual() ? Json.parse(given.textValue()) : given;
      if (event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException e) {
      throw new Fault("Parameter Event is not valid: " + Json.reason(e));
    }
    throw new Fault("Parameter Event is not valid: it is " + Json.kind(given));
  }
}
