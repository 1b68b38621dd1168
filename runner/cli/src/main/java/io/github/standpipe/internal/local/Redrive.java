package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sends messages of a loan back to their original queue, then deletes them from the current one: at
 * least once, because a message that was sent but cannot be deleted is in both queues.
 */
public final class Redrive {
  private static final String GONE =
      "it is no longer on the queue, or another consumer received it";

  private final MessageLoan loan;
  private final LiveQueue to;
  private final Set<String> waiting = new HashSet<>();

  public Redrive(MessageLoan loan, LiveQueue to) {
    this.loan = loan;
    this.to = to;
  }

  /**
   * A message to send back.
   *
   * @param id its id in the loan
   * @param record the original message
   */
  public record Due(String id, ObjectNode record) {
    /** The message group, which keeps its order; empty if there is none. */
    public String group() {
      return record.path("attributes").path("MessageGroupId").asText();
    }

    /** The id of the original message, which is the same in each copy. */
    String messageId() {
      return record.path("messageId").asText(id);
    }
  }

  /** What became of a message. */
  public enum Fate {
    /** It was sent, and deleted from its current queue. */
    SENT,
    /** It was sent, but is still in its current queue. */
    SENT_AND_LEFT,
    /** It is a copy of a message that was sent, and was deleted. */
    REPEAT_DELETED,
    /** It is no longer held: somebody else took or deleted it. */
    GONE,
    /** The queue rejected it; it stays in its current queue. */
    REFUSED
  }

  /**
   * A message's fate.
   *
   * @param reason why it is not SENT; empty if it is
   */
  public record Moved(String id, Fate fate, String reason) {}

  /**
   * Sends messages in their order.
   *
   * @param report receives each result as it is known
   * @throws Fault if the queue does not answer; the results so far are valid
   */
  public void move(List<Due> due, Consumer<Moved> report) {
    for (int from = 0; from < due.size(); from += LiveQueue.MOST_ENTRIES) {
      List<Due> some = due.subList(from, Math.min(due.size(), from + LiveQueue.MOST_ENTRIES));
      synchronized (loan) { // the shutdown hook waits for these
        moveSome(some).forEach(report);
      }
    }
  }

  /** Deletes copies of messages that were sent; returns results in the order of the ids. */
  public List<Moved> deleteRepeats(List<String> ids) {
    List<Moved> fates = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += LiveQueue.MOST_ENTRIES) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + LiveQueue.MOST_ENTRIES));
      synchronized (loan) { // the shutdown hook waits for these
        fates.addAll(deleteSome(some));
      }
    }
    return fates;
  }

  private List<Moved> deleteSome(List<String> ids) {
    List<ReceivedRecord> claimed = loan.claimed(ids);
    List<String> known = claimed.stream().map(ReceivedRecord::id).toList();
    Map<String, String> undeleted = loan.delete(claimed);
    return ids.stream()
        .map(id -> {
          if (!known.contains(id)) {
            return new Moved(id, Fate.GONE, GONE);
          }
          return undeleted.containsKey(id)
              ? new Moved(id, Fate.REFUSED, "a copy, not deleted: " + undeleted.get(id))
              : new Moved(id, Fate.REPEAT_DELETED, "");
        })
        .toList();
  }

  private List<Moved> moveSome(List<Due> due) {
    List<String> claimed =
        loan.claimed(due.stream().map(Due::id).toList()).stream().map(ReceivedRecord::id).toList();
    List<Moved> moved = new ArrayList<>();
    for (Due one : due) {
      Moved fate = moved(one, claimed.contains(one.id()));
      if (fate.fate != Fate.SENT && to.fifo()) {
        waiting.add(one.group());
      }
      moved.add(fate);
    }
    Map<String, String> undeleted =
        loan.delete(
            loan.held(moved.stream().filter(m -> m.fate == Fate.SENT).map(Moved::id).toList()));
    return moved.stream()
        .map(m ->
            undeleted.containsKey(m.id)
                ? new Moved(m.id, Fate.SENT_AND_LEFT, undeleted.getOrDefault(m.id, ""))
                : m)
        .toList();
  }

  private Moved moved(Due due, boolean isHeld) {
    if (!isHeld) {
      return new Moved(due.id, Fate.GONE, GONE);
    }
    return waiting.contains(due.group())
        ? new Moved(due.id, Fate.REFUSED, "an earlier message of its group is left")
        : sent(due);
  }

  private Moved sent(Due due) {
    try {
      to.send(List.of(outgoing(due)));
      return new Moved(due.id, Fate.SENT, "");
    } catch (Fault e) {
      return new Moved(due.id, Fate.REFUSED, e.getMessage());
    }
  }

  /**
   * The message with its group and a new deduplication id, which is the same if it is sent again.
   * With the old one a FIFO queue might drop it as a duplicate.
   */
  private ObjectNode outgoing(Due due) {
    ObjectNode message = Json.object();
    message.set("body", due.record.path("body"));
    message.set("messageAttributes", due.record.path("messageAttributes"));
    ObjectNode system = message.putObject("attributes");
    if (due.record.path("attributes").has("MessageGroupId")) {
      system.set("MessageGroupId", due.record.path("attributes").get("MessageGroupId"));
    }
    system.put("MessageDeduplicationId", "redrive-" + due.messageId());
    return message;
  }
}
