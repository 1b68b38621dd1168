package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rejects what is not written as a schema. A comparison would otherwise read a misspelt type as one
 * without values, and a wrong keyword as one that is absent.
 */
record SchemaGrammar(String where) {
  private static final String SCHEMAS = "/components/schemas";
  private static final int MOST_DIGITS = 400;
  private static final Set<String> TYPES =
      Set.of("null", "boolean", "integer", "number", "string", "array", "object");
  private static final List<String> NUMBERS =
      List.of(
          "minimum",
          "maximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties");
  private static final List<String> SINGLE =
      List.of(
          "not",
          "if",
          "then",
          "else",
          "additionalProperties",
          "additionalItems",
          "contains",
          "propertyNames",
          "unevaluatedProperties",
          "unevaluatedItems");
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final List<String> MAPS =
      List.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /**
   * Checks all schemas of a document.
   *
   * @throws Fault for the first mistake, with its JSON pointer
   */
  static void verify(SchemaDocument document) {
    SchemaGrammar grammar = new SchemaGrammar(document.where());
    JsonNode content = document.content();
    grammar.numbers(content, "");
    if (content.has("openapi")) {
      grammar.each(content.at(SCHEMAS), SCHEMAS);
    } else {
      grammar.schema(content, "");
    }
  }

  /** A number whose digits would fill the memory is a mistake wherever it is. */
  private void numbers(JsonNode node, String at) {
    if (node.isNumber()) {
      long scale = node.decimalValue().scale();
      require(Math.abs(scale) <= MOST_DIGITS, at, "a number within the range of a double");
    }
    node.properties()
        .forEach(one -> numbers(one.getValue(), at + "/" + SchemaDocument.escaped(one.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      numbers(node.get(i), at + "/" + i);
    }
  }

  private void schema(JsonNode schema, String at) {
    require(schema.isObject() || schema.isBoolean(), at, "a schema");
    keyword(schema, at, "type", SchemaGrammar::isType, "a type or a list of types");
    keyword(schema, at, "required", SchemaGrammar::areTexts, "a list of keys");
    keyword(schema, at, "enum", JsonNode::isArray, "a list of values");
    NUMBERS.forEach(name -> keyword(schema, at, name, JsonNode::isNumber, "a number"));
    for (String name : SINGLE) {
      if (schema.has(name)) {
        schema(schema.get(name), at + "/" + name);
      }
    }
    for (String name : LISTS) {
      keyword(schema, at, name, JsonNode::isArray, "a list of schemas");
      each(schema.path(name), at + "/" + name);
    }
    for (String name : MAPS) {
      keyword(schema, at, name, JsonNode::isObject, "an object of schemas");
      each(schema.path(name), at + "/" + name);
    }
    items(schema.path("items"), at + "/items");
  }

  /** Older drafts write the schemas of a tuple as a list. */
  private void items(JsonNode items, String at) {
    if (items.isArray()) {
      each(items, at);
    } else if (!items.isMissingNode()) {
      schema(items, at);
    }
  }

  private void each(JsonNode schemas, String at) {
    schemas
        .properties()
        .forEach(one -> schema(one.getValue(), at + "/" + SchemaDocument.escaped(one.getKey())));
    for (int i = 0; schemas.isArray() && i < schemas.size(); i++) {
      schema(schemas.get(i), at + "/" + i);
    }
  }

  private void keyword(
      JsonNode schema, String at, String name, Predicate<JsonNode> form, String wanted) {
    if (schema.has(name)) {
      require(form.test(schema.get(name)), at + "/" + name, wanted);
    }
  }

  private void require(boolean holds, String at, String wanted) {
    if (!holds) {
      throw new Fault(where, "is not a valid schema: " + at + " must be " + wanted);
    }
  }

  private static boolean isType(JsonNode type) {
    return type.isArray()
        ? type.valueStream().allMatch(one -> TYPES.contains(one.asText()))
        : TYPES.contains(type.asText());
  }

  private static boolean areTexts(JsonNode keys) {
    return keys.isArray() && keys.valueStream().allMatch(JsonNode::isTextual);
  }
}
