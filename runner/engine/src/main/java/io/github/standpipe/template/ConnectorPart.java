package io.github.standpipe.template;

import static io.github.standpipe.template.SamConnectors.entry;
import static io.github.standpipe.template.SamConnectors.mapping;
import static io.github.standpipe.template.SamConnectors.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One resource that SAM creates for a connector. */
record ConnectorPart(
    ConnectorEnd source, ConnectorEnd destination, ConnectorProfiles.Profile profile, Place at) {

  /** The resource; empty if something that it needs is unknown. */
  Optional<Value.Mapping> resource() {
    return switch (profile.kind()) {
      case "role" ->
          (profile.who().equals("source") ? source : destination)
              .role()
              .flatMap(role -> policy("AWS::IAM::ManagedPolicy", "Roles", role));
      case "queue" ->
          destination.handle().flatMap(queue -> policy("AWS::SQS::QueuePolicy", "Queues", queue));
      case "topic" ->
          destination.handle().flatMap(topic -> policy("AWS::SNS::TopicPolicy", "Topics", topic));
      default -> permission();
    };
  }

  private Optional<Value.Mapping> policy(String type, String holder, Value named) {
    List<Value> resources = new ArrayList<>();
    for (String resource : profile.resources()) {
      Optional<Value> value = resource(resource);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      resources.add(value.get());
    }
    Map<String, Value.Entry> statement = new LinkedHashMap<>();
    put(statement, "Effect", text("Allow", at));
    put(
        statement,
        "Action",
        list(profile.actions().stream().<Value>map(a -> text(a, at)).toList()));
    put(statement, "Resource", list(resources));
    if (!profile.kind().equals("role")) {
      source
          .arn()
          .ifPresent(arn -> {
            put(statement, "Principal", one("Service", text(profile.who(), at)));
            put(statement, "Condition", one("ArnEquals", one("aws:SourceArn", arn)));
          });
    }
    Map<String, Value.Entry> properties = new LinkedHashMap<>();
    put(properties, holder, list(List.of(named)));
    put(properties, "PolicyDocument", one("Statement", list(List.of(mapping(statement, at)))));
    return Optional.of(resource(type, properties));
  }

  private Optional<Value.Mapping> permission() {
    if (source.arn().isEmpty() || destination.arn().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Value.Entry> properties = new LinkedHashMap<>();
    put(properties, "Action", text("lambda:InvokeFunction", at));
    put(properties, "Principal", text(profile.who(), at));
    put(properties, "FunctionName", destination.arn().get());
    put(properties, "SourceArn", source.arn().get());
    return Optional.of(resource("AWS::Lambda::Permission", properties));
  }

  /** A text of {@code Fn::Sub}, with the ends of the connector. */
  private Optional<Value> resource(String text) {
    if (text.equals("${Destination}")) {
      return destination.arn();
    }
    if (text.equals("${Source}")) {
      return source.arn();
    }
    Map<String, Value.Entry> variables = new LinkedHashMap<>();
    source.arn().ifPresent(arn -> put(variables, "Source", arn));
    destination.arn().ifPresent(arn -> put(variables, "Destination", arn));
    destination.name().ifPresent(name -> put(variables, "Name", name));
    variables.keySet().removeIf(name -> !text.contains("${" + name + "}"));
    return Optional.of(
        new Value.Call("Fn::Sub", list(List.of(text(text, at), mapping(variables, at))), at));
  }

  private Value.Mapping resource(String type, Map<String, Value.Entry> properties) {
    Map<String, Value.Entry> body = new LinkedHashMap<>();
    put(body, "Type", text(type, at));
    put(body, "Properties", mapping(properties, at));
    return mapping(body, at);
  }

  private Value.Mapping one(String key, Value value) {
    return mapping(Map.of(key, entry(value)), at);
  }

  private Value list(List<Value> items) {
    return new Value.Sequence(items, at);
  }

  private static void put(Map<String, Value.Entry> entries, String key, Value value) {
    entries.put(key, entry(value));
  }
}
