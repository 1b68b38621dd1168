package io.github.standpipe.template;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a value as YAML on one line: {@code !If [HasTopic, [!Ref Topic], !Ref AWS::NoValue]}. */
final class OneLineYaml {
  // strings that every YAML reader reads as strings
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w./-]*(:[\\w./:-]*[\\w./-])?");
  private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null");

  private OneLineYaml() {}

  static String of(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> text(scalar);
      case Value.Sequence sequence ->
          sequence.items().stream()
              .map(OneLineYaml::of)
              .collect(Collectors.joining(", ", "[", "]"));
      case Value.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + of(entry.getValue().value()))
              .collect(Collectors.joining(", ", "{", "}"));
      // a node has one tag, so the outer of two intrinsics is written by its long name
      case Value.Call(String function, Value.Call argument, Place at) ->
          "{" + function + ": " + of(argument) + "}";
      case Value.Call(String function, Value argument, Place at) ->
          "!" + function.replace("Fn::", "") + " " + of(argument);
      case Value.Nothing nothing -> "null";
    };
  }

  private static String text(Value.Scalar scalar) {
    return scalar.literal() ? scalar.text() : quoted(scalar.text());
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()) {
      return text;
    }
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n") + '"';
  }
}
