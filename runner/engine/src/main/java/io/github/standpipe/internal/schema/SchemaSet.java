package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas of a file: one, with an empty name, or those that a template registers, by name.
 *
 * @param unknown the names of those whose content only a deployment supplies
 */
public record SchemaSet(Map<String, SchemaDocument> schemas, List<String> unknown) {

  /**
   * Reads a JSON Schema, an OpenAPI document, the answer of {@code aws schemas describe-schema}, or
   * a template; JSON or YAML.
   *
   * @param parameters of a template
   * @throws Fault if the file is none of them
   */
  public static SchemaSet read(Path file, Map<String, String> parameters) {
    JsonNode content = YamlDocument.parse(file.toString(), text(file));
    SchemaSet set =
        content.has("Resources")
            ? of(Template.readUsable(file, parameters))
            : new SchemaSet(
                Map.of("", SchemaDocument.of(file.toString(), content, Dialect.DRAFT_2020_12)),
                List.of());
    set.schemas().values().forEach(SchemaGrammar::verify);
    return set;
  }

  /**
   * Reads one schema of a file.
   *
   * @param name of a schema that a template registers, of a component or definition, or a JSON
   *     pointer
   * @throws Fault if the file has none of that name
   */
  public static SchemaSet read(Path file, String name, Map<String, String> parameters) {
    SchemaSet all = read(file, parameters);
    if (all.schemas().containsKey("")) {
      return new SchemaSet(Map.of("", all.single().part(name)), List.of());
    }
    SchemaDocument registered = all.schemas().get(name);
    if (registered == null) {
      boolean isUnknown = all.unknown().contains(name);
      throw new Fault(
          file.toString(),
          isUnknown
              ? "registers " + name + ", whose content is not known before a deployment"
              : "registers no schema " + name + "; it registers " + String.join(", ", all.names()));
    }
    return new SchemaSet(Map.of("", registered), List.of());
  }

  /**
   * Reads a file with one schema.
   *
   * @throws Fault if it has none or several
   */
  public static SchemaDocument readOne(SchemaName name) {
    SchemaSet set = name.read(Map.of());
    if (!set.isSingle()) {
      throw new Fault(
          name.file().toString(),
          "registers several schemas; give the name of one: " + String.join(", ", set.names()));
    }
    return set.single();
  }

  private static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw new Fault(file.toString(), "is a folder; name a file");
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Fault(file.toString(), "does not exist");
    } catch (IOException e) {
      throw new Fault(file.toString(), "cannot be read as UTF-8 text");
    }
  }

  private static SchemaSet of(Template template) {
    Map<String, SchemaDocument> schemas = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (RegisteredSchema schema : RegisteredSchema.of(template)) {
      schema
          .document()
          .ifPresentOrElse(
              document -> schemas.putIfAbsent(schema.name(), document),
              () -> unknown.add(schema.name()));
    }
    if (schemas.isEmpty() && unknown.isEmpty()) {
      throw new Fault(template.file().toString(), "declares no AWS::EventSchemas::Schema");
    }
    return new SchemaSet(schemas, unknown);
  }

  /** One of its schemas; the only one has any name. */
  public Optional<SchemaDocument> document(String name) {
    return name.isEmpty() && isSingle()
        ? Optional.of(single())
        : Optional.ofNullable(schemas.get(name));
  }

  boolean isSingle() {
    return schemas.size() == 1 && unknown.isEmpty();
  }

  SchemaDocument single() {
    return schemas.values().iterator().next();
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(schemas.keySet());
    names.addAll(unknown);
    return names;
  }
}
