package io.github.standpipe.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters that a template declares, with the values given or their defaults. */
final class Parameters {
  private final Map<String, Parameter> declared = new LinkedHashMap<>();
  private final Map<String, String> given;
  private final Map<String, Value> passed;
  private final Scope scope;
  private final Pseudo pseudo;

  /**
   * The parameters of a template and of its nested stacks.
   *
   * @param passed the values that nested stacks are given, by the name of the parameter
   */
  Parameters(
      Value.Mapping section, Map<String, String> given, Map<String, Value> passed, Scope scope) {
    this.given = given;
    this.passed = passed;
    this.scope = scope;
    this.pseudo = new Pseudo(given);
    section.entries().forEach((name, entry) -> declared.put(name, Parameter.of(name, entry)));
    declared.values().forEach(this::check);
  }

  private void check(Parameter parameter) {
    String value = given.get(parameter.name());
    if (value != null) {
      parameter.check(value);
    }
  }

  Pseudo pseudo() {
    return pseudo;
  }

  Set<String> names() {
    return declared.keySet();
  }

  /** The SSM parameters that defaults name. */
  Stream<String> ssmNames() {
    return declared.values().stream().filter(Parameter::isSsm).flatMap(p -> p.standard().stream());
  }

  /** Whether it is declared with {@code NoEcho}. */
  boolean isSecret(String name) {
    Parameter parameter = declared.get(name);
    return parameter != null && parameter.isSecret();
  }

  boolean has(String name) {
    return declared.containsKey(name) || pseudo.has(name);
  }

  /** What {@code Ref} returns for a parameter: a string, or a list for a list parameter. */
  Value value(String name, Place at) {
    Parameter parameter = declared.get(name);
    if (parameter == null) {
      String value = pseudo.value(name);
      return name.equals(Pseudo.NOTIFICATION_ARNS) ? list(value, at) : new Value.Scalar(value, at);
    }
    String value = text(parameter, at);
    return parameter.isList() ? list(value, at) : new Value.Scalar(value, at);
  }

  private String text(Parameter parameter, Place at) {
    String value = given.get(parameter.name());
    Value written = passed.get(parameter.name());
    if (value == null && written != null) {
      value = scope.text(written, "the parameter " + parameter.name()).orElse(null);
    }
    if (value == null) {
      value = parameter.standard().orElse(null);
    }
    if (value == null) {
      throw at.fault(
          "names the parameter "
              + parameter.name()
              + ", which has no value; pass --parameter "
              + parameter.name()
              + "=value");
    }
    parameter.check(value);
    return parameter.isSsm() ? ssm(parameter, value, at) : value;
  }

  /** An SSM parameter's value by its path, or directly by the name of the template parameter. */
  private String ssm(Parameter parameter, String path, Place at) {
    @Nullable String byPath = given.get(path);
    if (byPath != null) {
      return byPath;
    }
    if (given.containsKey(parameter.name())) {
      return path;
    }
    throw at.fault(
        "names the parameter "
            + parameter.name()
            + ", which is the SSM parameter "
            + path
            + "; pass --parameter "
            + path
            + "=value");
  }

  private static Value list(String text, Place at) {
    List<Value> items =
        text.isBlank()
            ? List.of()
            : Stream.of(text.split(",", -1))
                .<Value>map(item -> new Value.Scalar(item.strip(), at))
                .toList();
    return new Value.Sequence(items, at);
  }
}
