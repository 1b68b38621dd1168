package io.github.standpipe.template;

import static io.github.standpipe.template.SamConnectors.text;

import java.util.List;
import java.util.Optional;

/**
 * One end of a connector.
 *
 * @param type as CloudFormation creates it
 * @param arn of the resource; empty if the connector does not name it
 * @param name of a state machine
 * @param handle of a queue or a topic, as a policy of it names it
 * @param role of a function or a state machine, by name; empty if it is unknown
 */
record ConnectorEnd(
    String type,
    Optional<Value> arn,
    Optional<Value> name,
    Optional<Value> handle,
    Optional<Value> role) {

  /** A resource of the template. */
  static ConnectorEnd of(String id, String type, Optional<Value.Mapping> properties, Place at) {
    String plain = ConnectorProfiles.plain(type);
    boolean refIsArn = ResourceKind.of(type).refIsArn();
    Value ref = new Value.Call("Ref", text(id, at), at);
    Value arn = refIsArn ? ref : attribute(id, "Arn", at);
    Optional<Value> named =
        properties
            .flatMap(own -> own.get("Role").or(() -> own.get("RoleArn")))
            .filter(role -> !type.equals("AWS::Events::Rule"));
    Optional<Value> role =
        named.isPresent()
            ? named.flatMap(ConnectorEnd::roleName)
            : type.startsWith("AWS::Serverless::")
                ? Optional.of(new Value.Call("Ref", text(id + "Role", at), at))
                : Optional.empty();
    return new ConnectorEnd(
        plain, Optional.of(arn), Optional.of(attribute(id, "Name", at)), Optional.of(ref), role);
  }

  /** A resource that the connector describes itself. */
  static ConnectorEnd written(String type, Value.Mapping end) {
    return new ConnectorEnd(
        ConnectorProfiles.plain(type),
        end.get("Arn"),
        end.get("Name"),
        end.get("QueueUrl").or(() -> end.get("Arn")),
        end.get("RoleName"));
  }

  private static Value attribute(String id, String attribute, Place at) {
    return new Value.Call(
        "Fn::GetAtt", new Value.Sequence(List.of(text(id, at), text(attribute, at)), at), at);
  }

  /** The name of a role whose ARN is written as an attribute, or as a text. */
  private static Optional<Value> roleName(Value arn) {
    return switch (arn) {
      case Value.Call(String function, Value.Scalar path, Place at)
          when function.equals("Fn::GetAtt") && path.text().endsWith(".Arn") ->
          Optional.of(new Value.Call("Ref", text(path.text().replaceFirst("\\.Arn$", ""), at), at));
      case Value.Call(String function, Value.Sequence two, Place at)
          when function.equals("Fn::GetAtt") && !two.items().isEmpty() ->
          Optional.of(new Value.Call("Ref", two.items().getFirst(), at));
      case Value.Scalar(String text, boolean literal, Place at) when text.contains("/") ->
          Optional.of(text(text.substring(text.lastIndexOf('/') + 1), at));
      default -> Optional.empty();
    };
  }
}
