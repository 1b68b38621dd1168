package io.github.standpipe.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes out the connectors of SAM: the policies and permissions that they create stand beside
 * them. A connector that cannot be written out stays as it is.
 */
final class SamConnectors {
  private static final String CONNECTOR = "AWS::Serverless::Connector";
  private static final String TYPE = "Type";
  private static final String PROPERTIES = "Properties";

  private final Map<String, Value.Entry> resources;

  private SamConnectors(Map<String, Value.Entry> resources) {
    this.resources = resources;
  }

  /** A template with what its connectors create. */
  static Value.Mapping in(Value.Mapping root) {
    if (!(root.get("Resources").orElse(null) instanceof Value.Mapping section)
        || section.entries().values().stream().noneMatch(SamConnectors::connects)) {
      return root;
    }
    SamConnectors connectors = new SamConnectors(new LinkedHashMap<>(section.entries()));
    section.entries().forEach(connectors::embedded);
    List.copyOf(connectors.resources.entrySet()).stream()
        .filter(one -> type(one.getValue().value()).equals(CONNECTOR))
        .forEach(one -> connectors.connect(one.getKey(), one.getValue()));
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    Place at = root.place("Resources");
    sections.put("Resources", new Value.Entry(at, mapping(connectors.resources, section.at())));
    return mapping(sections, root.at());
  }

  private static boolean connects(Value.Entry entry) {
    return type(entry.value()).equals(CONNECTOR) || part(entry.value(), "Connectors").isPresent();
  }

  private static String type(Value resource) {
    return resource instanceof Value.Mapping body
            && body.get(TYPE).orElse(null) instanceof Value.Scalar type
        ? type.text()
        : "";
  }

  private static Optional<Value.Mapping> part(Value value, String key) {
    return value instanceof Value.Mapping all
            && all.get(key).orElse(null) instanceof Value.Mapping part
        ? Optional.of(part)
        : Optional.empty();
  }

  /** A connector in a resource is one of its own, whose source is the resource. */
  private void embedded(String id, Value.Entry resource) {
    part(resource.value(), "Connectors")
        .ifPresent(all ->
            all.entries()
                .forEach((name, entry) ->
                    part(entry.value(), PROPERTIES)
                        .ifPresent(own -> add(id, name, entry.at(), own))));
  }

  private void add(String id, String name, Place at, Value.Mapping own) {
    Map<String, Value.Entry> source = new LinkedHashMap<>();
    part(own, "SourceReference").ifPresent(more -> source.putAll(more.entries()));
    source.put("Id", entry(text(id, at)));
    Map<String, Value.Entry> properties = new LinkedHashMap<>(own.entries());
    properties.put("Source", entry(mapping(source, at)));
    Map<String, Value.Entry> body = new LinkedHashMap<>();
    body.put(TYPE, entry(text(CONNECTOR, at)));
    body.put(PROPERTIES, entry(mapping(properties, at)));
    resources.putIfAbsent(id + name, new Value.Entry(at, mapping(body, at)));
  }

  private void connect(String id, Value.Entry connector) {
    Value.Mapping properties =
        part(connector.value(), PROPERTIES).orElse(mapping(Map.of(), connector.at()));
    List<Value.Mapping> made = created(properties, connector.at());
    for (int i = 0; i < made.size(); i++) {
      resources.putIfAbsent(id + "Policy" + i, new Value.Entry(connector.at(), made.get(i)));
    }
    if (!made.isEmpty() && connector.value() instanceof Value.Mapping body) {
      Map<String, Value.Entry> rest = new LinkedHashMap<>(body.entries());
      rest.remove(PROPERTIES); // now in the policies
      resources.put(id, new Value.Entry(connector.at(), mapping(rest, body.at())));
    }
  }

  /** What a connector creates; empty if a part of it is unknown. */
  private List<Value.Mapping> created(Value.Mapping properties, Place at) {
    List<Value.Mapping> created = new ArrayList<>();
    Optional<ConnectorEnd> source = end(properties.get("Source").orElse(properties));
    for (Value one : destinations(properties)) {
      Optional<ConnectorEnd> destination = end(one);
      List<Value.Mapping> parts =
          source.isEmpty() || destination.isEmpty()
              ? List.of()
              : parts(source.get(), destination.get(), permissions(properties), at);
      if (parts.isEmpty()) {
        return List.of();
      }
      created.addAll(parts);
    }
    return created;
  }

  private static List<Value> destinations(Value.Mapping properties) {
    return switch (properties.get("Destination").orElse(null)) {
      case Value.Sequence(List<Value> items, Place at) -> items;
      case Value.Mapping one -> List.of(one);
      case null, default -> List.of();
    };
  }

  private Optional<ConnectorEnd> end(Value value) {
    if (!(value instanceof Value.Mapping end)) {
      return Optional.empty();
    }
    if (end.get("Id").orElse(null) instanceof Value.Scalar id) {
      Value.Entry resource = resources.get(id.text());
      return resource == null || !(resource.value() instanceof Value.Mapping body)
          ? Optional.empty()
          : Optional.of(ConnectorEnd.of(id.text(), type(body), part(body, PROPERTIES), id.at()));
    }
    return end.get(TYPE).orElse(null) instanceof Value.Scalar type
        ? Optional.of(ConnectorEnd.written(type.text(), end))
        : Optional.empty();
  }

  private static Set<String> permissions(Value.Mapping properties) {
    Set<String> names = new LinkedHashSet<>();
    properties.get("Permissions").stream()
        .flatMap(all -> all.all().stream())
        .flatMap(one -> one instanceof Value.Scalar name ? Stream.of(name.text()) : Stream.of())
        .forEach(names::add);
    return names;
  }

  private static List<Value.Mapping> parts(
      ConnectorEnd source, ConnectorEnd destination, Set<String> permissions, Place at) {
    List<Value.Mapping> parts = new ArrayList<>();
    for (ConnectorProfiles.Profile profile :
        ConnectorProfiles.between(source.type(), destination.type(), permissions)) {
      Optional<Value.Mapping> part = new ConnectorPart(source, destination, profile, at).resource();
      if (part.isEmpty()) {
        return List.of();
      }
      parts.add(part.get());
    }
    return parts;
  }

  static Value.Scalar text(String text, Place at) {
    return new Value.Scalar(text, at);
  }

  static Value.Entry entry(Value value) {
    return new Value.Entry(value.at(), value);
  }

  static Value.Mapping mapping(Map<String, Value.Entry> entries, Place at) {
    return new Value.Mapping(entries, at);
  }
}
