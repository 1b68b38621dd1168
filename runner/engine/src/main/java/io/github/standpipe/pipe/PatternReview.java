package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.event.ruler.JsonRuleCompiler;

/** All faults in the text of a pattern: a fault in one leaf does not hide those in others. */
final class PatternReview {
  private static final int MAXIMUM_CHARACTERS = 4096;
  private static final int MOST_EXAMINED = 10 * MAXIMUM_CHARACTERS;
  private static final Pattern RULER_PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  private final String text;
  private final String where;
  private final List<Refusal> faults = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final Set<JsonNode> unusable = Collections.newSetFromMap(new IdentityHashMap<>());
  private List<Form> forms = List.of();
  private JsonNode pattern = Json.object();

  private PatternReview(String text, String where) {
    this.text = text;
    this.where = where;
  }

  static PatternReview of(String text, String where) {
    PatternReview review = new PatternReview(text, where);
    review.length();
    if (text.length() <= MOST_EXAMINED && review.read()) {
      review.leaves();
    }
    return review;
  }

  /** The faults, in the order of the checks; empty for a correct pattern. */
  List<Refusal> faults() {
    return List.copyOf(faults);
  }

  /** What is unsettled or surprising, even in a pattern with faults. */
  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  List<Form> forms() {
    return forms;
  }

  JsonNode pattern() {
    return pattern;
  }

  private void length() {
    if (text.length() > MAXIMUM_CHARACTERS) {
      String much = "has " + text.length() + " characters; Pipes accepts at most 4096";
      faults.add(Refusal.of(Refusal.Kind.TOO_LONG, where, much));
    }
  }

  private boolean read() {
    if (text.isBlank()) {
      String empty = "is empty; remove the filter to pass every record";
      faults.add(Refusal.of(Refusal.Kind.INVALID, where, empty));
      return false;
    }
    try {
      pattern = Json.parseStrictly(text);
    } catch (JsonProcessingException e) {
      faults.add(notJson(e));
      return faults.getLast().kind() == Refusal.Kind.DUPLICATE_KEY && readLast();
    }
    return true;
  }

  /** The last of equal keys wins. */
  private boolean readLast() {
    try {
      pattern = Json.parse(text);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private Refusal notJson(JsonProcessingException e) {
    String reason = Json.reason(e);
    boolean repeats = reason.startsWith("duplicate key");
    JsonLocation at = e.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    return Refusal.at(
        line,
        column,
        repeats ? Refusal.Kind.DUPLICATE_KEY : Refusal.Kind.INVALID,
        where,
        (repeats ? "has a " : "is not JSON: ") + reason + place(line, column));
  }

  private void leaves() {
    PatternOperators operators = new PatternOperators(where);
    operators.check(pattern);
    faults.addAll(operators.faults());
    unusable.addAll(operators.leaves());
    if (operators.hasTooManyWays() || !compiled()) {
      return;
    }
    PatternRules rules = new PatternRules(where);
    forms = rules.check(usable(pattern));
    faults.addAll(rules.faults());
    warnings.addAll(rules.warnings());
    PatternComparisons.of(usable(pattern), where).forEach(warnings::add);
  }

  /** Whether event-ruler accepts it, apart from leaves that are set aside. */
  private boolean compiled() {
    String whole = unusable.isEmpty() ? text : Json.text(usable(pattern));
    String refused = JsonRuleCompiler.check(whole);
    if (refused == null) {
      return true;
    }
    boolean asWritten = unusable.isEmpty();
    List<Refusal> each = new ArrayList<>();
    eachLeaf(usable(pattern), each);
    if (asWritten || each.isEmpty()) {
      faults.add(ruler(refused, asWritten));
    }
    faults.addAll(asWritten && !each.isEmpty() ? each.subList(1, each.size()) : each);
    return !each.isEmpty() && JsonRuleCompiler.check(Json.text(usable(pattern))) == null;
  }

  private void eachLeaf(JsonNode object, List<Refusal> each) {
    for (var field : object.properties()) {
      JsonNode value = field.getValue();
      if (PatternRules.isOr(field)) {
        value.forEach(branch -> eachLeaf(branch, each));
      } else if (value.isObject() && !value.isEmpty()) {
        eachLeaf(value, each);
      } else {
        String refused =
            JsonRuleCompiler.check(Json.text(Json.object().set(field.getKey(), value)));
        if (refused != null) {
          each.add(ruler(refused, false));
          unusable.add(value);
        }
      }
    }
  }

  /** The pattern with a string in place of each leaf that cannot be used. */
  private JsonNode usable(JsonNode node) {
    if (unusable.contains(node)) {
      return Json.array().add("x");
    }
    if (node.isObject()) {
      ObjectNode object = Json.object();
      node.properties().forEach(field -> object.set(field.getKey(), usable(field.getValue())));
      return node.isEmpty() ? node : object;
    }
    boolean branches = node.isArray() && !node.isEmpty() && node.get(0).isObject();
    if (branches && unusableBelow(node)) {
      ArrayNode array = Json.array();
      node.forEach(branch -> array.add(usable(branch)));
      return array;
    }
    return node;
  }

  private boolean unusableBelow(JsonNode node) {
    for (JsonNode below : node) {
      if (unusable.contains(below) || unusableBelow(below)) {
        return true;
      }
    }
    return false;
  }

  /** Ruler's message as one line; its column is just after the token. */
  private Refusal ruler(String message, boolean asWritten) {
    Matcher place = RULER_PLACE.matcher(message);
    String first = message.lines().findFirst().orElse(message);
    boolean placed = asWritten && place.find();
    int line = placed ? Integer.parseInt(place.group(1)) : 0;
    int column = placed ? Integer.parseInt(place.group(2)) : 0;
    return Refusal.at(
        line,
        column,
        first.startsWith("Cannot compare number")
            ? Refusal.Kind.INEXACT_NUMBER
            : Refusal.Kind.INVALID,
        where,
        "is not a valid event pattern: " + PatternAdvice.of(message(first)) + place(line, column));
  }

  /** Jackson appends the place, event-ruler a full stop. */
  private static String message(String first) {
    return first.replaceAll("\\s+at \\[Source.*", "");
  }

  private static String place(int line, int column) {
    return line == 0 ? "" : " (line " + line + ", column " + column + " of the pattern)";
  }
}
