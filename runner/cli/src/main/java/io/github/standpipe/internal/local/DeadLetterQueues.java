package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.QueueMessage;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The queues for events that rules and subscribers cannot deliver, each created when it is needed.
 */
final class DeadLetterQueues {
  private static final int VISIBILITY = 30;

  private final LiveRun run;
  private final List<LiveQueue> known;
  private final Function<Queue, LiveQueue> find;
  private final Map<String, Optional<LiveQueue>> queues = new ConcurrentHashMap<>();

  /**
   * @param known the run's own queues
   * @param find creates or finds a queue on the server
   */
  DeadLetterQueues(LiveRun run, List<LiveQueue> known, Function<Queue, LiveQueue> find) {
    this.run = run;
    this.known = List.copyOf(known);
    this.find = find;
  }

  /** Sends a dead letter; returns whether its queue took it. */
  boolean take(QueueMessage letter) {
    return queues
        .computeIfAbsent(letter.queueArn(), this::find)
        .filter(q -> sent(q, letter))
        .isPresent();
  }

  private boolean sent(LiveQueue queue, QueueMessage letter) {
    try {
      Sending sending = run.sendBeside(queue, List.of(letter.record()));
      sending.refusals().values().forEach(run.listener()::problem);
      return !sending.ids().isEmpty();
    } catch (Fault e) {
      run.listener().problem(e.getMessage());
      return false;
    }
  }

  private Optional<LiveQueue> find(String arn) {
    String name = QueueArn.of(arn).name();
    Optional<LiveQueue> own = known.stream().filter(q -> q.name().equals(name)).findFirst();
    if (own.isPresent()) {
      return own;
    }
    try {
      boolean fifo = name.endsWith(".fifo");
      LiveQueue there =
          find.apply(new Queue(name, name, arn, fifo, false, VISIBILITY, Optional.empty()));
      run.listener().problem("dead letters of the bus go to " + name + ", " + there.url());
      return Optional.of(there);
    } catch (Fault e) {
      run.listener().problem(e.getMessage());
      return Optional.empty();
    }
  }
}
