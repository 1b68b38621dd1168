package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the function answers: an array for a pipe, the failures for an event source mapping. */
final class Answer {
  /** Most bytes that Lambda takes from a function. */
  static final int MAXIMUM_SIZE = 6 * 1024 * 1024;

  private Answer() {}

  /** The events of all items; an item whose events cannot go with the others is judged anew. */
  static byte[] events(List<Item> items) {
    ArrayNode events = Json.array();
    items.forEach(item -> events.addAll(item.emitted()));
    try {
      byte[] answer = Json.bytes(events);
      if (answer.length <= MAXIMUM_SIZE) {
        return answer;
      }
    } catch (Fault e) {
      // told below, of the item it is about
    }
    return fitting(items);
  }

  private static byte[] fitting(List<Item> items) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write('[');
    for (Item item : items) {
      byte[] own = written(item);
      int size = answer.size() + own.length;
      if (size > MAXIMUM_SIZE) {
        item.judge(new Verdict.Quarantine(tooLarge(own.length)), Item.Stage.ANSWER);
      } else if (own.length > 0) {
        answer.writeBytes(own);
      }
    }
    return closed(answer.toByteArray());
  }

  /** Each event with a comma behind it; so the last comma becomes the end of the array. */
  private static byte[] written(Item item) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    try {
      for (JsonNode event : item.emitted()) {
        events.writeBytes(Json.bytes(event));
        events.write(',');
      }
      return events.toByteArray();
    } catch (Fault e) {
      item.judge(new Verdict.Fail("its answer: " + e.getMessage()), Item.Stage.ANSWER);
      return new byte[0];
    }
  }

  private static byte[] closed(byte[] answer) {
    if (answer.length == 1) {
      return "[]".getBytes(StandardCharsets.UTF_8);
    }
    answer[answer.length - 1] = ']';
    return answer;
  }

  private static String tooLarge(int bytes) {
    return "its "
        + bytes
        + " bytes do not fit into the answer, of which Lambda takes "
        + MAXIMUM_SIZE
        + "; lower the BatchSize";
  }

  /** The message ids of what returns. */
  static byte[] failures(List<Item> returned) {
    ArrayNode failures = Json.array();
    returned.forEach(item -> failures.addObject().put("itemIdentifier", item.id()));
    return Json.bytes(Json.object().set("batchItemFailures", failures));
  }
}
