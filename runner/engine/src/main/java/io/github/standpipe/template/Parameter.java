package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One declared parameter.
 *
 * @param standard its {@code Default}
 * @param definition its properties, which have no intrinsics
 */
record Parameter(
    String name, String type, Optional<String> standard, Value.Mapping definition, Place at) {

  static Parameter of(String name, Value.Entry entry) {
    if (!(entry.value() instanceof Value.Mapping definition)) {
      throw entry
          .at()
          .fault("parameter " + name + " is " + entry.value().kind() + "; write its Type");
    }
    String type = plain(definition, "Type").orElse("String");
    return new Parameter(name, type, plain(definition, "Default"), definition, entry.at());
  }

  private static Optional<String> plain(Value.Mapping definition, String key) {
    return definition.get(key).map(value -> value instanceof Value.Scalar s ? s.text() : "");
  }

  boolean isSsm() {
    return type.startsWith("AWS::SSM::Parameter::Value<");
  }

  boolean isSecret() {
    return plain(definition, "NoEcho").filter("true"::equalsIgnoreCase).isPresent();
  }

  boolean isList() {
    return type.contains("List<") || type.contains("CommaDelimitedList");
  }

  /**
   * Checks a value against the constraints of the parameter.
   *
   * @throws Fault for a value that CloudFormation would reject
   */
  void check(String value) {
    if (isSsm()) {
      return; // the constraints apply to the value at the path, which may be unknown
    }
    List<String> allowed = allowed();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      throw unusableValue(value, "write one of " + String.join(", ", allowed));
    }
    plain(definition, "AllowedPattern").ifPresent(pattern -> checkPattern(value, pattern));
    if (type.equals("Number")) {
      between(value, number(value), "MinValue", "MaxValue", "a number");
    } else {
      between(value, BigDecimal.valueOf(value.length()), "MinLength", "MaxLength", "characters,");
    }
  }

  private List<String> allowed() {
    return definition.get("AllowedValues").orElse(definition) instanceof Value.Sequence values
        ? values.items().stream()
            .filter(Value.Scalar.class::isInstance)
            .map(v -> ((Value.Scalar) v).text())
            .toList()
        : List.of();
  }

  private void checkPattern(String value, String pattern) {
    try {
      if (!Pattern.matches(pattern, value)) {
        throw unusableValue(value, "write a value that matches AllowedPattern " + pattern);
      }
    } catch (PatternSyntaxException e) {
      throw definition
          .place("AllowedPattern")
          .fault("AllowedPattern " + pattern + " is not a pattern");
    }
  }

  private BigDecimal number(String value) {
    try {
      return new BigDecimal(value.strip());
    } catch (NumberFormatException e) {
      throw unusableValue(value, "write a number");
    }
  }

  private void between(String value, BigDecimal seen, String least, String most, String what) {
    plain(definition, least)
        .filter(l -> seen.compareTo(number(l)) < 0)
        .ifPresent(l -> {
          throw unusableValue(value, "write " + what + " at least " + l);
        });
    plain(definition, most)
        .filter(m -> seen.compareTo(number(m)) > 0)
        .ifPresent(m -> {
          throw unusableValue(value, "write " + what + " at most " + m);
        });
  }

  private Fault unusableValue(String value, String fix) {
    String seen = isSecret() ? "has a value that it does not accept" : "is '" + value + "'";
    return at.fault("parameter " + name + " " + seen + "; " + fix);
  }
}
