package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The constraints on the entries of a custom event bus; a fault in one rejects the whole call. */
final class CustomEntryRules {
  private static final int MOST = 100;
  private static final Set<String> NOT_HERE = Set.of("EventBusName", "TraceHeader", "EndpointId");

  private CustomEntryRules() {}

  static Optional<String> fault(JsonNode entry, boolean enveloped) {
    Stream<Optional<String>> own =
        enveloped
            ? Stream.of(
                text(entry, "Source", 256),
                text(entry, "DetailType", 128),
                source(entry),
                list(entry.path("Resources"), "Resources"),
                detail(entry))
            : Stream.of(data(entry), contentType(entry), metadata(entry.path("Metadata")));
    Stream<Optional<String>> common =
        Stream.of(unknown(entry), system(entry, "EventGroupId"), system(entry, "DeduplicationId"));
    return Stream.concat(own, common).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> text(JsonNode entry, String key, int most) {
    int length = entry.path(key).asText().length();
    return length >= 1 && length <= most
        ? Optional.empty()
        : Optional.of(key + " has " + length + " characters; write 1 to " + most);
  }

  private static Optional<String> source(JsonNode entry) {
    return entry.path("Source").asText().startsWith("aws.")
        ? Optional.of("Source begins with aws., which only AWS may use; write another")
        : Optional.empty();
  }

  private static Optional<String> list(JsonNode list, String key) {
    return list.size() <= MOST
        ? Optional.empty()
        : Optional.of(key + " has " + list.size() + " items; write at most 100");
  }

  private static Optional<String> detail(JsonNode entry) {
    JsonNode detail = entry.path("Detail");
    return detail.isTextual() && CustomPublish.parsed(detail.textValue()).isEmpty()
        ? Optional.of("Detail is not JSON; write a JSON text")
        : Optional.empty();
  }

  private static Optional<String> data(JsonNode entry) {
    return entry.has("Data") ? Optional.empty() : Optional.of("Data is missing; add it");
  }

  private static Optional<String> contentType(JsonNode entry) {
    String type = entry.at("/SystemMetadata/ContentType").asText();
    return type.matches("application/.{1,244}")
        ? Optional.empty()
        : Optional.of("SystemMetadata.ContentType is '" + type + "'; write application/json");
  }

  private static Optional<String> metadata(JsonNode metadata) {
    return metadata.properties().stream()
        .filter(one ->
            !one.getKey().matches("[^/]{1,128}")
                || !one.getValue().isTextual()
                || one.getValue().asText().isEmpty())
        .map(one ->
            "Metadata has a key '"
                + one.getKey()
                + "' whose name or value is not a text;"
                + " write 1 to 128 characters without /, and a text")
        .findFirst()
        .or(() -> list(metadata, "Metadata"));
  }

  private static Optional<String> unknown(JsonNode entry) {
    return NOT_HERE.stream()
        .sorted()
        .filter(entry::has)
        .map(key -> "has " + key + ", which only Classic buses accept; remove it")
        .findFirst();
  }

  private static Optional<String> system(JsonNode entry, String key) {
    JsonNode value = entry.path("SystemMetadata").path(key);
    return value.isMissingNode() || value.asText().length() <= 128 && !value.asText().isBlank()
        ? Optional.empty()
        : Optional.of("SystemMetadata." + key + " is blank or too long; write 1 to 128 characters");
  }
}
