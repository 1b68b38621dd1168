package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What the function answers: an array for a pipe, the failures for an event source mapping. */
final class Answer {
  /** Most bytes that Lambda takes from a function. */
  static final int MAXIMUM_SIZE = 6 * 1024 * 1024;

  private static final byte[] EMPTY = {'[', ']'};
  private static final byte[] END = {']'};

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
    for (Item item : items) {
      byte[] own = written(item);
      if (answer.size() + own.length > MAXIMUM_SIZE) {
        item.judge(new Verdict.Quarantine(tooLarge(own.length - 2)), Item.Stage.ANSWER);
      } else if (own.length > EMPTY.length) {
        answer.write(answer.size() == 0 ? '[' : ',');
        answer.write(own, 1, own.length - 2);
      }
    }
    answer.writeBytes(answer.size() == 0 ? EMPTY : END);
    return answer.toByteArray();
  }

  /** An item's events, as an array. */
  private static byte[] written(Item item) {
    try {
      return Json.bytes(Json.array().addAll(item.emitted()));
    } catch (Fault e) {
      item.judge(new Verdict.Fail("its answer: " + e.getMessage()), Item.Stage.ANSWER);
      return EMPTY;
    }
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
