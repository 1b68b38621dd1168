package io.github.standpipe.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code {{resolve:ssm:/path}}} in a text, answered by the values given. */
final class DynamicReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:([A-Za-z-]+):([^{}]*)\\}\\}");

  private DynamicReferences() {}

  static String resolve(String text, Place at, Map<String, String> given) {
    // most texts hold none
    return text.contains("{{resolve:")
        ? REFERENCE
            .matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(value(m.group(1), m.group(2), at, given)))
        : text;
  }

  private static String value(String service, String body, Place at, Map<String, String> given) {
    String name = name(service, body, at);
    String value = given.getOrDefault(body, given.get(name));
    if (value == null) {
      String what = service.equals("secretsmanager") ? "secret " : "SSM parameter ";
      throw at.fault("names the " + what + name + "; pass --parameter " + name + "=value");
    }
    return value;
  }

  private static String name(String service, String body, Place at) {
    return switch (service) {
      case "secretsmanager" -> body;
      // the version behind the name does not matter here
      case "ssm", "ssm-secure" -> body.replaceAll(":\\d+$", "");
      default ->
          throw at.fault("the dynamic reference " + service + " is not supported; use a parameter");
    };
  }

  /** The names that a text asks for. */
  static Stream<String> names(Value.Scalar scalar) {
    return REFERENCE
        .matcher(scalar.text())
        .results()
        .flatMap(m -> Stream.of(m.group(2), m.group(2).replaceAll(":\\d+$", "")));
  }
}
