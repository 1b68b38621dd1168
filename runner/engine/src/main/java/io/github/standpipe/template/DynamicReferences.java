package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code {{resolve:ssm:/path}}} in a string, resolved with the given values. */
final class DynamicReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:([A-Za-z-]+):([^{}]*)\\}\\}");

  private DynamicReferences() {}

  static String resolve(String text, Place at, Map<String, String> given) {
    // most strings have none
    return text.contains("{{resolve:")
        ? REFERENCE
            .matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(value(m.group(1), m.group(2), at, given)))
        : text;
  }

  private static String value(String service, String body, Place at, Map<String, String> given) {
    String name = name(service, body, at);
    String value = given.getOrDefault(body, given.get(name));
    if (value != null) {
      return value;
    }
    boolean secret = service.equals("secretsmanager");
    Fault fault =
        at.fault(
            "names the "
                + (secret ? "secret " : "SSM parameter ")
                + name
                + "; pass --parameter "
                + name
                + "=value");
    throw secret ? new UnknownSecret(fault) : fault;
  }

  private static String name(String service, String body, Place at) {
    return switch (service) {
      case "secretsmanager" -> body;
      // the version after the name does not matter
      case "ssm", "ssm-secure" -> body.replaceAll(":\\d+$", "");
      default ->
          throw at.fault("the dynamic reference " + service + " is not supported; use a parameter");
    };
  }

  /** A secret that was not given. */
  static final class UnknownSecret extends Fault {
    private static final long serialVersionUID = 1L;

    UnknownSecret(Fault fault) {
      super(fault.getMessage());
    }
  }

  /** The names that a string refers to. */
  static Stream<String> names(Value.Scalar scalar) {
    return REFERENCE
        .matcher(scalar.text())
        .results()
        .flatMap(m -> Stream.of(m.group(2), m.group(2).replaceAll(":\\d+$", "")));
  }
}
