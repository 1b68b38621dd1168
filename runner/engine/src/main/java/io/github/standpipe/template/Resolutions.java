package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of each intrinsic of a template, so that it is called once. */
final class Resolutions {
  private static final int DEEPEST = 2_000;

  /** How deep a thread goes before a thread with a larger stack takes over. */
  private static final int SHALLOW = 40;

  private static final long STACK = 512L * 1024 * 1024;

  /** Ends a resolution that is correct in itself but began too far away. */
  static final class TooDeep extends Fault {
    private static final long serialVersionUID = 1;

    TooDeep(Place at) {
      super(
          at.where(),
          "is reached through more than "
              + DEEPEST
              + " references, each naming the next; shorten the chain");
    }
  }

  private sealed interface Outcome {
    record Known(Optional<Value> value) implements Outcome {}

    record Failed(Fault fault) implements Outcome {}

    /** It did not end within a number of steps; from a nearer start it may. */
    record Deep(int steps, TooDeep fault) implements Outcome {}

    record Open(boolean again) implements Outcome {}
  }

  private final Map<Value.Call, Outcome> outcomes = new IdentityHashMap<>();
  private int depth;

  /** The result of a call, which is evaluated once and then cached. */
  Optional<Value> of(Value.Call call, Supplier<Optional<Value>> resolution) {
    Outcome outcome = outcomes.get(call);
    if (outcome == null) {
      return first(call, resolution);
    }
    return switch (outcome) {
      case Outcome.Known known -> known.value();
      case Outcome.Failed failed -> throw failed.fault();
      case Outcome.Deep deep when deep.steps() >= DEEPEST - depth -> throw deep.fault();
      case Outcome.Deep deep -> first(call, resolution);
      case Outcome.Open open when !open.again() -> again(call, resolution);
      case Outcome.Open open ->
          throw call.at().fault(call.function() + " refers to itself; name another value");
    };
  }

  /** A cycle of names is reported by its names, if there are any. */
  private Optional<Value> again(Value.Call call, Supplier<Optional<Value>> resolution) {
    outcomes.put(call, new Outcome.Open(true));
    return deeper(call.at(), resolution);
  }

  private Optional<Value> first(Value.Call call, Supplier<Optional<Value>> resolution) {
    outcomes.put(call, new Outcome.Open(false));
    try {
      Optional<Value> value = deeper(call.at(), resolution);
      outcomes.put(call, new Outcome.Known(value));
      return value;
    } catch (TooDeep e) {
      outcomes.put(call, new Outcome.Deep(DEEPEST - depth, e));
      throw e;
    } catch (Fault e) {
      outcomes.put(call, new Outcome.Failed(e));
      throw e;
    }
  }

  /**
   * Goes one step deeper.
   *
   * @throws TooDeep if the limit is exceeded
   */
  <T> T deeper(Place at, Supplier<T> step) {
    if (depth >= DEEPEST) {
      throw new TooDeep(at);
    }
    depth++;
    try {
      return depth == SHALLOW ? elsewhere(step) : step.get();
    } finally {
      depth--;
    }
  }

  private static <T> T elsewhere(Supplier<T> step) {
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, () -> result.set(step.get()), "deep references", STACK);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return outcome(result.get(), failure.get());
  }

  private static <T> T outcome(@Nullable T result, @Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> Objects.requireNonNull(result);
    };
  }
}
