package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a registered schema describes: the events that a pipe takes, what it gives, or the events of
 * a source and a detail-type.
 *
 * @param subject a pipe, or {@code source@DetailType}
 */
public record SchemaBinding(RegisteredSchema schema, Side side, String subject) {
  private static final Map<String, Side> SUFFIXES =
      Map.of(".light", Side.IN, ".in", Side.IN, ".rich", Side.OUT, ".out", Side.OUT);

  /** A side of a pipe. */
  public enum Side {
    IN,
    OUT
  }

  /**
   * The bindings of a template: by the metadata {@code Standpipe: {Pipe: ..., Side: in}} of the
   * schema, else by its name ({@code OrderPipe.light} or {@code .in}, {@code OrderPipe.rich} or
   * {@code .out}), else by the source and detail-type that it describes.
   */
  public static List<SchemaBinding> of(Template template) {
    List<SchemaBinding> bindings = new ArrayList<>();
    for (RegisteredSchema schema : RegisteredSchema.of(template)) {
      byMetadata(schema)
          .or(() -> byName(schema))
          .or(() -> byEvent(schema))
          .ifPresent(bindings::add);
    }
    return bindings;
  }

  private static Optional<SchemaBinding> byMetadata(RegisteredSchema schema) {
    Property own = schema.resource().metadata().get("Standpipe");
    return own.get("Pipe")
        .text()
        .map(pipe ->
            new SchemaBinding(
                schema,
                own.get("Side").text().orElse("in").equals("out") ? Side.OUT : Side.IN,
                pipe));
  }

  private static Optional<SchemaBinding> byName(RegisteredSchema schema) {
    return SUFFIXES.entrySet().stream()
        .filter(suffix -> schema.name().endsWith(suffix.getKey()))
        .map(suffix ->
            new SchemaBinding(
                schema,
                suffix.getValue(),
                schema.name().substring(0, schema.name().length() - suffix.getKey().length())))
        .findFirst();
  }

  private static Optional<SchemaBinding> byEvent(RegisteredSchema schema) {
    if (schema.name().indexOf('@') > 0) {
      return Optional.of(new SchemaBinding(schema, Side.IN, schema.name()));
    }
    return schema
        .document()
        .flatMap(SchemaBinding::event)
        .map(name -> new SchemaBinding(schema, Side.IN, name));
  }

  /** The source and detail-type of a schema that allows one of each. */
  private static Optional<String> event(SchemaDocument document) {
    Optional<String> source = document.eventName("source").or(() -> only(document, "source"));
    Optional<String> type =
        document.eventName("detail-type").or(() -> only(document, "detail-type"));
    return source.flatMap(one -> type.map(other -> one + "@" + other));
  }

  private static Optional<String> only(SchemaDocument document, String key) {
    JsonNode property = document.content().path("properties").path(key);
    JsonNode values = property.path("enum");
    return property.path("const").isTextual()
        ? Optional.of(property.path("const").textValue())
        : values.size() == 1 ? Optional.ofNullable(values.get(0).textValue()) : Optional.empty();
  }

  /** Whether it describes what a pipe takes or gives. */
  public boolean isOf(String pipe, Side other) {
    return side == other && subject.equals(pipe);
  }

  /** Whether it describes an event, by the event's own source and detail-type. */
  public boolean isOf(JsonNode event) {
    int at = subject.indexOf('@');
    String type = event.path("detail-type").asText();
    return side == Side.IN
        && at > 0
        && subject.substring(0, at).equals(event.path("source").asText())
        && (subject.substring(at + 1).equals(type)
            || subject.substring(at + 1).equals(type.replaceAll("[^A-Za-z0-9]", "")));
  }
}
