package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Locale;
import java.util.Optional;

/** Groups messages by their correlation id; a message without one is on its own. */
final class Correlation {
  private Correlation() {}

  static String of(ObjectNode record) {
    return in(Originals.event(record))
        .or(() -> in(record.path("messageAttributes")))
        .orElseGet(() -> record.path("body").toString());
  }

  static String ofDocument(String lookup, JsonNode document) {
    return lookup + " " + Json.text(document);
  }

  private static Optional<String> in(JsonNode value) {
    for (var member : value.properties()) {
      String key = member.getKey().toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
      JsonNode id = member.getValue().path("stringValue");
      String text = id.isMissingNode() ? member.getValue().asText() : id.asText();
      Optional<String> found =
          key.equals("correlationid") && !text.isEmpty()
              ? Optional.of(text)
              : in(member.getValue());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
