package io.github.standpipe.machine;

import io.github.standpipe.internal.states.StateFailure;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The progress of a piece of a run: its value, or what it waits for. The rest of the work is a
 * value, not a thread, so that strands proceed in the order of virtual time and nesting uses no
 * stack.
 */
sealed interface FlowStep<T> {
  /** The piece has its value. */
  record Finished<T>(T value) implements FlowStep<T> {}

  /** The piece continues after some virtual time. */
  record Sleeping<T>(Duration time, Supplier<FlowStep<T>> rest) implements FlowStep<T> {}

  /** The piece continues when its parallel flows have ended, or one has failed them all. */
  record Forked<T>(StrandGroup group, Supplier<FlowStep<T>> rest) implements FlowStep<T> {}

  /** The step that follows once the value is available. */
  default <R> FlowStep<R> then(Function<T, FlowStep<R>> next) {
    return switch (this) {
      case Finished<T>(T value) -> next.apply(value);
      case Sleeping<T>(Duration time, Supplier<FlowStep<T>> rest) ->
          new Sleeping<>(time, () -> rest.get().then(next));
      case Forked<T>(StrandGroup group, Supplier<FlowStep<T>> rest) ->
          new Forked<>(group, () -> rest.get().then(next));
    };
  }

  /** A piece whose failure, now or after a wait, goes to a handler. */
  static <T> FlowStep<T> guarded(
      Supplier<FlowStep<T>> body, Function<StateFailure, FlowStep<T>> handler) {
    FlowStep<T> step;
    try {
      step = body.get();
    } catch (StateFailure failure) {
      return handler.apply(failure);
    } catch (StackOverflowError e) {
      return handler.apply(StateFailure.runtime("The state nests too deeply."));
    }
    return switch (step) {
      case Finished<T> finished -> finished;
      case Sleeping<T>(Duration time, Supplier<FlowStep<T>> rest) ->
          new Sleeping<>(time, () -> guarded(rest, handler));
      case Forked<T>(StrandGroup group, Supplier<FlowStep<T>> rest) ->
          new Forked<>(group, () -> guarded(rest, handler));
    };
  }
}
