package io.github.standpipe.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.DocumentsAsked.Call;
import io.github.standpipe.enrich.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a run, for the keys that its redacted messages ask for.
 *
 * <p>A key may be made of a message's values in any way, so which key stands for which is told by
 * the order of asking, which redaction does not change.
 */
record RedactedDocuments(DocumentsAsked original, Redaction redaction) {

  /** Those for keys that are a value, or an array of values, as most are. */
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

  /** Those for the keys that a redacted run asked for. */
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
      return; // it went another way
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

  /** As it is read from its file: the kind of a number decides how a transform reckons with it. */
  private static JsonNode asRead(JsonNode document) {
    try {
      return Json.parse(Json.text(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it is JSON", e);
    }
  }
}
