package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Schemas of moderate size, small changes of them, and values aimed at their limits. */
final class RandomSchemas {
  private static final String[] KEYS = {"id", "sku", "total", "state", "items", "note"};
  private static final String[] WORDS = {"a", "bb", "ccc", "dddd", "", "eeeee", "x1", "y22"};
  private static final String[] PATTERNS = {"^[a-e]+$", "^[a-z0-9]*$", "b"};

  private final Random random;

  RandomSchemas(long seed) {
    random = new Random(seed);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  ObjectNode root() {
    ObjectNode root = Json.object().put("$schema", "http://json-schema.org/draft-07/schema#");
    ObjectNode definitions = Json.object();
    definitions.set("Leaf", schema(1));
    ObjectNode tree = Json.object().put("type", "object");
    ObjectNode below = tree.putObject("properties");
    below.putObject("next").put("$ref", "#/definitions/Tree");
    below.set("value", scalar());
    definitions.set("Tree", tree);
    root.setAll(object(3));
    root.set("definitions", definitions);
    return root;
  }

  private ObjectNode schema(int depth) {
    int kind = random.nextInt(depth <= 0 ? 5 : 12);
    return switch (kind) {
      case 0, 1, 2, 3, 4 -> scalar();
      case 5 -> list(depth);
      case 6 -> Json.object().put("$ref", "#/definitions/" + (depth > 1 ? "Leaf" : "Tree"));
      case 7 -> choice("anyOf", depth);
      case 8 -> variants(depth);
      case 9 -> both(depth);
      default -> object(depth);
    };
  }

  private ObjectNode scalar() {
    ObjectNode schema = Json.object();
    switch (random.nextInt(7)) {
      case 0 -> limited(schema.put("type", "integer"));
      case 1 -> limited(schema.put("type", "number"));
      case 2 -> schema.put("type", "boolean");
      case 3 -> schema.set("enum", values());
      case 4 -> schema.put("const", one(WORDS));
      case 5 -> text(schema).putArray("type").add("string").add("null");
      default -> text(schema.put("type", "string"));
    }
    return schema;
  }

  private ArrayNode values() {
    ArrayNode values = Json.array();
    for (int i = 0; i <= 1 + random.nextInt(3); i++) {
      if (chance(80)) {
        values.add(one(WORDS));
      } else {
        values.add(random.nextInt(6));
      }
    }
    return values;
  }

  private ObjectNode limited(ObjectNode schema) {
    if (chance(50)) {
      schema.put(chance(30) ? "exclusiveMinimum" : "minimum", random.nextInt(5));
    }
    if (chance(50)) {
      schema.put(chance(30) ? "exclusiveMaximum" : "maximum", 5 + random.nextInt(6));
    }
    if (chance(15)) {
      schema.put("multipleOf", 1 + random.nextInt(3));
    }
    return schema;
  }

  private ObjectNode text(ObjectNode schema) {
    if (chance(40)) {
      schema.put("minLength", random.nextInt(3));
    }
    if (chance(40)) {
      schema.put("maxLength", 3 + random.nextInt(3));
    }
    if (chance(20)) {
      schema.put("pattern", one(PATTERNS));
    }
    return schema;
  }

  private ObjectNode list(int depth) {
    ObjectNode list = Json.object().put("type", "array");
    list.set("items", schema(depth - 1));
    if (chance(30)) {
      list.put("minItems", random.nextInt(2));
    }
    if (chance(30)) {
      list.put("maxItems", 2 + random.nextInt(2));
    }
    if (chance(10)) {
      list.put("uniqueItems", true);
    }
    return list;
  }

  private ObjectNode choice(String keyword, int depth) {
    ObjectNode choice = Json.object();
    ArrayNode branches = choice.putArray(keyword);
    branches.add(schema(depth - 1)).add(scalar());
    return choice;
  }

  /** Alternatives that a constant distinguishes. */
  private ObjectNode variants(int depth) {
    ObjectNode variants = Json.object();
    ArrayNode branches = variants.putArray("oneOf");
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      ObjectNode branch = object(depth - 1);
      ((ObjectNode) branch.get("properties")).putObject("kind").put("const", WORDS[i]);
      branch.withArray("required").add("kind");
      branches.add(branch);
    }
    return variants;
  }

