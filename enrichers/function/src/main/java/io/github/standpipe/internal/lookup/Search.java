package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The search for one round's keys. A failure ends the calls for its own keys only: a call for
 * several keys that failed is divided until the key is found that fails alone.
 */
final class Search {
  /** The pause's step after an answer that left some keys out. */
  private static final int STEPS_WITH_PROGRESS = 3;

  private final LookupCall call;
  private final Limits limits;
  private final Deadline deadline;
  private final Figures figures;
  private final SearchProgress progress;
  private final Semaphore places;
  private final Duration fair;
  private final Pauses pauses = new Pauses();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Keys that are asked for in one call.
   *
   * @param tries the unsuccessful calls for them so far
   * @param step the step of the pause before the next one; 0 for none
   * @param answers how many keys of the search were answered when the last call was made
   * @param divided whether they were part of a larger call
   * @param slow whether that call had no answer in time, so that this one may have none
   */
  private record Part(
      List<String> keys, int tries, int step, int answers, boolean divided, boolean slow) {
    Part(List<String> keys, int tries, int step, int answers, boolean divided) {
      this(keys, tries, step, answers, divided, false);
    }

    /** Whether it may take long although it is for a part of the keys only. */
    boolean holdsUpOthers() {
      return slow || isOne() && step > 0;
    }

    boolean isOne() {
      return keys.size() == 1;
    }
  }

  Search(
      LookupCall call, Limits limits, Deadline deadline, Figures figures, SearchProgress progress) {
    this.call = call;
    this.limits = limits;
    this.deadline = deadline;
    this.figures = figures;
    this.progress = progress;
    this.places = new Semaphore(limits.parallel(), true);
    this.fair = deadline.remaining().dividedBy(2);
  }

  /**
   * Requests all chunks in parallel, until each key is answered or has failed, or the time is up.
   *
   * @throws Fault if no call can succeed
   */
  void run(List<List<String>> chunks) {
    try {
      var done = new ExecutorCompletionService<Boolean>(tasks);
      chunks.forEach(chunk -> done.submit(() -> ask(new Part(chunk, 0, 0, 0, false)), true));
      boolean inTime = true;
      for (int i = 0; i < chunks.size() && inTime; i++) {
        inTime = ended(done.poll(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      progress.close(fair);
      tasks.shutdownNow(); // not closed: a call that hangs is left behind
    }
  }

  private static boolean ended(@Nullable Future<?> chunk) throws InterruptedException {
    if (chunk == null) {
      return false;
    }
    try {
      chunk.get();
      return true;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private void ask(Part chunk) {
    Deque<Part> open = new ArrayDeque<>(List.of(chunk));
    List<Future<?>> beside = new ArrayList<>();
    try {
      while (!open.isEmpty() && !progress.isHopeless()) {
        Part part = open.pop();
        if (part.holdsUpOthers() && !open.isEmpty()) {
          beside.add(tasks.submit(() -> ask(part)));
        } else if (pauses.await(part.step(), deadline)) {
          ServiceAnswer answer = attempt(part.keys());
          if (answer != null) {
            next(part, answer).forEach(open::push);
          }
        }
      }
      for (Future<?> part : beside) {
        ended(part);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** What is still to be asked for, the last one first. */
  private List<Part> next(Part part, ServiceAnswer answer) {
    return switch (answer) {
      case ServiceAnswer.Found(var documents, var left, boolean overloaded) -> {
        List<String> answered = new ArrayList<>(part.keys());
        answered.removeAll(new HashSet<>(left));
        progress.answered(answered, documents);
        yield left.isEmpty() ? List.of() : rest(part, left, overloaded);
      }
      case ServiceAnswer.Busy(var why, var pause, boolean overloaded) -> {
        pauses.atLeast(pause);
        yield overloaded ? later(part, part.keys(), why) : again(part, why, false);
      }
      case ServiceAnswer.Silent(var why) -> again(part, why, true);
      case ServiceAnswer.Failed(var why) -> {
        if (part.isOne()) {
          countDivided(part);
          progress.failed(part.keys(), new KeyFailure(why, 0, false));
        }
        yield part.isOne() ? List.of() : halves(part, part.tries(), 0, false);
      }
    };
  }

  private List<Part> rest(Part part, List<String> left, boolean overloaded) {
    return overloaded
        ? later(part, left, "it left keys unprocessed")
        : List.of(new Part(left, 0, 0, progress.answers(), part.divided()));
  }

  /** A service that has too much to do counts as fruitless only while it answers nothing at all. */
  private List<Part> later(Part part, List<String> left, String why) {
    int answers = progress.answers();
    boolean answered = left.size() < part.keys().size();
    int tries = answers > part.answers() ? 0 : part.tries() + 1;
    int step = answered ? Math.min(part.step() + 1, STEPS_WITH_PROGRESS) : part.step() + 1;
    KeyFailure failure = new KeyFailure(why, tries, true);
    progress.setback(left, failure);
    if (tries < limits.tries()) {
      return List.of(new Part(left, tries, step, answers, part.divided()));
    }
    progress.failed(left, failure);
    return List.of();
  }

  private List<Part> again(Part part, String why, boolean slow) {
    int tries = part.tries() + 1;
    KeyFailure failure = new KeyFailure(why, Math.min(tries, limits.tries()), false);
    progress.setback(part.keys(), failure);
    if (!part.isOne()) {
      return halves(part, tries, 1, slow);
    }
    countDivided(part);
    if (tries < limits.tries()) {
      return List.of(new Part(part.keys(), tries, tries, progress.answers(), false));
    }
    progress.failed(part.keys(), failure);
    return List.of();
  }

  private void countDivided(Part part) {
    if (part.divided()) {
      progress.failedPart();
    }
  }

  private List<Part> halves(Part part, int tries, int step, boolean slow) {
    int half = part.keys().size() / 2;
    List<Part> halves = new ArrayList<>();
    for (List<String> keys :
        List.of(part.keys().subList(half, part.keys().size()), part.keys().subList(0, half))) {
      halves.add(new Part(keys, tries, step, progress.answers(), true, slow));
    }
    return halves;
  }

  /** The answer; null if the time was up first. */
  private @Nullable ServiceAnswer attempt(List<String> open) throws InterruptedException {
    places.acquire();
    boolean isCutOff = false;
    progress.began(open);
    Duration rest = deadline.remaining();
    Duration time = rest.compareTo(limits.timeout()) < 0 ? rest : limits.timeout();
    try {
      return TimedCall.call(time, () -> call.ask(open, figures));
    } catch (TimeoutException | SocketTimeoutException | HttpTimeoutException e) {
      isCutOff = time.equals(rest);
      return isCutOff ? null : new ServiceAnswer.Silent(UnansweredKeys.within(limits.timeout()));
    } catch (IOException e) {
      return new ServiceAnswer.Busy(ConnectionFailure.describe(e));
    } catch (UncheckedIOException e) {
      return new ServiceAnswer.Busy(
          ConnectionFailure.describe(
              Objects.requireNonNull(e.getCause()))); // as the AWS client throws what is not HTTP
    } finally {
      places.release();
      if (!isCutOff) {
        progress.ended(open);
      }
    }
  }

  private static Fault interrupted() {
    Thread.currentThread().interrupt();
    return new Fault("it was interrupted");
  }
}
