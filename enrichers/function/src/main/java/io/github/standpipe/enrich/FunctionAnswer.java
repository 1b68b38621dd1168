package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What the function answers: an array for a pipe, the failures for an event source mapping. */
final class FunctionAnswer {
  /** The maximum size in bytes of a function's answer on Lambda. */
  static final int MAXIMUM_SIZE = 6 * 1024 * 1024;

  private static final byte[] EMPTY = {'[', ']'};
  private static final byte[] END = {']'};

  private FunctionAnswer() {}

  /** The events of all items; an item whose events do not fit is judged or postponed. */
  static byte[] events(List<Item> items, AnswerBudget budget) {
    ArrayNode events = Json.array();
    items.forEach(item -> events.addAll(item.emitted()));
    try {
      byte[] answer = Json.bytes(events);
      if (answer.length <= budget.limit()) {
        return answer;
      }
    } catch (Fault e) {
      // reported below, for the item that causes it
    }
    return fitting(items, budget);
  }

  private static byte[] fitting(List<Item> items, AnswerBudget budget) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    var groups = new AnswerBudget.Groups();
    for (Item item : items) {
      byte[] own = written(item);
      if (own.length > budget.limit()) {
        budget.refuse(item, own.length - 2);
      } else if (own.length > EMPTY.length
          && (answer.size() + own.length > budget.limit() || groups.holds(item))) {
        budget.putOff(item, own.length - 2);
        groups.add(item);
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

  /** The message ids of the records that return. */
  static byte[] failures(List<Item> returned) {
    ArrayNode failures = Json.array();
    returned.forEach(item -> failures.addObject().put("itemIdentifier", item.id()));
    return Json.bytes(Json.object().set("batchItemFailures", failures));
  }
}
