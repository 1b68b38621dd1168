package io.github.standpipe.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The intrinsic functions of CloudFormation. */
final class Intrinsics {
  private final Scope scope;

  Intrinsics(Scope scope) {
    this.scope = scope;
  }

  /** The result of a call; empty for {@code AWS::NoValue}. */
  Optional<Value> call(Value.Call call) {
    Arguments arguments = new Arguments(call, scope);
    return switch (call.function()) {
      case "Ref" -> ref(arguments.text(call.argument()), call.at());
      case "Fn::If" -> choose(arguments);
      default -> Optional.of(value(arguments));
    };
  }

  private Value value(Arguments arguments) {
    Value.Call call = arguments.call();
    Place at = call.at();
    return switch (call.function()) {
      case "Fn::GetAtt" -> new Value.Scalar(attribute(arguments), at);
      case "Fn::Sub" -> new Value.Scalar(new Substitution(arguments).text(), at);
      case "Fn::Join" -> new Value.Scalar(join(arguments), at);
      case "Fn::Base64" -> new Value.Scalar(base64(arguments), at);
      case "Fn::ImportValue" -> new Value.Scalar(imported(arguments), at);
      case "Fn::GetStackOutput" -> new Value.Scalar(stackOutput(arguments), at);
      case "Fn::Select" -> select(arguments);
      case "Fn::Split" -> split(arguments);
      case "Fn::FindInMap" -> new Mappings(scope).find(arguments);
      case "Fn::ToJsonString" -> new Value.Scalar(new LanguageExtensions(arguments).json(), at);
      case TerraformValues.KNOWN_AFTER_APPLY -> new Value.Scalar(later(arguments), at);
      case TerraformValues.SENSITIVE ->
          throw new DynamicReferences.UnknownSecret(at.fault(sensitive(arguments)));
      case "Fn::Length" -> new Value.Scalar(new LanguageExtensions(arguments).length(), at);
      default ->
          throw at.fault(
              call.function() + " is not supported; write the value itself or use a parameter");
    };
  }

  private Optional<Value> ref(String name, Place at) {
    if (name.equals(Pseudo.NO_VALUE)) {
      return Optional.empty();
    }
    return Optional.of(
        scope.parameters().has(name)
            ? scope.parameters().value(name, at)
            : new Value.Scalar(scope.resources().ref(name, at), at));
  }

  private Optional<Value> choose(Arguments arguments) {
    List<Value> three = arguments.exactly(3, "[condition, value if true, value if false]");
    String condition = arguments.text(three.getFirst());
    boolean holds = scope.conditions().holds(condition, arguments.call().at());
    return scope.resolve(three.get(holds ? 1 : 2));
  }

  private String attribute(Arguments arguments) {
    Value.Call call = arguments.call();
    if (call.argument() instanceof Value.Scalar(String path, boolean literal, Place at)) {
      return attribute(path, call.at());
    }
    List<Value> two = arguments.exactly(2, "[resource, attribute]");
    return scope
        .resources()
        .attribute(arguments.text(two.get(0)), arguments.text(two.get(1)), call.at());
  }

  private String attribute(String path, Place at) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      throw at.fault(
          "Fn::GetAtt names '" + path + "' without an attribute; write " + path + ".Arn");
    }
    return scope.resources().attribute(path.substring(0, dot), path.substring(dot + 1), at);
  }

  private String join(Arguments arguments) {
    List<Value> two = arguments.exactly(2, "[delimiter, [value, ...]]");
    String delimiter = arguments.text(two.get(0));
    LongText text = new LongText(arguments.call());
    boolean first = true;
    for (Value item : arguments.items(two.get(1))) {
      text.add(first ? "" : delimiter);
      text.add(arguments.text(item));
      first = false;
    }
    return text.toString();
  }

  private String base64(Arguments arguments) {
    byte[] bytes = arguments.text(arguments.call().argument()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String imported(Arguments arguments) {
    String name = arguments.text(arguments.call().argument());
    return scope
        .outsideValue(name)
        .orElseThrow(() ->
            arguments
                .call()
                .at()
                .fault(
                    "imports "
                        + name
                        + " from another stack; pass --parameter "
                        + name
                        + "=value"));
  }

  private static String sensitive(Arguments arguments) {
    String name = arguments.text(arguments.call().argument());
    return "needs "
        + (name.isEmpty() ? "a value" : name)
        + ", which is marked as sensitive, so it is not read";
  }

  private String later(Arguments arguments) {
    String name = arguments.text(arguments.call().argument());
    return scope
        .outsideValue(name)
        .orElseThrow(() ->
            arguments
                .call()
                .at()
                .fault(
                    "needs "
                        + (name.isEmpty() ? "a value" : name)
                        + ", which is known only after apply; apply it and name the state"
                        + (name.isEmpty() ? "" : ", or pass --parameter '" + name + "=value'")));
  }

  /** An output of any other stack, which need not export it. */
  private String stackOutput(Arguments arguments) {
    Value.Call call = arguments.call();
    if (!(call.argument() instanceof Value.Mapping names)
        || names.get("StackName").isEmpty()
        || names.get("OutputName").isEmpty()) {
      throw arguments.takes("{StackName: name, OutputName: name}");
    }
    String name =
        arguments.text(names.get("StackName").get())
            + "."
            + arguments.text(names.get("OutputName").get());
    return scope
        .outsideValue(name)
        .orElseThrow(() ->
            call.at()
                .fault(
                    "reads the output "
                        + name
                        + " of another stack; pass --parameter "
                        + name
                        + "=value"));
  }

  private Value select(Arguments arguments) {
    List<Value> two = arguments.exactly(2, "[index, [value, ...]]");
    String index = arguments.text(two.get(0));
    List<Value> items = arguments.items(two.get(1));
    if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= items.size()) {
      throw arguments
          .call()
          .at()
          .fault("Fn::Select asks for item " + index + " of " + items.size() + ", counted from 0");
    }
    return items.get(Integer.parseInt(index));
  }

  private Value split(Arguments arguments) {
    List<Value> two = arguments.exactly(2, "[delimiter, text]");
    Place at = arguments.call().at();
    List<Value> items = new ArrayList<>();
    for (String item :
        arguments.text(two.get(1)).split(Pattern.quote(arguments.text(two.get(0))), -1)) {
      items.add(new Value.Scalar(item, at));
    }
    return new Value.Sequence(items, at);
  }
}
