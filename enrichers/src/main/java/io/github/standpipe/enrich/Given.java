package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item of a request as it came. Of an SQS record little but the body is read while all goes
 * well, so the rest stays text until somebody asks for it.
 */
final class Given {
  private final byte[] request;
  private final int from;
  private final int to;
  private final String id;
  private final @Nullable String body;
  private @Nullable JsonNode tree;

  /** An SQS record that is a part of a request's bytes. */
  Given(byte[] request, int from, int to, String id, String body) {
    this.request = request;
    this.from = from;
    this.to = to;
    this.id = Metadata.line(id);
    this.body = body;
  }

  Given(JsonNode tree) {
    this.request = new byte[0];
    this.from = 0;
    this.to = 0;
    this.id = Metadata.text(tree, "messageId");
    this.body = tree.has("messageId") ? tree.path("body").textValue() : null;
    this.tree = tree;
  }

  JsonNode record() {
    if (tree == null) {
      try {
        tree = Json.parse(request, from, to);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("it was read before", e);
      } catch (IOException e) {
        throw new IllegalStateException("bytes in memory", e);
      }
    }
    return tree;
  }

  /** The message id; empty where there is none. */
  String id() {
    return id;
  }

  /** The body of an SQS record; nothing for an item that is none. */
  Optional<String> body() {
    return Optional.ofNullable(body);
  }
}
