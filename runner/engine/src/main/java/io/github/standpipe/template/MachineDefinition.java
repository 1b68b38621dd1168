package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definition of a state machine of a template, with its substitutions applied.
 *
 * @param logicalId its key under {@code Resources}
 * @param arn its local ARN
 * @param express whether its type is EXPRESS rather than STANDARD
 * @param json the input of CreateStateMachine; a name that is not substituted stays {@code ${Name}}
 */
public record MachineDefinition(String logicalId, String arn, boolean express, JsonNode json) {
  private static final List<String> FILES = List.of("DefinitionUri", "DefinitionS3Location");

  /**
   * {@return the definition of a machine with its substitutions applied; empty if it is neither in
   * the template nor in a file beside it, or cannot be resolved}
   *
   * @param machine an {@code AWS::Serverless::StateMachine} or {@code
   *     AWS::StepFunctions::StateMachine}
   */
  public static Optional<MachineDefinition> of(Declaration machine) {
    return property(machine)
        .flatMap(Property::json)
        .map(json ->
            new MachineDefinition(
                machine.logicalId(),
                machine.arn().orElse(machine.logicalId()),
                isExpress(machine),
                substituted(json, substitutions(machine))));
  }

  /**
   * {@return the definition as it is written, in the template or in a file beside it; empty if it
   * is in neither, or is not a mapping}
   *
   * @param machine an {@code AWS::Serverless::StateMachine} or {@code
   *     AWS::StepFunctions::StateMachine}
   */
  public static Optional<Property> property(Declaration machine) {
    return Stream.concat(
            Stream.of(
                machine.property("Definition"),
                machine.property("DefinitionString").parsed(text -> text(text, machine))),
            files(machine).flatMap(Optional::stream))
        .filter(Property::isMapping)
        .findFirst();
  }

  /**
   * {@return why a definition that is in the template, or in a file beside it, cannot be read:
   * where it is, and what it is instead of a JSON object; empty if it can be read, and if only a
   * deployment determines it}
   *
   * @param machine an {@code AWS::Serverless::StateMachine} or {@code
   *     AWS::StepFunctions::StateMachine}
   */
  public static Optional<Fault> unreadable(Declaration machine) {
    if (property(machine).isPresent()) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.of("Definition", "DefinitionString")
                .map(machine::property)
                .filter(Property::isKnown)
                .map(definition -> unreadable(definition, machine)),
            FILES.stream()
                .flatMap(file -> machine.unreadable(file, text -> text(text, machine)).stream()))
        .findFirst();
  }

  private static Fault unreadable(Property definition, Declaration machine) {
    return definition
        .notJson(text -> text(text, machine))
        .orElseGet(() ->
            definition
                .valueAt()
                .fault(
                    "is not a JSON object but "
                        + definition.kind()
                        + "; "
                        + TemplateText.DEFINITION.description()));
  }

  private static Stream<Optional<Property>> files(Declaration machine) {
    return FILES.stream().map(file -> machine.document(file, text -> text(text, machine)));
  }

  /** Substitutions may stand outside of strings, so that only the result is JSON. */
  private static String text(String text, Declaration machine) {
    return text(text, substitutions(machine));
  }

  static boolean isExpress(Declaration machine) {
    return machine
        .property(machine.isServerless() ? "Type" : "StateMachineType")
        .text()
        .filter("EXPRESS"::equals)
        .isPresent();
  }

  private static Map<String, String> substitutions(Declaration machine) {
    Map<String, String> substitutions = new HashMap<>();
    Property all = machine.property("DefinitionSubstitutions");
    for (String name : all.keys()) {
      all.get(name).text().ifPresent(value -> substitutions.put("${" + name + "}", value));
    }
    return substitutions;
  }

  private static JsonNode substituted(JsonNode json, Map<String, String> substitutions) {
    if (json.isObject()) {
      var object = Json.object();
      json.forEachEntry((key, value) -> object.set(key, substituted(value, substitutions)));
      return object;
    }
    if (json.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      json.forEach(item -> items.add(substituted(item, substitutions)));
      return Json.array().addAll(items);
    }
    return json.isTextual() ? TextNode.valueOf(text(json.textValue(), substitutions)) : json;
  }

  private static String text(String text, Map<String, String> substitutions) {
    String made = text;
    for (Map.Entry<String, String> one : substitutions.entrySet()) {
      made = made.replace(one.getKey(), one.getValue());
    }
    return made;
  }
}
