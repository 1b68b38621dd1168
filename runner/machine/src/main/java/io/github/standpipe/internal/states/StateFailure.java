package io.github.standpipe.internal.states;

import org.jspecify.annotations.Nullable;

/** Ends a state, and with it its flow unless a retrier or a catcher takes it. */
public final class StateFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What a retrier or catcher may do about a failure. */
  public enum Kind {
    /** A failure of a task, a branch or an iteration: retriers and catchers may take it. */
    CATCHABLE,
    /** A failure of a JSONata expression: it has its own event and can be caught by its name. */
    EVALUATION,
    /** States.Runtime: it ends the execution. */
    RUNTIME,
    /** A limit of the service: it ends the execution, and its cause names no state. */
    FATAL,
    /** The execution's own time-out. */
    EXECUTION_TIMEOUT
  }

  private final Kind kind;
  private final @Nullable String error;
  private final @Nullable String cause;
  private final String location;

  private StateFailure(Kind kind, @Nullable String error, @Nullable String cause, String location) {
    super(error + ": " + cause, null, false, false);
    this.kind = kind;
    this.error = error;
    this.cause = cause;
    this.location = location;
  }

  public static StateFailure of(@Nullable String error, @Nullable String cause) {
    return new StateFailure(Kind.CATCHABLE, error, cause, "");
  }

  public static StateFailure runtime(String cause) {
    return new StateFailure(Kind.RUNTIME, "States.Runtime", cause, "");
  }

  /** A failure that no catcher takes, with its own cause. */
  public static StateFailure fatal(String error, @Nullable String cause) {
    return new StateFailure(Kind.FATAL, error, cause, "");
  }

  public static StateFailure executionTimeout() {
    return new StateFailure(Kind.EXECUTION_TIMEOUT, null, null, "");
  }

  /**
   * A fault of a JSONata expression.
   *
   * @param location the field, such as {@code Output/result}; empty if the fault does not belong to
   *     a field
   */
  public static StateFailure evaluation(String cause, String location) {
    return new StateFailure(Kind.EVALUATION, "States.QueryEvaluationError", cause, location);
  }

  /** The same failure with its place, as the service words it. */
  public StateFailure at(String state, long enteredId) {
    boolean placed =
        (kind == Kind.RUNTIME || kind == Kind.EVALUATION)
            && cause != null
            && !cause.startsWith(OCCURRED);
    return placed
        ? new StateFailure(
            kind,
            error,
            OCCURRED + state + "' (entered at the event id #" + enteredId + "). " + cause,
            location)
        : this;
  }

  private static final String OCCURRED = "An error occurred while executing the state '";

  /**
   * The failure of an expression whose event has been written: the surrounding state treats it like
   * others.
   */
  public StateFailure reported() {
    return kind == Kind.EVALUATION
        ? new StateFailure(Kind.CATCHABLE, error, cause, location)
        : this;
  }

  public Kind kind() {
    return kind;
  }

  public @Nullable String error() {
    return error;
  }

  public @Nullable String causeText() {
    return cause;
  }

  public String location() {
    return location;
  }
}
