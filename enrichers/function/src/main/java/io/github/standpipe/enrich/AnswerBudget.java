package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.sqs.SqsMessage;
import io.github.standpipe.json.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The maximum size of an answer, and what happens to an item that fits into an answer by itself but
 * not after the preceding ones: its record goes back to the source queue as a new message, for a
 * later batch. Each answer holds at least one such item, so this ends.
 *
 * <p>A record is sent back at its first receive only. At a later receive a copy of it may already
 * be in the queue, and a target that keeps failing would multiply the copies, so the record is
 * quarantined, as are records whose order in a FIFO queue must be kept.
 *
 * @param source sends records to the source queue; null if none is configured
 */
record AnswerBudget(int limit, @Nullable SqsSender source) {
  private static final String LIMIT = "ANSWER_LIMIT";
  private static final String SOURCE = "SOURCE_QUEUE_URL";

  static AnswerBudget in(Environment environment) {
    int limit = environment.number(LIMIT, FunctionAnswer.MAXIMUM_SIZE);
    if (limit > FunctionAnswer.MAXIMUM_SIZE) {
      throw new Fault(
          "environment variable " + LIMIT,
          "is '" + limit + "'; Lambda takes at most " + FunctionAnswer.MAXIMUM_SIZE + " bytes");
    }
    String url = environment.text(SOURCE, "");
    if (url.isEmpty()) {
      return new AnswerBudget(limit, null);
    }
    if (url.endsWith(".fifo")) {
      throw new Fault(
          "environment variable " + SOURCE,
          "is a FIFO queue, and sending records back would break its order; unset it");
    }
    return new AnswerBudget(limit, SqsSender.of(url, environment, "the source queue", SOURCE));
  }

  /**
   * The FIFO groups with a record that did not fit; later records of the group must not overtake
   * it.
   */
  static final class Groups {
    private final Set<String> behind = new HashSet<>();

    boolean holds(Item item) {
      return item.isFifo() && behind.contains(item.group());
    }

    void add(Item item) {
      behind.add(item.group());
    }
  }

  /** Decides what happens to an item that does not fit after the preceding ones. */
  void putOff(Item item, int bytes) {
    if (source != null && item.isSqs() && !item.isFifo() && item.receives() <= 1) {
      item.putOff();
    } else {
      item.judge(
          new Verdict.Quarantine(
              "its "
                  + bytes
                  + " bytes do not fit after the preceding events: an answer holds at most "
                  + limit
                  + "; lower the BatchSize"),
          Item.Stage.ANSWER);
    }
  }

  /** Decides what happens to an item that is too large for any answer. */
  void refuse(Item item, int bytes) {
    item.judge(
        new Verdict.Quarantine(
            "its " + bytes + " bytes do not fit into an answer, which holds at most " + limit),
        Item.Stage.ANSWER);
  }

  /**
   * Sends the postponed records back to their queue.
   *
   * @throws Fault if the queue does not confirm all of them
   */
  void sendBack(List<Item> items, Invocation invocation) {
    if (source == null || items.isEmpty()) {
      return;
    }
    List<JsonNode> records = items.stream().map(Item::record).toList();
    Optional<Quarantine> desk = invocation.quarantine();
    if (desk.isPresent()) {
      desk.get().sendBack(records, invocation.deadline());
    } else {
      source.send(
          records.stream().map(SqsMessage::again).toList(), "record", invocation.deadline());
    }
  }
}
