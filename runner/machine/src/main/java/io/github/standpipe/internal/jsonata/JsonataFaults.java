package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words an expression's error as the service does: with the messages of JSONata's own
 * implementation, which the Java library garbles, after the expression and its field.
 */
public final class JsonataFaults {
  private static final String THREW = "threw an error during evaluation";

  /** Codes whose message the library fills with wrong values or replaced names. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("T0410", "Argument {n} of function {1} does not match function signature"),
          Map.entry(
              "T2009",
              "The values {0} and {1} either side of operator {op} must be of the"
                  + " same data type"),
          Map.entry(
              "T2006",
              "The right side of the function application operator ~> must be a" + " function"),
          Map.entry("T2007", "Type mismatch when comparing values {0} and {1} in order-by clause"),
          Map.entry("T1003", "Key in object structure must evaluate to a string; got: {0}"),
          Map.entry("D1001", "Number out of range: {0}"),
          Map.entry("D1002", "Cannot negate a non-numeric value: {1}"),
          Map.entry(
              "D2014",
              "The size of the sequence allocated by the range operator (..) must not exceed 1e6."
                  + "  Attempted to allocate {0}."),
          Map.entry(
              "D3050",
              "The second argument of reduce function must be a function with at"
                  + " least two arguments"),
          Map.entry("D3060", "The sqrt function cannot be applied to a negative number: {0}"),
          Map.entry(
              "D3061",
              "The power function has resulted in a value that cannot be represented"
                  + " as a JSON number: base={0}, exponent={1}"),
          Map.entry(
              "D3138",
              "The $single() function expected exactly 1 matching result.  Instead"
                  + " it matched more."),
          Map.entry(
              "D3139",
              "The $single() function expected exactly 1 matching result.  Instead"
                  + " it matched 0."));

  private static final Map<String, String> TYPES =
      Map.of(
          "a",
          "arrays",
          "b",
          "booleans",
          "f",
          "functions",
          "n",
          "numbers",
          "o",
          "objects",
          "s",
          "strings");

  private static final Pattern CALL = Pattern.compile("\\$(\\w+)\\s*\\(");
  private static final Pattern OPERATOR = Pattern.compile("<=|>=|<|>");
  private static final Pattern QUOTED = Pattern.compile("For input string: \"(.*)\".*");

  private JsonataFaults() {}

  /** The end of the sentence that begins with the expression and its field. */
  static String describe(String expression, Throwable thrown) {
    return switch (thrown) {
      case JException e -> ofLibrary(expression, e);
      case NumberFormatException e ->
          coded("D3030", "Unable to cast value to a number: " + quoted(number(e)));
      case DateTimeParseException e ->
          coded(
              "D3110",
              "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given"
                  + " "
                  + quoted(e.getParsedString()));
      case ClassCastException e when calls(expression, "sort") ->
          coded(
              "D3070",
              "The single argument form of the sort function can only be applied to an array of"
                  + " strings or an array of numbers.  Use the second argument to specify a"
                  + " comparison function");
      case StackOverflowError e -> THREW + ": " + JsonataBounds.DEPTH;
      case OutOfMemoryError e -> THREW + ": " + JsonataBounds.MEMORY;
      case RuntimeException e when String.valueOf(e.getMessage()).contains(ARGUMENT) ->
          signature(e, "1");
      default -> "threw an internal error during evaluation.";
    };
  }

  private static final String ARGUMENT = "Argument error calling function ";

  private static String coded(String code, String text) {
    return THREW + ". " + code + ": " + text;
  }

  private static String signature(RuntimeException thrown, String argument) {
    String message = String.valueOf(thrown.getMessage());
    String name = message.substring(message.indexOf(ARGUMENT) + ARGUMENT.length());
    return coded("T0410", text("T0410").replace("{n}", argument).replace("{1}", quoted(name)));
  }

  private static String ofLibrary(String expression, JException thrown) {
    String code = String.valueOf(thrown.getError());
    if (!code.matches("[A-Z]\\d{4}")) {
      return THREW + ": " + code;
    }
    if (code.equals("T0412")) {
      return coded(code, ofItems(expression, thrown));
    }
    if (TEXTS.containsKey(code)) {
      return coded(code, filled(expression, text(code), thrown));
    }
    String message = String.valueOf(thrown.getMessage());
    return message.startsWith(code)
        ? THREW + ". " + message
        : coded(code, message.replace(" Object ", " function "));
  }

  private static String text(String code) {
    return TEXTS.getOrDefault(code, "");
  }

  private static String filled(String expression, String text, JException thrown) {
    Matcher operator = OPERATOR.matcher(expression);
    return text.replace("{op}", quoted(operator.find() ? operator.group() : "<"))
        .replace("{n}", String.valueOf(thrown.getCurrent()))
        .replace("{0}", value(thrown.getCurrent()))
        .replace("{1}", value(thrown.getExpected()));
  }

  /** The library does not say which function expected the array; a text with one call does. */
  private static String ofItems(String expression, JException thrown) {
    Matcher call = CALL.matcher(expression);
    String type = TYPES.getOrDefault(String.valueOf(thrown.getExpected()), "values");
    return "Argument 1 of function "
        + quoted(call.find() ? call.group(1) : "")
        + " must be an array of "
        + quoted(type);
  }

  private static boolean calls(String expression, String function) {
    return expression.contains("$" + function);
  }

  private static String number(NumberFormatException thrown) {
    Matcher text = QUOTED.matcher(String.valueOf(thrown.getMessage()));
    return text.matches() ? text.group(1) : "";
  }

  private static String quoted(String text) {
    return MachineJson.text(MachineJson.NODES.textNode(text));
  }

  private static String value(@Nullable Object value) {
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      return "null";
    }
    try {
      JsonNode json = JsonataValues.toJson(value);
      return json == null ? "null" : MachineJson.text(json);
    } catch (JsonataValues.UnsupportedValueException e) {
      return quoted(String.valueOf(value));
    }
  }
}
