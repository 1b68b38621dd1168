package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An item for which a template is rendered. */
final class TemplateItem {
  private static final DateTimeFormatter INGESTION_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonNode item;
  private final boolean record;
  private final InputTemplate.Variables variables;
  private final String place;
  private final Consumer<Warning> warnings;
  private final Writing writing;
  private @Nullable RecordBody body;
  private boolean insertedRaw;

  /** What the text that a template renders is to its reader. */
  enum Writing {
    /** The reader accepts JSON only. */
    JSON,
    /** The template reads as JSON, and its reader accepts any text. */
    JSON_AS_TEXT,
    /** The template is text with placeholders. */
    TEXT
  }

  TemplateItem(
      JsonNode item,
      boolean record,
      InputTemplate.Variables variables,
      String place,
      Consumer<Warning> warnings,
      Writing writing) {
    this.item = item;
    this.record = record;
    this.variables = variables;
    this.place = place;
    this.warnings = warnings;
    this.writing = writing;
  }

  Writing writing() {
    return writing;
  }

  /** The id of its record, or what an enrichment answered as one; empty for none. */
  String messageId() {
    return item.path("messageId").asText();
  }

  /** The text of the body as it was received; empty if a path is not that of a record's body. */
  Optional<String> bodyText(String path) {
    return record && path.equals("$.body") && item.path("body").isTextual()
        ? Optional.of(item.get("body").textValue())
        : Optional.empty();
  }

  void warn(String rule, String message) {
    warnings.accept(new Warning(rule, place + ": " + message));
  }

  void insertRaw(String message) {
    insertedRaw = true;
    warn("U2", message);
  }

  boolean insertedRaw() {
    return insertedRaw;
  }

  /**
   * The value at a path; the result of a path that finds nothing is unsettled (rule {@code U1}).
   */
  JsonNode at(TemplatePath path) {
    JsonNode from = path.beginsWith("body") ? decoded() : item;
    JsonNode found = path.in(from);
    if (found.isMissingNode()) {
      throw new Fault(
          "there is nothing at <"
              + path
              + ">, and what AWS writes in that case is unsettled; send the field or remove the"
              + " placeholder");
    }
    if (path.hasWildcard()) {
      warn(
          "template-wildcard",
          "<" + path + "> was inserted as an array, for which AWS has no example");
    }
    return found;
  }

  JsonNode variable(String name) {
    Supplier<JsonNode> value =
        switch (name) {
          case "aws.pipes.pipe-arn" -> () -> TextNode.valueOf(variables.pipeArn());
          case "aws.pipes.pipe-name" -> () -> TextNode.valueOf(variables.pipeName());
          case "aws.pipes.source-arn" -> () -> TextNode.valueOf(variables.sourceArn());
          case "aws.pipes.enrichment-arn" -> () -> TextNode.valueOf(variables.enrichmentArn());
          case "aws.pipes.target-arn" -> () -> TextNode.valueOf(variables.targetArn());
          case "aws.pipes.event.ingestion-time" ->
              () -> TextNode.valueOf(INGESTION_TIME.format(variables.ingestionTime()));
          case "aws.pipes.event" -> () -> item;
          case "aws.pipes.event.json" -> this::decodedEvent;
          default -> throw new IllegalStateException("the template was checked: " + name);
        };
    return value.get();
  }

  private JsonNode decodedEvent() {
    if (record && body() instanceof RecordBody.TextBody) {
      throw new Fault(
          "<aws.pipes.event.json> requires a JSON body; use <aws.pipes.event> for text");
    }
    return decoded();
  }

  /** The record with its body parsed; anything but a source record stays as it is. */
  private JsonNode decoded() {
    if (!record || !item.path("body").isTextual()) {
      return item;
    }
    ObjectNode decoded = item.deepCopy();
    return decoded.set("body", body().value());
  }

  private RecordBody body() {
    if (body == null) {
      body = RecordBody.of(item);
      if (body instanceof RecordBody.JsonBody(JsonNode value, boolean repeatsKeys)) {
        unsettled(value, repeatsKeys);
      }
    }
    return body;
  }

  private void unsettled(JsonNode value, boolean repeatsKeys) {
    if (repeatsKeys) {
      warn("U20", "its body repeats a key; the last one was used, as AWS documents");
    }
    if (value.isValueNode()) {
      warn("U7", "its body is a JSON scalar; it was read as JSON, not as text");
    }
  }
}
