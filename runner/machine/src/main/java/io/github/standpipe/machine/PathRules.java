package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.JsonPath;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for values of JSONPath states: paths, reference paths and payload templates. */
final class PathRules {
  private static final Pattern VARIABLE =
      Pattern.compile("^\\$\\p{javaUnicodeIdentifierStart}\\p{javaUnicodeIdentifierPart}*");

  private static final Pattern FUNCTION = Pattern.compile("\\w\\(");

  private PathRules() {}

  /** InputPath and OutputPath, which may be null. */
  static final FieldRule PATH =
      spot -> {
        if (!spot.value().isNull() && isText(spot) && !isPath(spot.value().textValue())) {
          spot.error("Value must be a valid JSONPath.");
        }
      };

  /** A path to one place of the input or of a variable. */
  static final FieldRule REFERENCE = spot -> reference(spot, false);

  /** A reference path that may also lead into the context object. */
  static final FieldRule REFERENCE_OR_CONTEXT = spot -> reference(spot, true);

  /** ResultPath: a place in the input, or null. */
  static final FieldRule RESULT =
      spot -> {
        if (!spot.value().isNull()) {
          reference(spot, false);
        }
      };

  /** ErrorPath and CausePath: a reference path or an intrinsic function call. */
  static final FieldRule REFERENCE_OR_CALL =
      spot -> {
        if (!spot.value().isTextual() || !IntrinsicRules.isCall(spot.value().textValue())) {
          reference(spot, true);
        }
      };

  private static boolean isText(DefinitionSpot spot) {
    return FieldRules.expect(spot, spot.value().isTextual(), "String") && !spot.isPlaceholder();
  }

  private static void reference(DefinitionSpot spot, boolean context) {
    if (!isText(spot)) {
      return;
    }
    String text = spot.value().textValue();
    if (!text.startsWith("$")) {
      spot.error("Value is not a Reference Path: Reference path didn't start with '$'");
    } else if (!context && text.startsWith("$$") || !isReference(text)) {
      spot.error("Value is not a Reference Path");
    }
  }

  static boolean isPath(String text) {
    return text.startsWith("$")
        && (ReferencePath.parse(bare(text)).isPresent() || compiled(bare(text)).isPresent());
  }

  private static boolean isReference(String text) {
    String path = bare(text);
    return ReferencePath.parse(path).isPresent()
        || compiled(path)
            .map(parsed -> parsed.isDefinite() && !FUNCTION.matcher(path).find())
            .orElse(false);
  }

  /** Without the variable or the context object at the beginning. */
  private static String bare(String text) {
    return text.startsWith("$$") ? text.substring(1) : VARIABLE.matcher(text).replaceFirst("\\$");
  }

  /** The library accepts an unclosed bracket. */
  private static Optional<JsonPath> compiled(String path) {
    try {
      return Optional.of(JsonPath.compile(path)).filter(parsed -> closesBrackets(path));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static boolean closesBrackets(String path) {
    int open = 0;
    char quote = 0;
    for (int i = 0; i < path.length() && open >= 0; i++) {
      char c = path.charAt(i);
      if (quote != 0) {
        quote = c == quote && path.charAt(i - 1) != '\\' ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == ']') {
        open += c == '[' ? 1 : -1;
      }
    }
    return open == 0;
  }

  /** A payload template: an object in which fields that end with {@code .$} are evaluated. */
  static final FieldRule TEMPLATE =
      spot -> {
        if (FieldRules.expect(spot, spot.value().isContainerNode(), "Object")) {
          template(spot);
        }
      };

  /** A payload template, or a plain value. */
  static final FieldRule TEMPLATE_VALUE = PathRules::template;

  private static void template(DefinitionSpot spot) {
    if (spot.value().isObject()) {
      for (Map.Entry<String, JsonNode> field : spot.value().properties()) {
        if (field.getKey().endsWith(".$")) {
          evaluated(spot, field.getKey(), field.getValue());
        } else {
          template(spot.field(field.getKey()));
        }
      }
    } else {
      for (int i = 0; i < spot.value().size(); i++) {
        template(spot.item(i));
      }
    }
  }

  private static void evaluated(DefinitionSpot template, String name, JsonNode value) {
    boolean fine =
        value.isTextual()
            && (isPath(value.textValue())
                || IntrinsicRules.isCall(value.textValue())
                || value.textValue().contains("${"));
    if (!fine) {
      template.error(
          "The value for the field '"
              + name
              + "' must be a valid JSONPath or a valid intrinsic function call");
    }
  }
}
