package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A call that publishes on a custom event bus.
 *
 * @param raw whether it is PutRawEvents
 * @param contentBased whether equal payloads are published only once
 */
record CustomCall(String busArn, boolean raw, boolean contentBased, List<JsonNode> entries) {
  CustomCall {
    entries = List.copyOf(entries);
  }

  String name() {
    return raw ? "PutRawEvents" : "PutEvents";
  }
}
