package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.DocumentsAsked.Call;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a run under the keys that its redacted messages ask for.
 *
 * <p>A key may be computed from a message's values in any way, so keys are matched by the order of
 * the look-ups, which redaction does not change.
 */
record RedactedDocuments(DocumentsAsked original, Redaction redaction) {

  /** The documents for keys that are a value or an array of values, as most are. */
  Map<String, ObjectNode> guessed() {
    Map<String, ObjectNode> guessed = new TreeMap<>();
    original
        .documents()
        .forEach((lookup, found) -> {
          ObjectNode byKey = guessed.computeIfAbsent(lookup, l -> Json.object());
          found
              .properties()
              .forEach(d -> byKey.set(redaction.key(d.getKey()), redacted(lookup, d.getValue())));
        });
    return guessed;
  }

  /** The documents for the keys that a redacted run asked for. */
  Map<String, ObjectNode> of(DocumentsAsked asked) {
    Map<String, ObjectNode> documents = asked.documents();
    documents.forEach((lookup, byKey) -> {
      List<Call> calls = asked.calls(lookup);
      List<Call> originals = original.calls(lookup);
      byKey.properties().forEach(d -> d.setValue(NullNode.instance));
      for (int call = 0; call < Math.min(calls.size(), originals.size()); call++) {
        pair(lookup, calls.get(call), originals.get(call), byKey);
      }
    });
    return documents;
  }

  private void pair(String lookup, Call call, Call originalCall, ObjectNode byKey) {
    if (call.keys().size() != originalCall.keys().size()) {
      return; // it took a different path
    }
    for (int key = 0; key < call.keys().size(); key++) {
      JsonNode found = originalCall.found().get(originalCall.keys().get(key));
      byKey.set(call.keys().get(key), redacted(lookup, found));
    }
  }

  private JsonNode redacted(String lookup, @Nullable JsonNode document) {
    return document == null || document.isNull()
        ? NullNode.instance
        : asRead(redaction.document(lookup, document));
  }

  /**
   * As it would be read from its file: the type of a number decides how a transform computes with
   * it.
   */
  private static JsonNode asRead(JsonNode document) {
    try {
      return Json.parse(Json.text(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it is JSON", e);
    }
  }
}
