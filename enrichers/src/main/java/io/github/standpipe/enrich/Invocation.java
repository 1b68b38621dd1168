package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of the function: until when it may take, what it counts, and what it knows of its
 * surroundings. It is passed along and never bound to a thread, so that one handler may answer many
 * invocations at once.
 */
public final class Invocation {
  private static final Duration FAR = Duration.ofDays(1);

  private final Environment environment;
  private final Deadline deadline;
  private final @Nullable Context context;
  private final Surroundings surroundings;
  private final Figures figures = new Figures();

  /** What stands in for the environment in one invocation, so that a run on the desk repeats. */
  public interface Surroundings {
    /** What {@code now()} gives. */
    InstantSource clock();

    /** What {@code uuid()} gives. */
    Supplier<UUID> ids();

    /** Takes what is quarantined in place of the queue that the variables name. */
    Optional<Quarantine> quarantine();

    /** Is told what the function does. */
    LookupObserver watch();

    /** Takes a place of a transform at which an integer did not fit into 64 bits. */
    default void overflowed(String place) {
      watch().overflowed(place);
    }
  }

  /** Lambda's context of a run that brings surroundings of its own. */
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
   * One that Lambda made: it ends a little before Lambda's own time does. Its surroundings are
   * those of the environment, unless the context brings others.
   */
  public static Invocation of(Environment environment, Context context) {
    return new Invocation(
        environment,
        Deadline.of(context),
        context,
        context instanceof SurroundedContext own ? own.surroundings() : environment);
  }

  /** One outside of Lambda, which may take a day. */
  public static Invocation of(Environment environment) {
    return of(environment, Deadline.in(FAR));
  }

  /** One outside of Lambda. */
  public static Invocation of(Environment environment, Deadline deadline) {
    return new Invocation(environment, deadline, null, environment);
  }

  public Environment environment() {
    return environment;
  }

  /** What stands in for the environment in this invocation; without any, the environment. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** Until when look-ups, evaluation and the quarantine may take. */
  public Deadline deadline() {
    return deadline;
  }

  /** What Lambda says of the invocation; empty outside of it. */
  public Optional<Context> context() {
    return Optional.ofNullable(context);
  }

  /** What {@code now()} gives. */
  public InstantSource clock() {
    return surroundings.clock();
  }

  /** What {@code uuid()} gives. */
  public Supplier<UUID> ids() {
    return surroundings.ids();
  }

  /** What the invocation counts, for its metrics. */
  public Figures figures() {
    return figures;
  }

  Optional<Quarantine> quarantine() {
    return surroundings.quarantine();
  }

  LookupObserver watch() {
    return surroundings.watch();
  }
}
