package io.github.standpipe.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.pipe.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Messages that are taken from a queue to be looked at. Others do not see them meanwhile; when it
 * closes, all that are not deleted are shown again at once, also where the process is ended.
 *
 * <p>A look counts as a receive.
 */
public final class MessageLoan implements AutoCloseable {
  /** Seconds that a message is hidden, should nobody be left to show it again. */
  static final int HIDDEN_SECONDS = 300;

  private static final int WAIT_SECONDS = 2;

  private final LiveQueue queue;
  private final Source source;
  private final Consumer<String> problems;
  private final Map<String, ReceivedRecord> held = new LinkedHashMap<>();
  private final Thread hook = new Thread(this::giveBack, "loan");
  private OptionalInt receives = OptionalInt.empty();
  private boolean over;

  /**
   * Begins with no message.
   *
   * @param source the queue that a pipe reads, whose records the messages are looked at as
   * @param problems is told of messages that could not be shown again
   */
  public MessageLoan(LiveQueue queue, Source source, Consumer<String> problems) {
    this.queue = queue;
    this.source = source;
    this.problems = problems;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Takes messages until there are so many, or no more are there; on a FIFO queue at most ten of a
   * group, since the others wait for those.
   *
   * @param anyway whether to take one that becomes a dead letter when it is next received
   * @return their records, in the queue's order
   * @throws Fault where such a one is there, and for a queue that gives nothing
   */
  public List<ObjectNode> take(int most, boolean anyway, Duration patience) {
    receives = queue.maxReceiveCount();
    OptionalInt limit = anyway ? OptionalInt.empty() : receives;
    if (limit.orElse(2) == 1) {
      throw new Fault(
          "the queue '" + queue.name() + "'",
          "makes a message a dead letter at its first return; a look takes its only receive. Look"
              + " into its dead-letter queue, or pass --anyway");
    }
    // one at a time, so that no more than one message loses its last receive
    int call = limit.isPresent() ? 1 : LiveQueue.MOST_ENTRIES;
    long end = System.nanoTime() + patience.toNanos();
    boolean more = true;
    while (more && held.size() < most && System.nanoTime() < end) {
      List<ReceivedRecord> received = receive(Math.min(call, most - held.size()));
      received.forEach(message -> refuseLast(message, limit));
      more = !received.isEmpty();
    }
    return held.values().stream().map(ReceivedRecord::record).toList();
  }

  public LiveQueue queue() {
    return queue;
  }

  /**
   * How often a message may be received before it becomes a dead letter, a look among them; empty
   * for ever.
   */
  public OptionalInt receives() {
    return receives;
  }

  private synchronized List<ReceivedRecord> receive(int most) {
    if (over) {
      return List.of();
    }
    try {
      List<ReceivedRecord> received =
          queue.receive(most, OptionalInt.of(HIDDEN_SECONDS), WAIT_SECONDS).stream()
              .map(message -> ReceivedRecord.of(message, source, InstantSource.system()))
              .toList();
      received.forEach(message -> held.put(message.id(), message));
      return received;
    } catch (SdkException e) {
      throw queue.fault("gives no message", e);
    }
  }

  private void refuseLast(ReceivedRecord message, OptionalInt limit) {
    String receives =
        message.record().path("attributes").path("ApproximateReceiveCount").asText("0");
    if (limit.isPresent() && Integer.parseInt(receives) >= limit.getAsInt()) {
      throw new Fault(
          "the queue '" + queue.name() + "'",
          "message "
              + message.id()
              + " was received "
              + receives
              + " times of "
              + limit.getAsInt()
              + ", this look among them: the next receive makes it a dead letter. Look into the"
              + " dead-letter queue, or pass --anyway");
    }
  }

  /** Those of some ids that are still here, once more hidden from others. */
  List<ReceivedRecord> claimed(List<String> ids) {
    List<ReceivedRecord> wanted = new ArrayList<>(held(ids));
    if (wanted.isEmpty() || over) {
      return List.of();
    }
    try {
      wanted.removeAll(queue.hide(wanted, HIDDEN_SECONDS));
      return wanted;
    } catch (SdkException e) {
      throw queue.fault("does not keep its messages hidden", e);
    }
  }

  /** The ARN of the queue whose dead letter a message is; empty if it is not known. */
  public String origin(String id) {
    return held(List.of(id)).stream().map(ReceivedRecord::origin).findFirst().orElse("");
  }

  /** Those of some ids that are held. */
  List<ReceivedRecord> held(List<String> ids) {
    return ids.stream().filter(held::containsKey).map(held::get).toList();
  }

  /** Deletes messages; answers with those that it could not delete, and why. */
  Map<String, String> delete(List<ReceivedRecord> messages) {
    Map<String, String> failed = new LinkedHashMap<>();
    if (messages.isEmpty()) {
      return failed;
    }
    try {
      List<ReceivedRecord> left = queue.delete(messages);
      List<ReceivedRecord> still = left.isEmpty() ? left : queue.delete(left);
      still.forEach(message -> failed.put(message.id(), "the queue did not confirm it"));
    } catch (SdkException e) {
      messages.forEach(message -> failed.put(message.id(), SdkError.line(e)));
    }
    messages.stream().filter(m -> !failed.containsKey(m.id())).forEach(m -> held.remove(m.id()));
    return failed;
  }

  /** Shows all messages again that are held. */
  private synchronized void giveBack() {
    if (!over) {
      over = true;
      long left =
          ReceivedRecord.tens(List.copyOf(held.values())).stream()
              .mapToLong(this::unreturned)
              .sum();
      if (left > 0) {
        problems.accept(
            left
                + (left == 1 ? " message" : " messages")
                + " of the queue '"
                + queue.name()
                + "' could not be shown again at once; hidden for at most "
                + HIDDEN_SECONDS
                + " s");
      }
    }
  }

  private long unreturned(List<ReceivedRecord> messages) {
    try {
      return queue.hide(messages, 0).size();
    } catch (SdkException e) {
      return messages.size();
    }
  }

  @Override
  public void close() {
    giveBack();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending, and the hook runs
    }
  }
}
