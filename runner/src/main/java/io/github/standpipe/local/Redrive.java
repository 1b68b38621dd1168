package io.github.standpipe.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sends messages of a loan back to the queue that they came from, then deletes them where they are:
 * at least once, for what is sent and cannot be deleted is there twice.
 */
public final class Redrive {
  private static final String GONE = "it is no longer there, or somebody else has it";

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
   * @param id by which the loan knows it
   * @param record the original message
   */
  public record Due(String id, ObjectNode record) {
    /** The group within which messages keep their order; empty where there is none. */
    public String group() {
      return record.path("attributes").path("MessageGroupId").asText();
    }

    /** The message's own id, which stays the same in each copy of it. */
    String messageId() {
      return record.path("messageId").asText(id);
    }
  }

  /** What became of one. */
  public enum Fate {
    /** It was sent, and deleted where it was. */
    SENT,
    /** It was sent, and is still where it was. */
    SENT_AND_LEFT,
    /** It repeats a message that was sent, and was deleted. */
    REPEAT_DELETED,
    /** It is no longer held: somebody else took or deleted it. */
    GONE,
    /** The queue did not take it; it is where it was. */
    REFUSED
  }

  /**
   * A message's fate.
   *
   * @param reason why it is not SENT; empty where it is
   */
  public record Moved(String id, Fate fate, String reason) {}

  /**
   * Sends messages in their order.
   *
   * @param told is told of each as it is done
   * @throws Fault where the queue cannot be asked; what was told so far is done
   */
  public void move(List<Due> due, Consumer<Moved> told) {
    for (int from = 0; from < due.size(); from += LiveQueue.MOST_ENTRIES) {
      List<Due> some = due.subList(from, Math.min(due.size(), from + LiveQueue.MOST_ENTRIES));
      synchronized (loan) { // the end of the process waits for these
        moveSome(some).forEach(told);
      }
    }
  }

  /** Deletes repeats of messages that were sent; answers in the order of the ids. */
  public List<Moved> deleteRepeats(List<String> ids) {
    List<Moved> fates = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += LiveQueue.MOST_ENTRIES) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + LiveQueue.MOST_ENTRIES));
      synchronized (loan) { // the end of the process waits for these
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
              ? new Moved(id, Fate.REFUSED, "a repeat, not deleted: " + undeleted.get(id))
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
   * The message with its group and a new deduplication id, which is the same should it be sent once
   * more: by its old one a FIFO queue might take it for a repeat, and drop it.
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
