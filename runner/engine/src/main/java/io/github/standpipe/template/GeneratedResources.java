package io.github.standpipe.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources that SAM creates in addition to those of a template, as far as their names are
 * known.
 */
final class GeneratedResources {
  private GeneratedResources() {}

  /** The generated resources, by logical id. */
  static Map<String, Resource> beside(Map<String, Resource> declared, Scope scope) {
    Map<String, Resource> made = new LinkedHashMap<>();
    declared.values().stream()
        .filter(GeneratedResources::isServerless)
        .forEach(resource -> {
          add(made, resource.logicalId() + "Role", "AWS::IAM::Role", resource, scope);
          if (resource.isFunction()) {
            String stack = Namespace.prefix(resource.logicalId());
            add(made, stack + "ServerlessRestApi", "AWS::ApiGateway::RestApi", resource, scope);
            add(made, stack + "ServerlessHttpApi", "AWS::ApiGatewayV2::Api", resource, scope);
            queues(resource).forEach(id -> add(made, id, "AWS::SQS::Queue", resource, scope));
          }
        });
    return made;
  }

  /** A queue for each event of a topic that asks for one. */
  private static Stream<String> queues(Resource function) {
    return function.properties().mapping().get("Events").stream()
        .flatMap(events -> events instanceof Value.Mapping all ? Stream.of(all) : Stream.of())
        .flatMap(all -> all.entries().entrySet().stream())
        .filter(event -> asksForQueue(event.getValue().value()))
        .map(event -> function.logicalId() + event.getKey() + "Queue");
  }

  private static boolean asksForQueue(Value event) {
    return event instanceof Value.Mapping mapping
        && mapping.get("Properties").orElse(null) instanceof Value.Mapping properties
        && properties.get("SqsSubscription").orElse(null) instanceof Value.Scalar asked
        && asked.text().equalsIgnoreCase("true");
  }

  private static boolean isServerless(Resource resource) {
    return resource.type().equals("AWS::Serverless::Function")
        || resource.type().equals("AWS::Serverless::StateMachine");
  }

  private static void add(
      Map<String, Resource> made, String id, String type, Resource beside, Scope scope) {
    Value.Mapping none = new Value.Mapping(Map.of(), beside.at());
    made.putIfAbsent(
        id,
        new Resource(
            id,
            type,
            new Properties(id, none, scope),
            Optional.empty(),
            none,
            Optional.empty(),
            beside.at()));
  }
}
