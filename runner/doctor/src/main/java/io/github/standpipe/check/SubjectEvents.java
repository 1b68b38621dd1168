package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.lint.KnownEvents;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known of the events of the pipes that a function enriches. */
final class SubjectEvents {
  private static final String SCHEMA = "AWS::EventSchemas::Schema";

  private SubjectEvents() {}

  static List<KnownEvents> of(FunctionTransform transform, List<Subject> subjects) {
    return subjects.stream()
        .filter(subject ->
            subject.function().filter(transform.function()::equals).isPresent()
                || subject
                    .function()
                    .map(Declaration::logicalId)
                    .filter(transform.function().logicalId()::equals)
                    .isPresent())
        .map(subject -> of(transform, subject))
        .toList();
  }

  /** Events that are rendered or upgraded on the way are not those of the fixtures. */
  private static KnownEvents of(FunctionTransform transform, Subject subject) {
    KnownEvents events =
        KnownEvents.of(
            subject.name(),
            new RecordedCases(subject.template().file()).of(subject).toList(),
            schema(subject, "light"),
            schema(subject, "rich").flatMap(schema -> unstamped(schema, transform)));
    boolean asTheyAre =
        subject.at("EnrichmentParameters", "InputTemplate").isAbsent()
            && transform.upgradedTypes().stream().noneMatch(events::hasType);
    return asTheyAre ? events : events.ofResults();
  }

  /** The schema without the key that the handler adds; empty if it is not known which that is. */
  private static Optional<JsonNode> unstamped(JsonNode schema, FunctionTransform transform) {
    Property stamp = transform.variable("EMIT_METADATA");
    if (stamp.isUnknown()) {
      return Optional.empty();
    }
    ObjectNode without = schema.deepCopy();
    ArrayNode required = without.putArray("required");
    for (JsonNode name : schema.path("required")) {
      if (!stamp.text().equals(Optional.of(name.asText()))) {
        required.add(name);
      }
    }
    return Optional.of(without);
  }

  private static Optional<JsonNode> schema(Subject subject, String side) {
    Optional<String> name = Optional.of(subject.name() + "." + side);
    return subject.template().declarations(SCHEMA).stream()
        .filter(one -> one.property("SchemaName").text().equals(name))
        .flatMap(one -> one.property("Content").text().stream())
        .flatMap(text -> parsed(text).stream())
        .findFirst();
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
