package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An item of a request as it came. Of an SQS record little but the body is read while all goes
 * well, so a tree of it is made when somebody asks for one.
 *
 * @param record the item as a tree
 * @param id the message id; empty where there is none
 * @param correlationId that of the message attributes; empty where there is none
 * @param held the body of an SQS record; null for an item that is none
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