  private ObjectNode both(int depth) {
    ObjectNode both = object(depth - 1);
    both.remove("additionalProperties");
    ObjectNode other = object(depth - 1);
    other.remove("additionalProperties");
    both.putArray("allOf").add(other);
    return both;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = Json.object().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = Json.array();
    for (int i = 0; i <= random.nextInt(4); i++) {
      String key = one(KEYS);
      if (!properties.has(key)) {
        properties.set(key, schema(depth - 1));
        if (chance(50)) {
          required.add(key);
        }
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    if (chance(25)) {
      object.put("additionalProperties", false);
    } else if (chance(10)) {
      object.set("additionalProperties", scalar());
    }
    return object;
  }

  /** A copy with a few small changes. */
  ObjectNode changed(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    for (int i = 0; i <= random.nextInt(2); i++) {
      List<ObjectNode> places = new ArrayList<>();
      schemas(copy, places);
      change(places.get(random.nextInt(places.size())));
    }
    return copy;
  }

  private static void schemas(JsonNode node, List<ObjectNode> found) {
    if (node instanceof ObjectNode object) {
      if (object.has("type") || object.has("enum") || object.has("const") || object.has("oneOf")) {
        found.add(object);
      }
      object.forEach(child -> schemas(child, found));
    } else {
      node.forEach(child -> schemas(child, found));
    }
  }

  private void change(ObjectNode schema) {
    if (schema.has("properties") && chance(75)) {
      changeObject(schema);
    } else if (schema.path("enum").isArray()) {
      changeEnum((ArrayNode) schema.get("enum"));
    } else if (schema.path("oneOf").size() > 1 && chance(60)) {
      ((ArrayNode) schema.get("oneOf")).remove(0);
    } else {
      changeLimits(schema);
    }
  }

  private void changeObject(ObjectNode schema) {
    ObjectNode properties = (ObjectNode) schema.get("properties");
    String key = one(KEYS);
    switch (random.nextInt(6)) {
      case 0 -> properties.set(key + "2", schema(1));
      case 1 -> {
        properties.remove(key);
        remove(schema, key);
      }
      case 2 -> schema.withArray("required").add(key);
      case 3 -> remove(schema, key);
      case 4 -> {
        if (schema.has("additionalProperties")) {
          schema.remove("additionalProperties");
        } else {
          schema.put("additionalProperties", false);
        }
      }
      default -> properties.set(key, schema(1));
    }
    distinct(schema);
  }

  private static void remove(ObjectNode schema, String key) {
    ArrayNode rest = Json.array();
    schema
        .path("required")
        .forEach(one -> {
          if (!one.asText().equals(key)) {
            rest.add(one);
          }
        });
    schema.remove("required");
    if (!rest.isEmpty()) {
      schema.set("required", rest);
    }
  }

  private static void distinct(ObjectNode schema) {
    if (schema.has("required")) {
      ArrayNode distinct = Json.array();
      schema.get("required").valueStream().distinct().forEach(distinct::add);
      schema.set("required", distinct);
    }
  }

  private void changeEnum(ArrayNode values) {
    if (chance(50) && values.size() > 1) {
      values.remove(0);
    } else {
      values.add(one(WORDS));
    }
  }

  private void changeLimits(ObjectNode schema) {
    String type = schema.path("type").asText();
    switch (type) {
      case "integer", "number" -> {
        if (chance(30)) {
          schema.put("type", type.equals("integer") ? "number" : "integer");
        } else {
          schema.remove(List.of("minimum", "maximum", "exclusiveMinimum"));
          limited(schema);
        }
      }
      case "string" -> {
        schema.remove(List.of("minLength", "maxLength", "pattern"));
        text(schema);
      }
      case "array" -> schema.put("maxItems", 1 + random.nextInt(4));
      case "boolean" -> schema.put("type", "string");
      default -> {}
    }
  }

  /** A value that is probably valid, from the schema's limits; the caller validates it. */
  JsonNode value(JsonNode root, JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replace("#/definitions/", "");
      return value(root, root.path("definitions").path(name), depth - 1);
    }
    for (String keyword : new String[] {"anyOf", "oneOf"}) {
      if (schema.has(keyword)) {
        JsonNode branches = schema.get(keyword);
        return value(root, branches.get(random.nextInt(branches.size())), depth);
      }
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    JsonNode type = schema.path("type");
    String name = type.isArray() ? (chance(30) ? "null" : "string") : type.asText();
    return switch (name) {
      case "object" -> objectValue(root, schema, depth);
      case "array" -> listValue(root, schema, depth);
      case "integer", "number" -> number(schema, name);
      case "boolean" -> Json.array().add(chance(50)).get(0);
      case "null" -> Json.object().nullNode();
      default -> Json.array().add(word()).get(0);
    };
  }

  private String word() {
    return chance(70)
        ? one(WORDS)
        : "abcde".substring(0, random.nextInt(6)) + (chance(30) ? "é" : "");
  }

  private JsonNode number(JsonNode schema, String type) {
    List<Integer> edges = new ArrayList<>(List.of(0, 1, 5, 6, 11, -1, 100));
    for (String limit : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      if (schema.has(limit)) {
        edges.add(schema.get(limit).asInt());
        edges.add(schema.get(limit).asInt() + 1);
        edges.add(schema.get(limit).asInt() - 1);
      }
    }
    int edge = edges.get(random.nextInt(edges.size()));
    ArrayNode holder = Json.array();
    return type.equals("number") && chance(40)
        ? holder.add(new java.math.BigDecimal(edge + ".5")).get(0)
        : holder.add(edge).get(0);
  }

  private JsonNode listValue(JsonNode root, JsonNode schema, int depth) {
    ArrayNode list = Json.array();
    int size = schema.path("minItems").asInt(0) + random.nextInt(4);
    for (int i = 0; i < size && depth > 0; i++) {
      list.add(value(root, schema.path("items"), depth - 1));
    }
    return list;
  }

  private JsonNode objectValue(JsonNode root, JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    for (JsonNode part : schema.path("allOf")) {
      if (value(root, part, depth) instanceof ObjectNode other) {
        object.setAll(other);
      }
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || chance(60) && depth > 0) {
        object.set(property.getKey(), value(root, property.getValue(), depth - 1));
      }
    }
    JsonNode rest = schema.path("additionalProperties");
    for (String key : required) {
      if (!object.has(key)) {
        object.set(key, rest.isObject() ? value(root, rest, 1) : scalarValue());
      }
    }
    if (chance(25) && !rest.isBoolean()) {
      object.set("zzz", rest.isObject() ? value(root, rest, 1) : scalarValue());
    }
    return object;
  }

  private JsonNode scalarValue() {
    return chance(50)
        ? Json.array().add(word()).get(0)
        : Json.array().add(random.nextInt(9)).get(0);
  }

  /** Adds fields that a schema does not declare, named like those of its other version. */
  JsonNode withForeignKeys(JsonNode value) {
    if (value instanceof ObjectNode object && chance(50)) {
      String key = chance(50) ? one(KEYS) : one(KEYS) + "2";
      if (!object.has(key)) {
        object.set(key, scalarValue());
      }
    }
    value.forEach(this::withForeignKeys);
    return value;
  }
}
