package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table of a look-up.
 *
 * @param name its name or ARN
 * @param key its key: the partition key, and the sort key if it has one
 * @param project the paths of a document, those of the key included; empty for all
 * @param consistent whether reads are strongly consistent
 */
record Table(String name, List<KeyAttribute> key, List<DocumentPath> project, boolean consistent) {

  /** The options {@code key}, {@code sort}, {@code project} and {@code consistent}. */
  static Table of(LookupUri uri) {
    if (!uri.address().matches("[A-Za-z0-9_.-]{3,255}|arn:[^\\s{}]+")) {
      throw uri.fault("does not name a table; write dynamodb:TABLE, its name or its ARN");
    }
    String partition =
        uri.one("key")
            .orElseThrow(
                () -> uri.fault("does not name a key; write dynamodb:TABLE#key=ATTRIBUTE"));
    List<KeyAttribute> key =
        Stream.concat(
                Stream.of(KeyAttribute.of(uri, "key", partition, KeyAttribute.PARTITION)),
                uri
                    .one("sort")
                    .map(s -> KeyAttribute.of(uri, "sort", s, KeyAttribute.SORT))
                    .stream())
            .toList();
    String consistent = uri.one("consistent").orElse("false");
    if (!consistent.matches("true|false")) {
      throw uri.bad("consistent", consistent, "write true or false");
    }
    return new Table(uri.address(), key, project(uri, key), consistent.equals("true"));
  }

  private static List<DocumentPath> project(LookupUri uri, List<KeyAttribute> key) {
    String names = uri.one("project").orElse("");
    if (names.isEmpty()) {
      return List.of();
    }
    if (!DocumentPath.arePaths(names)) {
      throw uri.bad(
          "project", names, "write attributes with commas between, such as name,address.city");
    }
    Set<DocumentPath> paths = new LinkedHashSet<>();
    List<String> keyNames = key.stream().map(KeyAttribute::name).toList();
    for (String path : names.split(",")) {
      boolean isKey = keyNames.contains(path);
      paths.add(isKey ? DocumentPath.ofAttribute(path) : DocumentPath.parse(path));
    }
    keyNames.forEach(name -> paths.add(DocumentPath.ofAttribute(name)));
    List<DocumentPath> all = List.copyOf(paths);
    refuseExcluded(uri, names, all);
    return all;
  }

  private static void refuseExcluded(LookupUri uri, String names, List<DocumentPath> paths) {
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i).written(name -> name);
      if (paths.get(i).isTooDeep()) {
        throw uri.bad("project", names, path + " is deeper than an item can be");
      }
      for (DocumentPath later : paths.subList(i + 1, paths.size())) {
        if (later.excludes(paths.get(i))) {
          throw uri.bad(
              "project",
              names,
              "DynamoDB does not take "
                  + path
                  + " and "
                  + later.written(name -> name)
                  + " together; leave one out");
        }
      }
    }
  }

  /** The key as DynamoDB expects it; empty for a text that cannot be the key of an item. */
  Optional<ObjectNode> key(String text) {
    List<String> parts = key.size() == 1 ? List.of(text) : UriTemplate.parts(text);
    if (parts.size() != key.size()) {
      return Optional.empty();
    }
    ObjectNode values = Json.object();
    for (int i = 0; i < key.size(); i++) {
      Optional<ObjectNode> value = key.get(i).value(parts.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.set(key.get(i).name(), value.get());
    }
    return Optional.of(values);
  }

  /** The key of an item that was found, written as {@link #key(String)} writes it. */
  ObjectNode keyOf(JsonNode item) {
    ObjectNode values = Json.object();
    for (KeyAttribute attribute : key) {
      JsonNode value = item.get(attribute.name());
      if (value != null) {
        values.set(attribute.name(), attribute.canonical(value));
      }
    }
    return values;
  }

  /** Placeholders for all names, because some are reserved words: {@code #n0.#n1, #n2}. */
  Optional<Projection> projection() {
    if (project.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> placeholders = new LinkedHashMap<>();
    List<String> written =
        project.stream()
            .map(path -> path.written(name -> placeholder(placeholders, name)))
            .toList();
    Map<String, String> names = new LinkedHashMap<>();
    placeholders.forEach((name, placeholder) -> names.put(placeholder, name));
    return Optional.of(new Projection(String.join(", ", written), names));
  }

  private static String placeholder(Map<String, String> placeholders, String name) {
    return placeholders.computeIfAbsent(name, n -> "#n" + placeholders.size());
  }

  /** A projection expression and the names behind its placeholders. */
  record Projection(String expression, Map<String, String> names) {
    void writeTo(ObjectNode wanted) {
      wanted.put("ProjectionExpression", expression);
      names.forEach(wanted.putObject("ExpressionAttributeNames")::put);
    }
  }

  /** Adds the parameters of BatchGetItem. */
  ObjectNode request(Collection<ObjectNode> keys) {
    ObjectNode request = Json.object();
    ObjectNode wanted = request.putObject("RequestItems").putObject(name);
    ArrayNode wantedKeys = wanted.putArray("Keys");
    keys.forEach(wantedKeys::add);
    projection().ifPresent(projection -> projection.writeTo(wanted));
    if (consistent) {
      wanted.put("ConsistentRead", true);
    }
    return request;
  }

  List<String> exampleKeys() {
    return List.of(key.size() == 1 ? "1" : "[\"1\",\"1\"]");
  }
}
