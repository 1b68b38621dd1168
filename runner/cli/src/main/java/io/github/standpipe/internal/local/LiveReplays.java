package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.EventReplay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The replays of a run, one after the other. */
final class LiveReplays implements AutoCloseable {
  private static final int MOST = 10;
  private static final int LAST_EVENT_SECONDS = 30;

  private final EventFlow flow;
  private final Map<String, Progress> all = new ConcurrentHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("replay").unstarted(task));
  private volatile boolean ends;

  LiveReplays(EventFlow flow) {
    this.flow = flow;
  }

  /** The state of a replay, in AWS's words. */
  enum State {
    STARTING,
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED;

    boolean isOver() {
      return this != STARTING && this != RUNNING;
    }
  }

  /**
   * The progress of a replay.
   *
   * @param last the time of the event that was replayed last
   */
  record Progress(EventReplay replay, State state, Optional<Instant> last) {}

  Set<String> names() {
    return Set.copyOf(all.keySet());
  }

  Optional<Progress> progress(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /**
   * Starts a replay of the current events of an archive.
   *
   * @return whether it was started: fewer than 10 are running, and its name is unused
   */
  synchronized boolean start(EventReplay replay, List<ClassicEvent> archived) {
    long running = all.values().stream().filter(one -> !one.state().isOver()).count();
    if (ends || running >= MOST || all.containsKey(replay.name())) {
      return false;
    }
    note(replay, State.STARTING, Optional.empty());
    thread.execute(() -> run(replay, archived));
    return true;
  }

  private void note(EventReplay replay, State state, Optional<Instant> last) {
    all.put(replay.name(), new Progress(replay, state, last));
  }

  private void run(EventReplay replay, List<ClassicEvent> archived) {
    Optional<Instant> last = Optional.empty();
    State end = State.FAILED;
    try {
      for (ClassicEvent event : replay.events(archived)) {
        if (ends) {
          end = State.CANCELLED;
          return;
        }
        flow.replay(replay.destination(), event, replay.rules());
        last = Optional.of(event.time());
        note(replay, State.RUNNING, last);
      }
      end = State.COMPLETED;
    } finally {
      note(replay, end, last);
    }
  }

  /** Ends running replays after the current event. */
  @Override
  public void close() {
    ends = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_EVENT_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
