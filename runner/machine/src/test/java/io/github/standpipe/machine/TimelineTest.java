package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Branches and iterations run side by side in virtual time, against naive oracles. */
class TimelineTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Execution run(JsonNode definition, JsonNode input, TaskHandler tasks) {
    return StateMachine.parse("m", definition, false)
        .run(input, tasks, Clock.fixed(START, ZoneOffset.UTC), () -> new UUID(0, 0));
  }

  private static Execution run(JsonNode definition, JsonNode input) {
    return run(definition, input, call -> new TaskOutcome.Succeeded(call.arguments()));
  }

  /** A flow of random shape, and how long it takes. */
  private static final class Shapes {
    private final Random random;
    private int names;

    Shapes(Random random) {
      this.random = random;
    }

    private ObjectNode flow(int depth, long[] seconds) {
      ObjectNode states = MachineJson.NODES.objectNode();
      List<String> order = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        String name = "S" + names++;
        order.add(name);
        states.set(name, state(depth, seconds));
      }
      String last = "S" + names++;
      order.add(last);
      states.set(last, json("{'Type': 'Pass', 'Parameters': {'at.$': '$$.State.EnteredTime'}}"));
      for (int i = 0; i < order.size(); i++) {
        ObjectNode state = (ObjectNode) states.path(order.get(i));
        if (i + 1 < order.size()) {
          state.put("Next", order.get(i + 1));
        } else {
          state.put("End", true);
        }
      }
      ObjectNode flow = MachineJson.NODES.objectNode().put("StartAt", order.getFirst());
      flow.set("States", states);
      return flow;
    }

    private JsonNode state(int depth, long[] seconds) {
      int kind = random.nextInt(depth == 0 ? 2 : 4);
      if (kind == 0) {
        return json("{'Type': 'Pass'}");
      }
      if (kind == 1) {
        int waits = random.nextInt(9);
        seconds[0] += waits;
        return json("{'Type': 'Wait', 'Seconds': " + waits + "}");
      }
      return kind == 2 ? parallel(depth, seconds) : map(depth, seconds);
    }

    private JsonNode parallel(int depth, long[] seconds) {
      ArrayNode branches = MachineJson.NODES.arrayNode();
      long longest = 0;
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        long[] branch = {0};
        branches.add(flow(depth - 1, branch));
        longest = Math.max(longest, branch[0]);
      }
      seconds[0] += longest;
      ObjectNode state = MachineJson.NODES.objectNode().put("Type", "Parallel");
      state.set("Branches", branches);
      return state;
    }

    private JsonNode map(int depth, long[] seconds) {
      int items = random.nextInt(5);
      int most = 1 + random.nextInt(3);
      long[] each = {0};
      JsonNode processor = flow(depth - 1, each);
      seconds[0] += (items + most - 1) / most * each[0];
      int[] range = new int[items];
      ObjectNode state =
          (ObjectNode)
              json("{'Type': 'Map', 'ItemsPath': '$$.Execution.Input.l" + range.length + "'}");
      state.put("MaxConcurrency", most);
      state.set("ItemProcessor", processor);
      return state;
    }
  }

  private static JsonNode lists() {
    ObjectNode input = MachineJson.NODES.objectNode();
    for (int i = 0; i < 5; i++) {
      ArrayNode list = input.putArray("l" + i);
      for (int n = 0; n < i; n++) {
        list.add(n);
      }
    }
    return input;
  }

  @Test
  void takesAsLongAsTheLongestOfWhatRunsSideBySide() {
    Random random = new Random(8);
    int waited = 0;
    for (int round = 0; round < 150; round++) {
      long[] seconds = {0};
      ObjectNode definition = new Shapes(random).flow(3, seconds);
      Execution execution = run(definition, lists());

      assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
      assertThat(Instant.parse(execution.output().orElseThrow().path("at").asText()))
          .isEqualTo(START.plusSeconds(seconds[0]));
      List<String> times =
          execution.history().stream()
              .filter(event -> event.type().equals("PassStateExited"))
              .map(event -> event.details().path("output").path("at").asText())
              .filter(text -> !text.isEmpty())
              .toList();
      assertThat(times).as("the history is in the order of time").isSorted();
      assertThat(execution.history()).allMatch(event -> event.previousId() < event.id());
      waited += seconds[0] > 0 ? 1 : 0;
    }
    assertThat(waited).isGreaterThan(110);
  }

  /** Of random branches, each waits and then ends or fails: the first failure in time counts. */
  @Test
  void endsWithTheFirstFailureInTime() {
    Random random = new Random(21);
    int failed = 0;
    for (int round = 0; round < 300; round++) {
      int count = 1 + random.nextInt(6);
      int[] seconds = random.ints(count, 1, 8).toArray();
      boolean[] fails = new boolean[count];
      ArrayNode branches = MachineJson.NODES.arrayNode();
      for (int i = 0; i < count; i++) {
        fails[i] = random.nextInt(3) == 0;
        branches.add(branch(i, seconds[i], fails[i]));
      }
      ObjectNode parallel = MachineJson.NODES.objectNode().put("Type", "Parallel").put("End", true);
      parallel.set("Branches", branches);
      ObjectNode definition = MachineJson.NODES.objectNode().put("StartAt", "P");
      definition.putObject("States").set("P", parallel);
      Execution execution = run(definition, json("{}"));

      Optional<String> first = firstError(seconds, fails);
      assertThat(execution.error()).isEqualTo(first);
      long aborted =
          execution.history().stream().filter(e -> e.type().equals("WaitStateAborted")).count();
      assertThat(aborted).isEqualTo(first.isEmpty() ? 0 : later(seconds, first.get()));
      failed += first.isEmpty() ? 0 : 1;
    }
    assertThat(failed).isBetween(100, 290);
  }

  private static JsonNode branch(int index, int seconds, boolean fails) {
    return json(
        "{'StartAt': 'W%1$d', 'States': {'W%1$d': {'Type': 'Wait', 'Seconds': %2$d, 'Next': 'E%1$d'},"
                .formatted(index, seconds)
            + "'E%1$d': {%2$s}}}"
                .formatted(
                    index,
                    fails
                        ? "'Type': 'Fail', 'Error': 'E" + index + "'"
                        : "'Type': 'Pass', 'End': true"));
  }

  private static Optional<String> firstError(int[] seconds, boolean[] fails) {
    int first = -1;
    for (int i = 0; i < seconds.length; i++) {
      if (fails[i] && (first < 0 || seconds[i] < seconds[first])) {
        first = i;
      }
    }
    return first < 0 ? Optional.empty() : Optional.of("E" + first);
  }

  /** Those that still wait: at one time, the branch that was created first goes first. */
  private static long later(int[] seconds, String error) {
    int failing = Integer.parseInt(error.substring(1));
    long later = 0;
    for (int i = 0; i < seconds.length; i++) {
      boolean after = seconds[i] > seconds[failing];
      later += after || seconds[i] == seconds[failing] && i > failing ? 1 : 0;
    }
    return later;
  }

  @Test
  void writesTheEventsOfAFailureAndOfWhatItCutsShort() {
    Execution execution =
        run(
            json(
                """
                {'StartAt': 'P', 'States': {'P': {'Type': 'Parallel', 'End': true, 'Branches': [
                  {'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 9, 'End': true}}},
                  {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'End': true,
                    'ItemsPath': '$.l', 'ItemProcessor': {'StartAt': 'I', 'States': {
                      'I': {'Type': 'Wait', 'Seconds': 8, 'End': true}}}}}},
                  {'StartAt': 'V', 'States': {'V': {'Type': 'Wait', 'Seconds': 1, 'Next': 'T'},
                    'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
                      'Parameters': {'FunctionName': 'f'}, 'End': true}}}]}}}
                """),
            json("{'l': [1]}"),
            call -> new TaskOutcome.Failed("Broken", "why"));
    assertThat(execution.history())
        .extracting(e -> e.id() + "<" + e.previousId() + " " + e.type())
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 ParallelStateEntered",
            "3<2 ParallelStateStarted",
            "4<3 WaitStateEntered",
            "5<3 MapStateEntered",
            "6<5 MapStateStarted",
            "7<3 WaitStateEntered",
            "8<6 MapIterationStarted",
            "9<8 WaitStateEntered",
            "10<7 WaitStateExited",
            "11<10 TaskStateEntered",
            "12<11 TaskScheduled",
            "13<12 TaskStarted",
            "14<13 TaskFailed",
            "15<14 TaskStateAborted",
            "16<4 WaitStateAborted",
            "17<9 WaitStateAborted",
            "18<9 MapIterationAborted",
            "19<6 MapStateAborted",
            "20<14 ParallelStateFailed",
            "21<20 ExecutionFailed");
  }

  /** Jobs of known lengths go to the worker that is free first. */
  @Test
  void keepsTheConcurrencyOfAMapInTime() {
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      int most = 1 + random.nextInt(5);
      ArrayNode seconds = MachineJson.NODES.arrayNode();
      long[] free = new long[most];
      for (int i = random.nextInt(30); i > 0; i--) {
        int takes = 1 + random.nextInt(9);
        seconds.add(takes);
        Arrays.sort(free);
        free[0] += takes;
      }
      boolean distributed = random.nextBoolean();
      JsonNode definition =
          json(
              """
              {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'MaxConcurrency': %d, 'Next': 'E',
                'ItemProcessor': {%s 'StartAt': 'T', 'States': {'T': {'Type': 'Task',
                  'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:f', 'End': true}}}},
                'E': {'Type': 'Pass', 'Parameters': {'at.$': '$$.State.EnteredTime'}, 'End': true}}}
              """
                  .formatted(
                      most,
                      distributed
                          ? "'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType':"
                              + " 'STANDARD'},"
                          : ""));
      Execution execution =
          run(
              definition,
              seconds,
              call ->
                  new TaskOutcome.Succeeded(
                      call.arguments(), Duration.ofSeconds(call.arguments().asLong())));
      assertThat(execution.output().orElseThrow().path("at").asText())
          .isEqualTo(
              START
                  .plusSeconds(Arrays.stream(free).max().orElseThrow())
                  .toString()
                  .replace("Z", ".000Z"));
    }
  }

  @Test
  void triesAgainWhileOthersRun() {
    List<String> calls = new ArrayList<>();
    Execution execution =
        run(
            json(
                """
                {'StartAt': 'P', 'States': {'P': {'Type': 'Parallel', 'End': true, 'Branches': [
                  {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'End': true,
                    'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:f',
                    'Retry': [{'ErrorEquals': ['Slow'], 'IntervalSeconds': 2, 'BackoffRate': 2,
                      'MaxAttempts': 2}]}}},
                  {'StartAt': 'B', 'States': {'B': {'Type': 'Wait', 'Seconds': 3, 'Next': 'C'},
                    'C': {'Type': 'Task', 'End': true,
                      'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:g'}}}]}}}
                """),
            json("{}"),
            call -> {
              calls.add(call.state() + call.retryCount());
              return call.state().equals("A") && call.retryCount() < 2
                  ? new TaskOutcome.Failed("Slow", null)
                  : new TaskOutcome.Succeeded(call.arguments());
            });
    assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(calls).containsExactly("A0", "A1", "C0", "A2");
  }

  /** A distributed Map ends at the failure that is one too many, and starts nothing more. */
  @Test
  void startsNoMoreChildrenThanItTolerates() {
    List<JsonNode> calls = new ArrayList<>();
    Execution execution =
        run(
            json(
                """
                {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'MaxConcurrency': 1, 'End': true,
                  'ToleratedFailureCount': 1, 'ItemProcessor': {
                    'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                    'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'End': true,
                      'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:f'}}}}}}
                """),
            json("[1, 2, 3, 4]"),
            call -> {
              calls.add(call.arguments());
              return new TaskOutcome.Failed("Broken", null);
            });
    assertThat(execution.error()).contains("States.ExceedToleratedFailureThreshold");
    assertThat(calls).hasSize(2);
  }

  @Test
  void timesOutInTheMiddleOfABranch() {
    Execution execution =
        run(
            json(
                """
                {'StartAt': 'P', 'TimeoutSeconds': 5, 'States': {'P': {'Type': 'Parallel',
                  'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'C'}], 'End': true,
                  'Branches': [
                  {'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 9, 'End': true}}},
                  {'StartAt': 'V', 'States': {'V': {'Type': 'Wait', 'Seconds': 7, 'Next': 'F'},
                    'F': {'Type': 'Fail', 'Error': 'TooLate'}}}]}, 'C': {'Type': 'Succeed'}}}
                """),
            json("{}"));
    assertThat(execution.status()).isEqualTo(Execution.Status.TIMED_OUT);
    assertThat(execution.history().getLast().type()).isEqualTo("ExecutionTimedOut");
  }
}
