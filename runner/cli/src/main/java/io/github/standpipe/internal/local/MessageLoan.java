package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
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
 * Messages that are received from a queue for reading. Other consumers do not see them meanwhile;
 * on close, all that are not deleted become visible again at once, even if the process is
 * terminated.
 *
 * <p>Reading a message counts as a receive.
 */
public final class MessageLoan implements AutoCloseable {
  /** Seconds that a message stays hidden if the process is killed before it can show it again. */
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
   * Begins without messages.
   *
   * @param source the queue that the pipe reads; messages become its records
   * @param problems receives a line about messages that could not be made visible again
   */
  public MessageLoan(LiveQueue queue, Source source, Consumer<String> problems) {
    this.queue = queue;
    this.source = source;
    this.problems = problems;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Takes messages up to a number, or until none is left; on a FIFO queue at most ten per group,
   * because the others wait for those.
   *
   * @param anyway whether to take a message that becomes a dead letter at its next receive
   * @return their records, in the queue's order
   * @throws Fault if there is such a message, or the queue returns none
   */
  public List<ObjectNode> take(int most, boolean anyway, Duration patience) {
    receives = queue.maxReceiveCount();
    OptionalInt limit = anyway ? OptionalInt.empty() : receives;
    if (limit.orElse(2) == 1) {
      throw new Fault(
          "the queue '" + queue.name() + "'",
          "makes a message a dead letter at its first return; reading it uses up its only receive."
              + " Read its dead-letter queue, or pass --anyway");
    }
    // one at a time, so that at most one message uses up its last receive
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
   * How often a message may be received before it becomes a dead letter, reading included; empty if
   * it never does.
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
      throw queue.fault("returned no message", e);
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
              + ", including this one: the next receive makes it a dead letter. Read the"
              + " dead-letter queue, or pass --anyway");
    }
  }

  /** Hides messages from others for another period; returns those that are still held. */
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

  /** The held messages with some ids. */
  List<ReceivedRecord> held(List<String> ids) {
    return ids.stream().filter(held::containsKey).map(held::get).toList();
  }

  /** Deletes messages; returns those that could not be deleted, with the reason. */
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

  /** Makes all held messages visible again. */
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
                + "' could not be made visible again at once; they stay hidden for at most "
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
      return; // the process is ending, so the hook is running already
    }
  }
}
