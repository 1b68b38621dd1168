package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
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
  private final Figures figures;
  private final boolean isMapped;
  private final UnfinishedWork unfinished;

  /** Replaces the environment in one invocation, so that a local run can be repeated. */
  public interface Surroundings {
    /** {@return the time that {@code now()} returns} */
    InstantSource clock();

    /** {@return the ids that {@code uuid()} returns} */
    Supplier<UUID> ids();

    /**
     * {@return what takes quarantined records instead of the queue that the variables name; empty
     * if the queue takes them}
     */
    Optional<Quarantine> quarantine();

    /** {@return what observes what the function does; {@link LookupObserver#NONE} on Lambda} */
    LookupObserver watch();

    /**
     * Whether the function remembers earlier invocations, as on Lambda: which receives of a message
     * were in vain. A run that must be repeatable does not.
     *
     * @return false unless an implementation says otherwise
     */
    default boolean remembers() {
      return false;
    }

    /**
     * Takes each place in a transform at which an integer did not fit into 64 bits.
     *
     * @param place {@code file:line:column}
     */
    default void overflowed(String place) {
      watch().overflowed(place);
    }
  }

  /** Lambda's context in a run that has its own surroundings. */
  public interface SurroundedContext extends Context {
    /** {@return what replaces the environment in this invocation} */
    Surroundings surroundings();
  }

  private Invocation(
      Environment environment,
      Deadline deadline,
      @Nullable Context context,
      Surroundings surroundings) {
    this(environment, deadline, context, surroundings, new Figures(), new UnfinishedWork(), false);
  }

  private Invocation(
      Environment environment,
      Deadline deadline,
      @Nullable Context context,
      Surroundings surroundings,
      Figures figures,
      UnfinishedWork unfinished,
      boolean isMapped) {
    this.environment = environment;
    this.deadline = deadline;
    this.context = context;
    this.surroundings = surroundings;
    this.figures = figures;
    this.unfinished = unfinished;
    this.isMapped = isMapped;
  }

  /**
   * An invocation by Lambda: its deadline is a little before Lambda's own. Its surroundings are
   * those of the environment, unless the context has others.
   *
   * @param environment the function's environment
   * @param context Lambda's context of the call
   * @return a new invocation, whose figures are zero
   */
  public static Invocation of(Environment environment, Context context) {
    return new Invocation(
        environment,
        Deadline.of(context),
        context,
        context instanceof SurroundedContext own ? own.surroundings() : environment);
  }

  /**
   * {@return an invocation outside of Lambda, with a deadline of a day}
   *
   * @param environment the environment, which also gives the clock and the ids
   */
  public static Invocation of(Environment environment) {
    return of(environment, Deadline.in(FAR));
  }

  /**
   * {@return an invocation outside of Lambda}
   *
   * @param environment the environment, which also gives the clock and the ids
   * @param deadline the time by which it must finish
   */
  public static Invocation of(Environment environment, Deadline deadline) {
    return new Invocation(environment, deadline, null, environment);
  }

  /** The same invocation, known to be one by an event source mapping. */
  Invocation mapped() {
    return new Invocation(environment, deadline, context, surroundings, figures, unfinished, true);
  }

  /** Whether an event source mapping called, so that single messages return. */
  boolean isMapped() {
    return isMapped;
  }

  /** Whether the function may remember earlier invocations. */
  boolean remembers() {
    return !(context instanceof SurroundedContext) || surroundings.remembers();
  }

  /** {@return the function's environment: its variables, its layers and its look-ups} */
  public Environment environment() {
    return environment;
  }

  /**
   * {@return what replaces the environment in this invocation; the environment itself if nothing
   * does}
   */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** {@return the deadline for look-ups, evaluation and the quarantine} */
  public Deadline deadline() {
    return deadline;
  }

  /** {@return Lambda's context of the invocation; empty outside of Lambda} */
  public Optional<Context> context() {
    return Optional.ofNullable(context);
  }

  /** {@return the time that {@code now()} returns} */
  public InstantSource clock() {
    return surroundings.clock();
  }

  /** {@return the ids that {@code uuid()} returns} */
  public Supplier<UUID> ids() {
    return surroundings.ids();
  }

  /** {@return the figures of the invocation, for its metrics} */
  public Figures figures() {
    return figures;
  }

  /** The verdict on an event that was not judged, because something stopped the work. */
  Verdict leaveOver(String why) {
    return leaveOver(new Verdict.Retry(why));
  }

  Verdict leaveOver(Verdict verdict) {
    unfinished.leaveOver(verdict);
    return verdict;
  }

  /** Whether a verdict means that its event was not judged. */
  boolean isLeftOver(Verdict verdict) {
    return unfinished.isLeftOver(verdict);
  }

  /** Takes what to do if the batch returns because a look-up did not answer. */
  void ifUnfinished(Runnable step) {
    unfinished.add(step);
  }

  /** The batch returns because a look-up did not answer. */
  void unfinished() {
    unfinished.run();
  }

  Optional<Quarantine> quarantine() {
    return surroundings.quarantine();
  }

  LookupObserver watch() {
    return surroundings.watch();
  }
}
