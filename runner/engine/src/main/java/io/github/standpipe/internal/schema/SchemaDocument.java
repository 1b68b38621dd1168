package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JSON Schema, or an OpenAPI document as the EventBridge Schema Registry stores it, with what its
 * references refer to. Two documents are never equal.
 */
public final class SchemaDocument {
  private static final String SCHEMAS = "/components/schemas";

  /** The schema of the whole event in a document that the Schema Registry discovered. */
  private static final String EVENT = "AWSEvent";

  private static final int SHOWN = 8;

  private final String where;
  private final JsonNode content;
  private final Dialect dialect;
  private final Map<String, String> anchors = new LinkedHashMap<>();

  /** Where the schema of the event is; empty if the document says that by itself. */
  private final String pointer;

  private SchemaDocument(String where, JsonNode content, Dialect dialect, String pointer) {
    this.where = where;
    this.content = content;
    this.dialect = dialect;
    this.pointer = pointer;
    findAnchors(content, "");
  }

  /**
   * One of the schemas that the document defines, with what it refers to.
   *
   * @param name of a component of OpenAPI, of a definition, or of an anchor; or a JSON pointer
   * @throws Fault if there is none of that name, with the names that there are
   */
  public SchemaDocument part(String name) {
    Map<String, String> parts = parts();
    String place = name.startsWith("/") ? name : parts.get(name);
    if (place == null || !isPointer(place) || !isSchema(at(place))) {
      String near =
          NearestName.of(name, parts.keySet()).map(it -> "; did you mean " + it + "?").orElse("");
      String names = parts.isEmpty() ? "it defines none" : "it defines " + some(parts.keySet());
      throw new Fault(where, "defines no schema " + name + (near.isEmpty() ? "; " + names : near));
    }
    return new SchemaDocument(where + "#" + name, content, dialect, place);
  }

