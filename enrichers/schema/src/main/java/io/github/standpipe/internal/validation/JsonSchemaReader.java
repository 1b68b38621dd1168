package io.github.standpipe.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.resource.SchemaLoader;
import io.github.standpipe.internal.json.EventSchema;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads schemas with the library of networknt, which fetches nothing here. */
public final class JsonSchemaReader implements EventSchema.Reader {
  private static final List<Dialect> KNOWN =
      List.of(
          Dialects.getDraft4(),
          Dialects.getDraft6(),
          Dialects.getDraft7(),
          Dialects.getDraft201909(),
          Dialects.getDraft202012());
  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
  private static final String EVENT = "AWSEvent";

  /** The public constructor by which it is found. */
  public JsonSchemaReader() {}

  @Override
  public EventSchema read(String where, JsonNode content) {
    if (!content.isObject()) {
      throw new Fault(where, "is " + Json.kind(content) + "; write a JSON Schema as an object");
    }
    boolean isOpenApi = content.has("openapi");
    JsonNode schema = isOpenApi ? event(where, content) : content;
    Dialect dialect = isOpenApi ? openApi(content) : dialect(where, content);
    try {
      Schema read =
          SchemaRegistry.withDialects(
                  KNOWN.contains(dialect) ? withFirst(dialect) : List.of(dialect),
                  registry -> registry.schemaRegistryConfig(CONFIG).schemaLoader(nothing()))
              .getSchema(schema);
      read.initializeValidators();
      return value -> violations(read, value);
    } catch (SchemaException e) {
      throw new Fault(where, "is not a schema that can be used; check its references and keywords");
    }
  }

  /** The first one is the standard of a schema that declares none. */
  private static List<Dialect> withFirst(Dialect first) {
    Set<Dialect> all = new LinkedHashSet<>();
    all.add(first);
    all.addAll(KNOWN);
    return List.copyOf(all);
  }

  /** References to other documents are refused, because a function must not wait for them. */
  private static SchemaLoader nothing() {
    return SchemaLoader.builder().fetchRemoteResources(false).build();
  }

  private static Dialect openApi(JsonNode document) {
    return document.path("openapi").asText().startsWith("3.0")
        ? Dialects.getOpenApi30()
        : Dialects.getDraft202012();
  }

  /** The schema of the event in an OpenAPI document, with what it refers to. */
  private static JsonNode event(String where, JsonNode document) {
    JsonNode schemas = document.path("components").path("schemas");
    String name =
        schemas.has(EVENT) ? EVENT : schemas.size() == 1 ? schemas.fieldNames().next() : "";
    if (name.isEmpty()) {
      throw new Fault(
          where,
          "has "
              + schemas.size()
              + " schemas, and none is called AWSEvent; leave one, or add AWSEvent");
    }
    ObjectNode schema = Json.object();
    schema.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + escaped(name));
    schema.set("components", document.get("components"));
    return schema;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static Dialect dialect(String where, JsonNode schema) {
    String uri = schema.path("$schema").asText();
    if (uri.isEmpty()) {
      return Dialects.getDraft202012();
    }
    String plain = uri.replaceFirst("#$", "");
    return KNOWN.stream()
        .filter(known -> known.getId().replaceFirst("#$", "").equals(plain))
        .findFirst()
        .orElseThrow(() ->
            new Fault(
                where,
                "$schema names a dialect that is not known; use draft 4, 6 or 7, 2019-09 or"
                    + " 2020-12"));
  }

  private static List<String> violations(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Violation::describe).distinct().toList();
  }
}
