package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The search for one round's keys: the documents found, the keys left, and the deadline. */
final class Search {
  private final LookupCall call;
  private final Limits limits;
  private final Deadline deadline;
  private final Figures figures;
  private final Semaphore places;
  private final Pauses pauses = new Pauses();
  private final Map<String, JsonNode> found = new ConcurrentHashMap<>();
  private final AtomicInteger left = new AtomicInteger();
  private volatile String last = "";

  Search(LookupCall call, Limits limits, Deadline deadline, Figures figures) {
    this.call = call;
    this.limits = limits;
    this.deadline = deadline;
    this.figures = figures;
    this.places = new Semaphore(limits.parallel());
  }

  /** Requests all chunks in parallel; the first failure ends the others. */
  Map<String, JsonNode> find(List<List<String>> chunks) {
    left.set(chunks.stream().mapToInt(List::size).sum());
    ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var done = new ExecutorCompletionService<Boolean>(tasks);
      chunks.forEach(chunk -> done.submit(() -> ask(chunk), true));
      for (int i = 0; i < chunks.size(); i++) {
        await(done.poll(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
      }
      return found;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      tasks.shutdownNow(); // not closed: a call that hangs is left behind
    }
  }

  private void await(@Nullable Future<Boolean> chunk) throws InterruptedException {
    if (chunk == null) {
      throw timeIsUp();
    }
    try {
      chunk.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException told
          ? told
          : new IllegalStateException(e.getCause());
    }
  }

  private void ask(List<String> chunk) {
    try {
      int fruitless = 0;
      List<String> open = chunk;
      while (!open.isEmpty()) {
        pauses.await(fruitless, deadline, this::timeIsUp);
        List<String> next = left(open, attempt(open));
        fruitless = next.size() < open.size() ? 0 : fruitless + 1;
        open = next;
        if (fruitless == limits.tries()) {
          throw new UnansweredKeys(left.get(), last).after(limits.tries());
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private List<String> left(List<String> open, ServiceAnswer answer) {
    return switch (answer) {
      case ServiceAnswer.Found(Map<String, JsonNode> documents, List<String> again) -> {
        found.putAll(documents);
        left.addAndGet(again.size() - open.size());
        last = again.isEmpty() ? last : "it left keys unprocessed";
        yield again;
      }
      case ServiceAnswer.Busy(String why, Duration pause) -> {
        last = why;
        pauses.atLeast(pause);
        yield open;
      }
    };
  }

  private ServiceAnswer attempt(List<String> open) throws InterruptedException {
    places.acquire();
    Duration rest = deadline.remaining();
    Duration time = rest.compareTo(limits.timeout()) < 0 ? rest : limits.timeout();
    try {
      return TimedCall.call(time, () -> call.ask(open, figures));
    } catch (TimeoutException | SocketTimeoutException | HttpTimeoutException e) {
      if (time.equals(rest)) {
        throw timeIsUp();
      }
      return new ServiceAnswer.Busy(UnansweredKeys.within(limits.timeout()));
    } catch (IOException e) {
      return new ServiceAnswer.Busy(ConnectionFailure.describe(e));
    } catch (UncheckedIOException e) {
      return new ServiceAnswer.Busy(
          ConnectionFailure.describe(
              Objects.requireNonNull(e.getCause()))); // as the AWS client throws what is not HTTP
    } finally {
      places.release();
    }
  }

  private Fault timeIsUp() {
    return new UnansweredKeys(left.get(), last).timeIsUp();
  }

  private static Fault interrupted() {
    Thread.currentThread().interrupt();
    return new Fault("it was interrupted");
  }
}
