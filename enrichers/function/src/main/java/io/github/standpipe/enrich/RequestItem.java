package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An item of a request as received. In the normal case hardly more than the body of an SQS record
 * is read, so its tree is built only on demand.
 *
 * @param record the item as a tree
 * @param id the message id; empty if there is none
 * @param correlationId the one in the message attributes; empty if there is none
 * @param held the body of an SQS record; null for any other item
 */
record RequestItem(
    Supplier<JsonNode> record, String id, String correlationId, @Nullable EventBody held) {

  static RequestItem of(JsonNode tree) {
    String text = isSqs(tree) ? tree.path("body").textValue() : null;
    EventBody body = text == null ? null : () -> Json.parse(text);
    JsonNode attribute = tree.path("messageAttributes").path("correlationId");
    return new RequestItem(
        () -> tree,
        Metadata.text(tree, "messageId"),
        Metadata.text(attribute, "stringValue"),
        body);
  }

  static boolean isSqs(JsonNode record) {
    return record.path("body").isTextual() && record.has("messageId");
  }

  Optional<EventBody> body() {
    return Optional.ofNullable(held);
  }
}
