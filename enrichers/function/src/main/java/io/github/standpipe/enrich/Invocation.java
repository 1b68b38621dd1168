package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of the function: its deadline, its figures and its surroundings. It is passed
 * along and never bound to a thread, so that one handler can answer many invocations at once.
 */
public final class Invocation {
  private static final Duration FAR = Duration.ofDays(1);

  private final Environment environment;
  private final Deadline deadline;
  private final @Nullable Context context;
  private final Surroundings surroundings;
  private final Figures figures = new Figures();
  private final Queue<Runnable> unfinished = new ConcurrentLinkedQueue<>();

  /** Replaces the environment in one invocation, so that a local run can be repeated. */
  public interface Surroundings {
    /** The time that {@code now()} returns. */
    InstantSource clock();

    /** The ids that {@code uuid()} returns. */
    Supplier<UUID> ids();

    /** Takes quarantined records instead of the queue that the variables name. */
    Optional<Quarantine> quarantine();

    /** Observes what the function does. */
    LookupObserver watch();

    /** Takes each place in a transform at which an integer did not fit into 64 bits. */
    default void overflowed(String place) {
      watch().overflowed(place);
    }
  }

  /** Lambda's context in a run that has its own surroundings. */
  public interface SurroundedContext extends Context {
    Surroundings surroundings();
  }

  private Invocation(
      Environment environment,
      Deadline deadline,
      @Nullable Context context,
      Surroundings surroundings) {
    this.environment = environment;
    this.deadline = deadline;
    this.context = context;
    this.surroundings = surroundings;
  }

  /**
   * An invocation by Lambda: its deadline is a little before Lambda's own. Its surroundings are
   * those of the environment, unless the context has others.
   */
  public static Invocation of(Environment environment, Context context) {
    return new Invocation(
        environment,
        Deadline.of(context),
        context,
        context instanceof SurroundedContext own ? own.surroundings() : environment);
  }

  /** An invocation outside of Lambda, with a deadline of a day. */
  public static Invocation of(Environment environment) {
    return of(environment, Deadline.in(FAR));
  }

  /** An invocation outside of Lambda. */
  public static Invocation of(Environment environment, Deadline deadline) {
    return new Invocation(environment, deadline, null, environment);
  }

  public Environment environment() {
    return environment;
  }

  /** What replaces the environment in this invocation; the environment itself if nothing does. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** The deadline for look-ups, evaluation and the quarantine. */
  public Deadline deadline() {
    return deadline;
  }

  /** Lambda's context of the invocation; empty outside of Lambda. */
  public Optional<Context> context() {
    return Optional.ofNullable(context);
  }

  /** The time that {@code now()} returns. */
  public InstantSource clock() {
    return surroundings.clock();
  }

  /** The ids that {@code uuid()} returns. */
  public Supplier<UUID> ids() {
    return surroundings.ids();
  }

  /** The figures of the invocation, for its metrics. */
  public Figures figures() {
    return figures;
  }

  /** Takes what to do if the batch returns because a look-up did not answer. */
  void ifUnfinished(Runnable step) {
    unfinished.add(step);
  }

  /** The batch returns because a look-up did not answer. */
  void unfinished() {
    for (Runnable step = unfinished.poll(); step != null; step = unfinished.poll()) {
      step.run();
    }
  }

  Optional<Quarantine> quarantine() {
    return surroundings.quarantine();
  }

  LookupObserver watch() {
    return surroundings.watch();
  }
}
