package io.github.standpipe.internal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A server's answer to a batch whose entries have their positions as ids. Only an entry that it
 * names as successful, and not also as failed, is done: a status of 200 alone confirms nothing.
 */
record BatchAnswer(JsonNode answer) {

  /** The messages that the answer does not name as successful, in order. */
  List<SqsMessage> unconfirmed(List<SqsMessage> messages) {
    Map<String, JsonNode> done = byId("Successful");
    Map<String, JsonNode> failed = byId("Failed");
    List<SqsMessage> open = new ArrayList<>();
    for (int place = 0; place < messages.size(); place++) {
      String id = String.valueOf(place);
      if (!done.containsKey(id) || failed.containsKey(id)) {
        open.add(messages.get(place));
      }
    }
    return open;
  }

  /** Throws for an entry that the server will never accept. */
  void throwRefusal(int sent) throws IOException {
    for (int place = 0; place < sent; place++) {
      JsonNode entry = byId("Failed").get(String.valueOf(place));
      if (entry != null && entry.path("SenderFault").asBoolean()) {
        throw notTaken(entry);
      }
    }
  }

  /** Why some messages are not confirmed by the second call either. */
  IOException unsent(int open, int sent, int all) {
    Map<String, JsonNode> failed = byId("Failed");
    return IntStream.range(0, sent)
        .mapToObj(place -> Optional.ofNullable(failed.get(String.valueOf(place))))
        .flatMap(Optional::stream)
        .map(BatchAnswer::notTaken)
        .findFirst()
        .orElseGet(() ->
            new IOException(
                "it answered 200 and did not confirm "
                    + (all == 1 ? "the message" : open + " of " + all + " messages")));
  }

  private Map<String, JsonNode> byId(String list) {
    Map<String, JsonNode> entries = new HashMap<>();
    if (answer.path(list).isArray()) {
      answer.path(list).forEach(entry -> entries.put(entry.path("Id").asText(), entry));
    }
    return entries;
  }

  private static IOException notTaken(JsonNode entry) {
    return new IOException("it refused a message: " + entry.path("Code").asText("no code"));
  }
}
