package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Pipe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs a pipe against a queue: poll, batch, run the pipe, start the execution, delete.
 *
 * <p>{@code send} and {@code drain} may be called repeatedly; {@code summary} covers all calls.
 */
public final class LiveRun {
  private final Pipe pipe;
  private final LiveQueue queue;
  private final TargetCalls calls;
  private final Listener listener;
  private final Settings settings;
  private final Ledger ledger = new Ledger();
  private final Halt halt = new Halt();
  private final int deadBefore;

  /** Quarantine queues that nobody else uses, so that their messages can be counted. */
  private final List<Arrivals> arrivals = new CopyOnWriteArrayList<>();

  /** Envelopes in the dead-letter queue, if that is also the quarantine. */
  private final AtomicInteger amongDead = new AtomicInteger();

  /**
   * The settings of a run.
   *
   * @param pollers the number of concurrent pollers
   * @param realTime whether returned messages wait for their visibility timeout on the embedded
   *     server too; on any other server they always do
   * @param patience how long a server may fail to answer before the run ends
   * @param clock the clock of the pipe
   */
  public record Settings(int pollers, boolean realTime, Duration patience, InstantSource clock) {
    public static final Settings STANDARD =
        new Settings(1, false, Duration.ofSeconds(30), InstantSource.system());

    public Settings {
      if (pollers < 1) {
        throw new Fault("a run has at least 1 poller; " + pollers + " cannot be");
      }
    }

    public Settings withPollers(int pollers) {
      return new Settings(pollers, realTime, patience, clock);
    }

    public Settings inRealTime() {
      return new Settings(pollers, true, patience, clock);
    }
  }

  /** Counts the dead-letter queue; messages that are already in it do not belong to this run. */
  public LiveRun(
      Pipe pipe, LiveQueue queue, TargetCalls calls, Listener listener, Settings settings) {
    this.pipe = pipe;
    this.queue = queue;
    this.calls = calls;
    this.listener = listener.inTurn();
    this.settings = settings;
    this.deadBefore = dead();
  }

  /**
   * Sends a message for each record; see {@link LiveQueue#send}.
   *
   * @return the messages' ids
   */
  public List<String> send(List<? extends JsonNode> records) {
    return sending(() -> queue.send(records), ids -> ids);
  }

  /** Sends each message that the queue takes; see {@link LiveQueue#sendEach}. */
  public Sending sendEach(List<? extends JsonNode> records) {
    return sending(() -> queue.sendEach(records), Sending::ids);
  }

  /**
   * Sends to another queue; if it is a queue of this run, the run counts those messages separately.
   */
  Sending sendBeside(LiveQueue there, List<? extends JsonNode> records) {
    if (there.url().equals(queue.url())) {
      return sendEach(records);
    }
    Sending sent = there.sendEach(records);
    sentBeside(there, sent.ids());
    return sent;
  }

  /** Counts messages that were sent to another queue than the source, if it is one of this run. */
  void sentBeside(LiveQueue there, List<String> ids) {
    boolean dead = queue.deadLetters().filter(d -> d.url().equals(there.url())).isPresent();
    amongDead.addAndGet(dead ? ids.size() : 0);
    List<ObjectNode> messages = ids.stream().map(id -> Json.object().put("messageId", id)).toList();
    arrivals.stream()
        .filter(one -> one.queue().url().equals(there.url()))
        .forEach(one -> one.sent(messages));
  }

  /** The listener, for many threads. */
  Listener listener() {
    return listener;
  }

  /** Whether waits are not skipped. */
  boolean waits() {
    return settings.realTime() || !queue.embedded();
  }

  private <T> T sending(Supplier<T> send, Function<T, List<String>> ids) {
    ledger.sending();
    try {
      T sent = send.get();
      int repeats = ledger.sent(ids.apply(sent));
      if (repeats > 0) {
        listener.problem(
            "the queue '" + queue.name() + "' took " + repeats + " messages for duplicates");
      }
      return sent;
    } finally {
      ledger.sendingIsOver();
    }
  }

  /**
   * Runs until the queue is empty and nothing is in flight, or {@link #stop} is called.
   *
   * @throws Fault if the server no longer answers
   */
  public void drain() {
    boolean skips = queue.embedded() && !settings.realTime();
    poll(new BatchGathering.Mode(queue.embedded() ? 0 : 1, skips), true);
  }

