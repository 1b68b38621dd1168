package io.github.standpipe.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
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
 * A pipe that runs against a queue: poll, batch, run the pipe, start the execution, delete.
 *
 * <p>{@code send} and {@code drain} may be called again and again; {@code summary} tells of all.
 */
public final class LiveRun {
  private final Pipe pipe;
  private final LiveQueue queue;
  private final Executions executions;
  private final Listener listener;
  private final Settings settings;
  private final Ledger ledger = new Ledger();
  private final Halt halt = new Halt();
  private final int deadBefore;

  /** Quarantine queues that nobody else uses, so that what is in them can be counted. */
  private final List<Arrivals> arrivals = new CopyOnWriteArrayList<>();

  /** Envelopes in the dead-letter queue, where that is the quarantine too. */
  private final AtomicInteger amongDead = new AtomicInteger();

  /**
   * How a run runs.
   *
   * @param pollers how many poll at once
   * @param realTime whether returned messages wait for their visibility timeout on the embedded
   *     server too; on any other server they always do
   * @param patience how long a server may go without an answer before the run ends
   * @param clock what the pipe takes the time from
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

  /** Counts the dead-letter queue; what is in it already is none of this run's. */
  public LiveRun(
      Pipe pipe, LiveQueue queue, Executions executions, Listener listener, Settings settings) {
    this.pipe = pipe;
    this.queue = queue;
    this.executions = executions;
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

  /** Sends to another queue what may be a queue of this run, which then counts it apart. */
  Sending sendBeside(LiveQueue there, List<? extends JsonNode> records) {
    if (there.url().equals(queue.url())) {
      return sendEach(records);
    }
    Sending sent = there.sendEach(records);
    boolean dead = queue.deadLetters().filter(d -> d.url().equals(there.url())).isPresent();
    amongDead.addAndGet(dead ? sent.ids().size() : 0);
    List<ObjectNode> messages =
        sent.ids().stream().map(id -> Json.object().put("messageId", id)).toList();
    arrivals.stream()
        .filter(one -> one.queue().url().equals(there.url()))
        .forEach(one -> one.sent(messages));
    return sent;
  }

  /** What is reported to by many threads. */
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
            "the queue '" + queue.name() + "' took " + repeats + " messages for repeats of others");
      }
      return sent;
    } finally {
      ledger.sendingIsOver();
    }
  }

  /**
   * Runs until the queue and everything in flight is empty, or {@link #stop} is called.
   *
   * @throws Fault when the server does not answer any more
   */
  public void drain() {
    boolean skips = queue.embedded() && !settings.realTime();
    poll(new BatchGathering.Mode(queue.embedded() ? 0 : 1, skips), true);
  }

  /**
   * Runs until {@link #stop} is called.
   *
   * @throws Fault when the server does not answer any more
   */
  public void follow() {
    // the embedded server spins on a long poll while a message group is locked
    poll(new BatchGathering.Mode(queue.embedded() && queue.fifo() ? 0 : 1, false), false);
  }

  /** Lets every poller finish its batch and then end; to be called from any thread. */
  public void stop() {
    halt.ask();
  }

  /** Stands in for a quarantine queue: counts what is put there, and tells of it. */
  public Quarantine quarantine() {
    return new RunQuarantine((envelopes, deadline) -> {});
  }

  /**
   * Sends what is quarantined to a queue, and counts it and tells of it once it is there.
   *
   * @param variables those of the function
   */
  public Quarantine quarantine(LiveQueue there, Map<String, String> variables) {
    Quarantine sent = SentQuarantine.to(there, variables);
    boolean dead = queue.deadLetters().filter(d -> d.url().equals(there.url())).isPresent();
    if (!dead && there.embedded()) {
      Arrivals.in(there).ifPresent(arrivals::add);
    }
    return new RunQuarantine((envelopes, deadline) -> {
      sent.take(envelopes, deadline);
      amongDead.addAndGet(dead ? envelopes.size() : 0);
      arrivals.stream().filter(a -> a.queue().equals(there)).forEach(a -> a.sent(envelopes));
    });
  }

  /** Notes which items leave the flow in the function, and so what becomes of their messages. */
  public LookupObserver watch() {
    return new LookupObserver() {
      @Override
      public void left(JsonNode item, Exit exit) {
        ledger.left(item, exit);
      }
    };
  }

  /** Stands for the function's queues here: counts, and tells of what is there. */
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

    /** As new messages, which the run has to account for as for all that it sends. */
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

  /** What the run counted, and what is left in the queues now. */
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
            pipe, settings.clock(), executions, queue, patience, retries, ledger, listener);
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
