package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One state that runs alone, as the TestState API of Step Functions runs it: once, with its
 * retriers and catchers, but without the states after it. It is pure and takes no real time.
 *
 * @param definition a state, or a whole machine if {@code stateName} selects one of its states
 * @param stateName a state of the machine, also one inside of a Map or a branch
 * @param mock the result of the task's call, the branches or the iterations; required for a Map or
 *     a Parallel; a Task without one calls its handler; not allowed for other states
 * @param surroundings the state's surroundings
 */
public record StateTest(
    JsonNode definition,
    Optional<String> stateName,
    Optional<Mock> mock,
    Surroundings surroundings) {
  /** A quota of the service. */
  private static final long LONGEST_SECONDS = 300;

  /** Replaces the work of a Task, a Map or a Parallel. */
  public sealed interface Mock {

    /**
     * The work succeeds.
     *
     * @param result the answer of the task; an array of results for a Map or a Parallel
     */
    record Result(JsonNode result) implements Mock {}

    /**
     * The work fails.
     *
     * @param error the error name that retriers and catchers compare
     * @param cause the text of the cause; null if there is none
     */
    record Failure(String error, @Nullable String cause) implements Mock {}
  }

  /**
   * The surroundings of a state besides its input.
   *
   * @param variables by name
   * @param context the context object; empty for one with made-up names
   * @param roleArn the execution's role in a made-up context; null there if empty
   * @param retries the number of previous retries of the retrier that takes a failure
   * @param failedIterations the number of failed iterations of a Map
   * @param readerData the text that a Map's item reader finds
   */
  public record Surroundings(
      Map<String, JsonNode> variables,
      Optional<ObjectNode> context,
      Optional<String> roleArn,
      int retries,
      OptionalInt failedIterations,
      Optional<String> readerData) {
    /** Nothing special. */
    public static final Surroundings NONE =
        new Surroundings(
            Map.of(), Optional.empty(), Optional.empty(), 0, OptionalInt.empty(), Optional.empty());
  }

  /**
   * {@return a test of a single state that needs no mock}
   *
   * @param definition the state, such as {@code {"Type": "Pass", "End": true}}
   */
  public static StateTest of(JsonNode definition) {
    return new StateTest(definition, Optional.empty(), Optional.empty(), Surroundings.NONE);
  }

  /**
   * Reads a request of the API: {@code {"definition": ..., "stateName": ..., "mock": ...}}. Fields
   * that the API expects as JSON text may also be plain JSON.
   *
   * @param request the request as JSON
   * @return the test, which has not run yet
   * @throws IllegalArgumentException in one line, for a request without a state to run
   */
  public static StateTest read(JsonNode request) {
    return new StateTestRequest(request).test();
  }

  /**
   * {@return the same test with a mock}
   *
   * @param standIn replaces the work of the state, and a present mock
   */
  public StateTest with(Mock standIn) {
    return new StateTest(definition, stateName, Optional.of(standIn), surroundings);
  }

  /**
   * {@return the same test with other surroundings}
   *
   * @param others replace all present ones
   */
  public StateTest with(Surroundings others) {
    return new StateTest(definition, stateName, mock, others);
  }

  /**
   * Runs the state once.
   *
   * @param input the JSON input of the state
   * @param tasks answers the call of a Task without a mock
   * @param clock gives the time of entry; from there on time is virtual
   * @param ids for names, tokens, UUIDs and random numbers
   * @return the status of the state, and its data after each field
   * @throws IllegalArgumentException in one line, if the definition has no such state, or if the
   *     state requires a mock or does not allow one
   */
  public StateInspection run(JsonNode input, TaskHandler tasks, Clock clock, Supplier<UUID> ids) {
    State state = new TestedState(definition, stateName).find();
    checkMock(state);
    TaskHandler handler =
        mock.<TaskHandler>map(m -> call -> new MockedWork(m, surroundings).outcome()).orElse(tasks);
    MachineRun run =
        new MachineRun(
            MachineContext.local(state.name()),
            handler,
            new VirtualClock(clock.instant()),
            ids,
            new CompiledTexts().languages(ids),
            Optional.of(LONGEST_SECONDS),
            VisitLog.none());
    return new StateTestRun(this, state, input, run).run();
  }

  private void checkMock(State state) {
    boolean inside = state.type().equals("Map") || state.type().equals("Parallel");
    if (inside && mock.isEmpty()) {
      throw new IllegalArgumentException(
          state.name() + " is a " + state.type() + ": add a mock with its result or its error");
    }
    if (mock.isPresent() && !inside && !state.type().equals("Task")) {
      throw new IllegalArgumentException(
          state.name() + " is a " + state.type() + ", which takes no mock: leave the mock out");
    }
  }
}