  /**
   * Runs until {@link #stop} is called.
   *
   * @throws Fault if the server no longer answers
   */
  public void follow() {
    // the embedded server busy-waits in a long poll while a message group is locked
    poll(new BatchGathering.Mode(queue.embedded() && queue.fifo() ? 0 : 1, false), false);
  }

  /** Lets every poller finish its batch and then end; may be called from any thread. */
  public void stop() {
    halt.ask();
  }

  /** Replaces a quarantine queue: counts and reports what is put there. */
  public Quarantine quarantine() {
    return new RunQuarantine((envelopes, deadline) -> {});
  }

  /**
   * Sends quarantined messages to a queue, and counts and reports them once they are there.
   *
   * @param variables the variables of the function
   */
  public Quarantine quarantine(LiveQueue there, Map<String, String> variables) {
    return new RunQuarantine(sentTo(there, variables));
  }

  /**
   * Sends what the machine quarantines to a queue; the message was delivered, and still counts as
   * delivered.
   *
   * @param variables the variables of the function
   */
  public Quarantine quarantineBehind(LiveQueue there, Map<String, String> variables) {
    return sentTo(there, variables);
  }

  private Quarantine sentTo(LiveQueue there, Map<String, String> variables) {
    Quarantine sent = SentQuarantine.to(there, variables);
    boolean dead = queue.deadLetters().filter(d -> d.url().equals(there.url())).isPresent();
    if (!dead && there.embedded() && arrivals.stream().noneMatch(a -> a.queue().equals(there))) {
      Arrivals.in(there).ifPresent(arrivals::add);
    }
    return (envelopes, deadline) -> {
      sent.take(envelopes, deadline);
      amongDead.addAndGet(dead ? envelopes.size() : 0);
      arrivals.stream().filter(a -> a.queue().equals(there)).forEach(a -> a.sent(envelopes));
    };
  }

  /**
   * Records which items leave the flow in the function, and thus what becomes of their messages.
   */
  public LookupObserver watch() {
    return new LookupObserver() {
      @Override
      public void left(JsonNode item, Exit exit) {
        ledger.left(item, exit);
      }
    };
  }

  /** Replaces the function's queues: counts and reports what is put there. */
  private final class RunQuarantine implements Quarantine {
    private final Quarantine sent;

    RunQuarantine(Quarantine sent) {
      this.sent = sent;
    }

    @Override
    public void take(List<ObjectNode> envelopes, Deadline deadline) {
      sent.take(envelopes, deadline);
      envelopes.forEach(LiveRun.this::quarantined);
    }

    /** As new messages, which the run has to account for like all others that it sends. */
    @Override
    public void sendBack(List<JsonNode> records, Deadline deadline) {
      send(records);
    }
  }

  private void quarantined(ObjectNode envelope) {
    String id = envelope.path("messageId").asText();
    ledger.quarantined(id);
    listener.quarantined(id, envelope.path("reason").asText());
  }

  /** The counts of the run, and what is left in the queues now. */
  public Summary summary() {
    int left = queue.depth().total() - ledger.undeleted();
    return new Summary(
        ledger.tally(),
        dead() - deadBefore - amongDead.get(),
        Math.max(0, left),
        arrivals.stream().mapToInt(Arrivals::missing).sum());
  }

  private int dead() {
    return queue.deadLetters().map(LiveQueue::depth).orElse(Depth.NONE).total();
  }

  private void poll(BatchGathering.Mode mode, boolean drains) {
    ServerRetry patience = new ServerRetry(queue, settings.patience(), listener, halt);
    RequestRetries retries =
        new RequestRetries(queue, pipe.source(), patience, ledger, settings.realTime());
    Handover handover =
        new Handover(
            pipe, settings.clock(), calls.in(this), queue, patience, retries, ledger, listener);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(settings.pollers(), LiveRun::daemon)) {
      List<? extends Future<?>> pollers =
          IntStream.range(0, settings.pollers())
              .mapToObj(i -> new BatchGathering(pipe.source(), queue, patience, halt, mode))
              .map(gathering -> threads.submit(new Poller(gathering, handover, drains)))
              .toList();
      pollers.forEach(this::join);
    }
  }

  private static Thread daemon(Runnable poller) {
    return Thread.ofPlatform().daemon().name("poller").unstarted(poller);
  }

  private void join(Future<?> poller) {
    try {
      poller.get();
    } catch (InterruptedException e) {
      halt.ask();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException thrown -> thrown;
        case Error thrown -> throw thrown;
        case null, default -> new IllegalStateException(e);
      };
    }
  }
}