  private static boolean isPointer(String text) {
    try {
      JsonPointer.compile(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSchema(JsonNode node) {
    return node.isObject() || node.isBoolean();
  }

  private static String some(Set<String> names) {
    String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? some + " and " + (names.size() - SHOWN) + " more" : some;
  }

  private Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String holder : isOpenApi() ? List.of(SCHEMAS) : List.of("/$defs", "/definitions")) {
      content
          .at(holder)
          .fieldNames()
          .forEachRemaining(name -> parts.putIfAbsent(name, holder + "/" + escaped(name)));
    }
    anchors.forEach(parts::putIfAbsent);
    return parts;
  }

  /**
   * Reads a schema, an OpenAPI document, or the answer of {@code aws schemas describe-schema}.
   *
   * @param where its name in messages
   * @throws Fault if it is not one
   */
  public static SchemaDocument read(String where, String text) {
    try {
      return of(where, Json.parseStrictly(text), Dialect.DRAFT_2020_12);
    } catch (JsonProcessingException e) {
      throw new Fault(where + Json.place(e), "is not JSON: " + Json.reason(e));
    }
  }

  /**
   * A schema that is parsed.
   *
   * @param standard the dialect of a schema that declares none
   */
  public static SchemaDocument of(String where, JsonNode content, Dialect standard) {
    if (content.path("Content").isTextual() && content.has("Type")) {
      return stored(where, content.path("Type").asText(), content.path("Content").asText());
    }
    if (content.path("Content").isTextual()) {
      throw new Fault(where, "has Content without Type; give all that describe-schema prints");
    }
    boolean isOpenApi = content.has("openapi");
    if (content.has("swagger")) {
      throw new Fault(where, "is Swagger 2; convert it to OpenAPI 3");
    }
    if (!content.isObject() && !content.isBoolean() || isOpenApi && content.at(SCHEMAS).isEmpty()) {
      throw new Fault(
          where, "is not a schema; give a JSON Schema, or an OpenAPI 3 document with schemas");
    }
    return new SchemaDocument(where, content, Dialect.of(content, where, standard), "");
  }

  /**
   * The content of a schema in a registry.
   *
   * @param type {@code OpenApi3} or {@code JSONSchemaDraft4}
   */
  public static SchemaDocument stored(String where, String type, String content) {
    try {
      JsonNode parsed = Json.parseStrictly(content);
      if (type.equals("OpenApi3") && !parsed.has("openapi")) {
        throw new Fault(where, "has Type OpenApi3, but is not an OpenAPI document");
      }
      return of(where, parsed, Dialect.DRAFT_4);
    } catch (JsonProcessingException e) {
      throw new Fault(where + ", Content", "is not JSON: " + Json.reason(e));
    }
  }

  public String where() {
    return where;
  }

  public Dialect dialect() {
    return dialect;
  }

  JsonNode content() {
    return content;
  }

  /** Its content; one that declares no dialect, as registries allow, declares draft 4. */
  public JsonNode declared() {
    boolean isSilent = dialect == Dialect.DRAFT_4 && content.isObject() && !content.has("$schema");
    JsonNode whole =
        isSilent
            ? ((ObjectNode) content.deepCopy())
                .put("$schema", "http://json-schema.org/draft-04/schema#")
            : content;
    return pointer.isEmpty() || !whole.isObject() ? whole : only((ObjectNode) whole.deepCopy());
  }

  /** The same document with the one schema as that of the event. */
  private ObjectNode only(ObjectNode whole) {
    if (isOpenApi()) {
      ObjectNode schemas = (ObjectNode) whole.at(SCHEMAS);
      if (!pointer.equals(SCHEMAS + "/" + EVENT)) {
        schemas.putObject(EVENT).put("$ref", "#" + pointer);
      }
      return whole;
    }
    Set<String> kept = Set.of("$schema", "$id", "id", "$defs", "definitions");
    boolean isKept = pointer.startsWith("/$defs/") || pointer.startsWith("/definitions/");
    if (isKept) {
      whole.retain(kept);
    }
    whole.putArray("allOf").addObject().put("$ref", "#" + pointer);
    return whole;
  }

  private boolean isOpenApi() {
    return dialect == Dialect.OPENAPI_3_0 || dialect == Dialect.OPENAPI_3_1;
  }

  /**
   * The schemas of whole events, by name: one with an empty name, or all of an OpenAPI document
   * that does not say which of them is the event.
   */
  Map<String, Constraint> roots() {
    Map<String, Constraint> roots = new LinkedHashMap<>();
    if (!isOpenApi() || !pointer.isEmpty()) {
      roots.put("", Constraint.of(new SchemaPlace(this, pointer)));
      return roots;
    }
    event()
        .ifPresentOrElse(
            root -> roots.put("", root),
            () ->
                content
                    .at(SCHEMAS)
                    .fieldNames()
                    .forEachRemaining(name -> roots.put(name, component(name))));
    return roots;
  }

  /** The schema of the event, if the document says which it is. */
  public Optional<Constraint> event() {
    if (!isOpenApi() || !pointer.isEmpty()) {
      return Optional.of(Constraint.of(new SchemaPlace(this, pointer)));
    }
    JsonNode schemas = content.at(SCHEMAS);
    return schemas.has(EVENT)
        ? Optional.of(component(EVENT))
        : schemas.size() == 1
            ? Optional.of(component(schemas.fieldNames().next()))
            : Optional.empty();
  }

  private Constraint component(String name) {
    return Constraint.of(new SchemaPlace(this, SCHEMAS + "/" + escaped(name)));
  }

  /** What rules select a discovered event by: {@code source} or {@code detail-type}. */
  Optional<String> eventName(String key) {
    String event = pointer.isEmpty() ? SCHEMAS + "/" + EVENT : pointer;
    JsonNode written = content.at(event).path("x-amazon-events-" + key);
    return Optional.ofNullable(written.textValue());
  }

  static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  JsonNode at(String pointer) {
    return pointer.isEmpty() ? content : content.at(JsonPointer.compile(pointer));
  }

  /**
   * The place that a reference refers to; empty for one outside of the document.
   *
   * @throws Fault if there is nothing at that place
   */
  Optional<SchemaPlace> resolve(String reference) {
    String own = content.path("$id").asText(content.path("id").asText());
    String local =
        !own.isEmpty() && reference.startsWith(own + "#")
            ? reference.substring(own.length())
            : reference;
    if (!local.startsWith("#")) {
      return Optional.empty();
    }
    String fragment =
        URLDecoder.decode(local.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    String pointer = anchors.getOrDefault(fragment, fragment);
    boolean isPointer = pointer.isEmpty() || pointer.startsWith("/");
    if (!isPointer || at(pointer).isMissingNode()) {
      throw new Fault(where, "$ref " + reference + " refers to nothing in this document");
    }
    return Optional.of(new SchemaPlace(this, pointer));
  }

  private void findAnchors(JsonNode node, String pointer) {
    for (String keyword : new String[] {"$anchor", "$id", "id"}) {
      String name = node.path(keyword).asText();
      if (keyword.equals("$anchor") && !name.isEmpty()) {
        anchors.put(name, pointer);
      } else if (name.startsWith("#") && name.length() > 1) {
        anchors.put(name.substring(1), pointer);
      }
    }
    node.properties()
        .forEach(field -> findAnchors(field.getValue(), pointer + "/" + escaped(field.getKey())));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        findAnchors(node.get(i), pointer + "/" + i);
      }
    }
  }
}
