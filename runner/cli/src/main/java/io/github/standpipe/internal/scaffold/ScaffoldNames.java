package io.github.standpipe.internal.scaffold;

import io.github.standpipe.json.Fault;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All new names, derived from one: {@code LoyaltyEnricher} is in {@code LoyaltyPipe}, whose queue
 * is {@code LoyaltyQueue}.
 *
 * @param name as it was given
 * @param pipe the pipe's
 */
record ScaffoldNames(ScaffoldKind kind, String name, String pipe) {
  private static final int LONGEST = 40;
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Za-z0-9]*");
  // names that the class imports, and the class of the tests
  private static final Set<String> TAKEN =
      Set.of(
          "Documents",
          "Enricher",
          "EnrichmentHandler",
          "Environment",
          "JsonNode",
          "JsonNodeFactory",
          "ObjectNode",
          "PipesTest",
          "Verdict");

  /**
   * Derives the names.
   *
   * @param pipe empty to derive the pipe's name from the name
   * @throws Fault for an invalid name
   */
  static ScaffoldNames of(ScaffoldKind kind, String name, String pipe) {
    checked(kind.word() + " " + name, name);
    if (kind == ScaffoldKind.ENRICHER && (TAKEN.contains(name) || isJavas(name))) {
      throw new Fault("enricher " + name, "is the name of a class that it needs; choose another");
    }
    if (kind == ScaffoldKind.PIPE) {
      if (!pipe.isEmpty()) {
        throw new Fault(
            "--pipe " + pipe, "the name of a new pipe is made of " + name + "; leave it out");
      }
      return new ScaffoldNames(kind, name, without(kind, name) + ScaffoldKind.PIPE.suffix());
    }
    if (!pipe.isEmpty()) {
      checked("--pipe " + pipe, pipe);
    }
    ScaffoldNames names =
        new ScaffoldNames(
            kind, name, pipe.isEmpty() ? without(kind, name) + ScaffoldKind.PIPE.suffix() : pipe);
    if (names.function().equals(names.pipe)) {
      throw new Fault("--pipe " + pipe, "is also the function's name; choose another");
    }
    return names;
  }

  private static void checked(String place, String name) {
    if (!FORM.matcher(name).matches()) {
      String like = camel(name);
      throw new Fault(
          place,
          "is not a name; write letters and digits, like "
              + (FORM.matcher(like).matches() ? like : "OrderTotals"));
    }
    if (name.length() > LONGEST) {
      throw new Fault(
          place, "has " + name.length() + " characters; write at most " + LONGEST + " of them");
    }
  }

  private static boolean isJavas(String name) {
    return Object.class.getResource(name + ".class") != null;
  }

  private static String camel(String name) {
    return Pattern.compile("(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)")
        .matcher(name)
        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  private static String without(ScaffoldKind kind, String name) {
    boolean more = name.endsWith(kind.suffix()) && !name.equals(kind.suffix());
    return more ? name.substring(0, name.length() - kind.suffix().length()) : name;
  }

  /** The prefix of the names of the resources. */
  String base() {
    return without(ScaffoldKind.PIPE, pipe);
  }

  /** The logical id of the function. */
  String function() {
    return kind == ScaffoldKind.ENRICHER ? name : without(kind, name) + "Enricher";
  }

  /** The type of its events. */
  String type() {
    return base() + "Requested";
  }

  /** The file of the transform. */
  String transform() {
    return kebab(without(kind, name)) + ".jslt";
  }

  /** The file of the state machine. */
  String machine() {
    return source() + ".asl.json";
  }

  /** The source of its events. */
  String source() {
    return kebab(base());
  }

  /** The file of a schema, beside the template. */
  String schema(String kind) {
    return "schemas/" + pipe + "/" + kind + ".json";
  }

  private static String kebab(String name) {
    return Pattern.compile("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])")
        .matcher(name)
        .replaceAll((MatchResult found) -> "-" + found.group())
        .toLowerCase(Locale.ROOT);
  }
}
