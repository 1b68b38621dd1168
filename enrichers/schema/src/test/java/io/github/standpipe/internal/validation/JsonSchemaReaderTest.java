package io.github.standpipe.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.json.EventSchema;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaReaderTest {
  private static final String ORDER =
      """
      "type": "object", "required": ["id"], "additionalProperties": false,
      "properties": {"id": {"type": "string", "pattern": "^[a-z]+$"}, "n": {"maximum": 3},
        "lines": {"type": "array", "items": {"type": "object", "required": ["sku"]}}}
      """;

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static EventSchema schema(String text) {
    return new JsonSchemaReader().read("in.json", json(text));
  }

  private static List<String> violations(String schema, String value) {
    return schema(schema).violations(json(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"$schema\": \"http://json-schema.org/draft-04/schema#\",",
        "\"$schema\": \"http://json-schema.org/draft-07/schema#\",",
        "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\","
      })
  void namesPathsAndKeywordsAndNoValues(String dialect) {
    String schema = "{" + dialect + ORDER + "}";
    assertThat(violations(schema, "{\"id\": \"ab\", \"n\": 3, \"lines\": [{\"sku\": 1}]}"))
        .isEmpty();
    assertThat(violations(schema, "{\"id\": \"SECRET\", \"n\": 77777, \"lines\": [{}], \"x\": 1}"))
        .containsExactlyInAnyOrder(
            "id: breaks pattern",
            "n: breaks maximum",
            "lines[0].sku: is missing",
            "x: is not allowed");
    assertThat(violations(schema, "{}")).containsExactly("id: is missing");
    assertThat(violations(schema, "[1]")).containsExactly("the event: breaks type");
  }

  @Test
  void readsADocumentAsDiscoveryStoresIt() {
    String document =
        """
        {"openapi": "3.0.0", "info": {"title": "OrderPlaced", "version": "1"}, "paths": {},
         "components": {"schemas": {
           "AWSEvent": {"type": "object", "required": ["detail"],
             "x-amazon-events-source": "shop", "x-amazon-events-detail-type": "OrderPlaced",
             "properties": {"detail": {"$ref": "#/components/schemas/OrderPlaced"}}},
           "OrderPlaced": {"type": "object", "required": ["id"],
             "properties": {"id": {"type": "string"}, "note": {"type": "string", "nullable": true}}}}}}
        """;
    assertThat(violations(document, "{\"detail\": {\"id\": \"a\", \"note\": null}}")).isEmpty();
    assertThat(violations(document, "{\"detail\": {\"id\": null}}"))
        .containsExactly("detail.id: breaks type");
    assertThat(violations(document, "{}")).containsExactly("detail: is missing");
  }

  @Test
  void validatesFormatsAndSchemasThatContainThemselves() {
    String schema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"Node": {
          "type": "object", "properties": {"at": {"format": "date-time"},
          "next": {"$ref": "#/definitions/Node"}}}}, "$ref": "#/definitions/Node"}
        """;
    assertThat(violations(schema, "{\"next\": {\"next\": {\"at\": \"2026-01-01T00:00:00Z\"}}}"))
        .isEmpty();
    assertThat(violations(schema, "{\"next\": {\"next\": {\"at\": \"yesterday\"}}}"))
        .containsExactly("next.next.at: breaks format");
  }

  @Test
  void takesOneSchemaInManyThreads() {
    EventSchema schema = schema("{" + ORDER + "}");
    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .filter(i ->
                    schema.violations(json("{\"n\": " + i % 7 + "}")).size() != (i % 7 > 3 ? 2 : 1))
                .count())
        .isZero();
  }

  @Test
  void refusesWhatIsNotASchemaInOneLine() {
    assertThatThrownBy(() -> schema("[]"))
        .isInstanceOf(Fault.class)
        .hasMessage("in.json: is an array; write a JSON Schema as an object");
    assertThatThrownBy(() -> schema("{\"$schema\": \"https://example.com/own\"}"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("in.json: $schema names a dialect that is not known; ");
    assertThatThrownBy(() -> schema("{\"openapi\": \"3.0.1\", \"components\": {\"schemas\": {}}}"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "in.json: has 0 schemas, and none is called AWSEvent; leave one, or add AWSEvent");
  }

  /** A function must not wait for another server while it starts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"https://example.com/order.json\"}",
        "{\"properties\": {\"a\": {\"$ref\": \"#/definitions/Nothing\"}}}"
      })
  void refusesAReferenceThatItCannotFollow(String schema) {
    assertThatThrownBy(() -> schema(schema))
        .isInstanceOf(Fault.class)
        .hasMessage("in.json: is not a schema that can be used; check its references and keywords");
  }
}
