package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.machine.RandomMachines.Add;
import io.github.standpipe.machine.RandomMachines.Again;
import io.github.standpipe.machine.RandomMachines.Call;
import io.github.standpipe.machine.RandomMachines.Caught;
import io.github.standpipe.machine.RandomMachines.Choose;
import io.github.standpipe.machine.RandomMachines.Each;
import io.github.standpipe.machine.RandomMachines.Fork;
import io.github.standpipe.machine.RandomMachines.Line;
import io.github.standpipe.machine.RandomMachines.Node;
import io.github.standpipe.machine.RandomMachines.Sleep;
import io.github.standpipe.machine.RandomMachines.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Machines of random shape against an oracle that walks their parts recursively: what comes out,
 * when each state is entered, and which calls are made.
 */
class RandomMachinesTest {
  private static final int MACHINES = 1_200;
  private static final Instant START = Instant.parse("2030-01-01T00:00:00.000Z");

  /** What a call does, by its state, its number and its try. */
  private record Answer(long millis, @Nullable String error, int n) {
    static Answer of(String state, int n, int tries) {
      Random random = new Random(31L * (31L * state.hashCode() + n) + tries);
      random.nextInt();
      long millis = 1 + random.nextInt(60_000_000);
      String error = List.of("", "", "E1", "E2").get(random.nextInt(4));
      return new Answer(millis, error.isEmpty() ? null : error, n + random.nextInt(5));
    }
  }

  /** Something that happens: a state is entered, or a call is made. */
  private record Moment(long at, String what) {}

  /** Whether something else happens at the very time of a failure; then the order decides. */
  private boolean tied;

  /** What a part of a machine does: its moments, when it ends, and with which number or error. */
  private record Trace(List<Moment> moments, long end, int n, @Nullable String error) {}

  /** Variables of a flow and of those around it. */
  private record Scope(@Nullable Scope outer, Map<String, Integer> own) {
    int get(String name) {
      Integer value = own.get(name);
      return value != null ? value : Objects.requireNonNull(outer).get(name);
    }
  }

  private Trace walk(Line line, int input, long start, @Nullable Scope outer) {
    Scope scope = new Scope(outer, new HashMap<>());
    List<Moment> moments = new ArrayList<>();
    long now = start;
    int n = input;
    int at = 0;
    while (at < line.nodes().size()) {
      Node node = line.nodes().get(at);
      moments.add(new Moment(now, node.name()));
      at++;
      switch (node) {
        case Add add -> {
          int sum = n + add.add() + (add.read().isEmpty() ? 0 : scope.get(add.read()));
          if (!add.assign().isEmpty()) {
            scope.own().put(add.assign(), n + 1);
          }
          n = sum;
        }
        case Sleep sleep -> now += sleep.seconds() * 1_000L;
        case Choose choose -> at = n > choose.than() ? choose.to() : choose.otherwise();
        case Stop stop -> {
          now += stop.seconds() * 1_000L;
          moments.add(new Moment(now, stop.name() + "c"));
          if (n > stop.than()) {
            moments.add(new Moment(now, stop.name() + "x"));
            return new Trace(moments, now, n, stop.error());
          }
        }
        case Call call -> {
          int argument = n;
          Trace end =
              tries(
                  call.again(),
                  now,
                  (tries, begin) -> call(call, argument, tries, begin, moments.getLast().at()));
          moments.addAll(end.moments());
          now = end.end();
          n = end.error() == null ? end.n() : n;
          at = end.error() == null ? at : to(call.caught(), end.error());
          if (at < 0) {
            return new Trace(moments, now, n, end.error());
          }
        }
        case Fork fork -> {
          int given = n;
          Trace end =
              tries(fork.again(), now, (tries, begin) -> together(fork, given, begin, scope));
          moments.addAll(end.moments());
          now = end.end();
          n = end.error() == null ? end.n() : n;
          at = end.error() == null ? at : to(fork.caught(), end.error());
          if (at < 0) {
            return new Trace(moments, now, n, end.error());
          }
        }
        case Each each -> {
          int given = n;
          Trace end = tries(each.again(), now, (tries, begin) -> all(each, given, begin, scope));
          moments.addAll(end.moments());
          now = end.end();
          n = end.error() == null ? end.n() : n;
          at = end.error() == null ? at : to(each.caught(), end.error());
          if (at < 0) {
            return new Trace(moments, now, n, end.error());
          }
        }
      }
    }
    return new Trace(moments, now, n, null);
  }

  private static boolean takes(String expected, String error) {
    return expected.equals(error) || expected.equals("States.ALL");
  }

  /** The state that an error leads to; -1 if it ends the flow. */
  private static int to(List<Caught> caught, String error) {
    return caught.stream()
        .filter(one -> takes(one.error(), error))
        .map(Caught::to)
        .findFirst()
        .orElse(-1);
  }

  /** One try of a state. */
  private interface Attempt {
    Trace at(int tries, long begin);
  }

  private static Trace tries(List<Again> again, long start, Attempt attempt) {
    List<Moment> moments = new ArrayList<>();
    long begin = start;
    for (int tries = 0; ; tries++) {
      Trace end = attempt.at(tries, begin);
      moments.addAll(end.moments());
      Again one = again.isEmpty() ? null : again.getFirst();
      String error = end.error();
      if (error == null || one == null || !takes(one.error(), error) || tries >= one.most()) {
        return new Trace(moments, end.end(), end.n(), error);
      }
      begin = end.end() + one.seconds() * 1_000L * (1L << tries);
    }
  }

  private static Trace call(Call call, int n, int tries, long begin, long entered) {
    Answer answer = Answer.of(call.name(), n, tries);
    List<Moment> calls =
        List.of(new Moment(begin, called(call.name(), n, tries, START.plusMillis(entered))));
    if (call.timeout() > 0 && answer.millis() >= call.timeout() * 1_000L) {
      return new Trace(calls, begin + call.timeout() * 1_000L, n, "States.Timeout");
    }
    return new Trace(calls, begin + answer.millis(), answer.n(), answer.error());
  }

  private static String called(String state, int n, int tries, Instant entered) {
    return state + "(" + n + ") try " + tries + " of " + entered.toEpochMilli();
  }

  private Trace together(Fork fork, int n, long begin, Scope scope) {
    List<Trace> traces = new ArrayList<>();
    for (Line line : fork.lines()) {
      traces.add(walk(line, n, begin, scope));
    }
    return joined(traces, begin, traces.getFirst().n());
  }

  /** The earliest failure ends everything else. */
  private Trace joined(List<Trace> traces, long begin, int n) {
    Trace failed = null;
    long end = begin;
    for (Trace trace : traces) {
      boolean first = failed == null || trace.end() < failed.end();
      failed = trace.error() != null && first ? trace : failed;
      end = Math.max(end, trace.end());
    }
    List<Moment> moments = new ArrayList<>();
    for (Trace trace : traces) {
      tied |= failed != null && trace != failed && isAt(trace, failed.end());
      for (Moment moment : trace.moments()) {
        if (failed == null || trace == failed || moment.at() < failed.end()) {
          moments.add(moment);
        }
      }
    }
    return failed == null
        ? new Trace(moments, end, n, null)
        : new Trace(moments, failed.end(), n, failed.error());
  }

  private static boolean isAt(Trace trace, long time) {
    return trace.end() == time || trace.moments().stream().anyMatch(moment -> moment.at() == time);
  }

  /** An item begins as soon as fewer than the most are running, unless one has failed. */
  private Trace all(Each each, int n, long begin, Scope scope) {
    List<Trace> traces = new ArrayList<>();
    long[] free = new long[each.most() == 0 ? RandomMachines.LONGEST_LIST : each.most()];
    Arrays.fill(free, begin);
    long failed = Long.MAX_VALUE;
    for (int item = 0; item < each.size(); item++) {
      Arrays.sort(free);
      if (failed <= free[0]) {
        break;
      }
      Trace trace = walk(each.line(), n + item, free[0], scope);
      traces.add(trace);
      free[0] = trace.error() == null ? trace.end() : Long.MAX_VALUE;
      failed = trace.error() == null ? failed : Math.min(failed, trace.end());
    }
    return joined(traces, begin, each.size());
  }

  private static ObjectNode input() {
    ObjectNode input = MachineJson.NODES.objectNode().put("n", 3);
    for (int size = 0; size <= RandomMachines.LONGEST_LIST; size++) {
      ArrayNode list = input.putArray("l" + size);
      for (int item = 0; item < size; item++) {
        list.add(item);
      }
    }
    return input;
  }

  /** Answers calls, and notes what happens, in order. */
  private static final class Notes implements TaskHandler {
    private final List<String> visits = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public TaskOutcome perform(TaskCall call) {
      int n = call.arguments().path("n").intValue();
      Instant entered = Instant.parse(call.arguments().path("at").textValue());
      calls.add(called(call.state(), n, call.retryCount(), entered));
      Answer answer = Answer.of(call.state(), n, call.retryCount());
      Duration took = Duration.ofMillis(answer.millis());
      return answer.error() == null
          ? new TaskOutcome.Succeeded(MachineJson.NODES.objectNode().put("n", answer.n()), took)
          : new TaskOutcome.Failed(answer.error(), "a cause", took);
    }

    @Override
    public void follow(MachineStep step) {
      if (step instanceof MachineStep.StateEntry entry) {
        visits.add(entry.state());
      }
    }
  }

  @Test
  void doWhatTheirPartsDo() {
    int failed = 0;
    int forked = 0;
    int compared = 0;
    for (int seed = 0; seed < MACHINES; seed++) {
      Line line = new RandomMachines(seed).line(2, List.of());
      tied = false;
      Trace expected = walk(line, 3, 0, null);
      if (tied) {
        continue;
      }
      compared++;
      Notes notes = new Notes();
      ObjectNode definition = RandomMachines.definition(line);
      Execution execution =
          StateMachine.parse("machine", definition, false)
              .run(input(), notes, Clock.fixed(START, ZoneOffset.UTC), () -> new UUID(0, 0));
      String shown = seed + ": " + definition;
      assertThat(execution.error().orElse(null)).as(shown).isEqualTo(expected.error());
      if (expected.error() == null) {
        assertThat(execution.output().orElseThrow().path("n").intValue())
            .as(shown)
            .isEqualTo(expected.n());
        assertThat(Instant.parse(execution.output().orElseThrow().path("at").textValue()))
            .as(shown)
            .isEqualTo(START.plusMillis(expected.end()));
      }
      checkCalls(notes, expected, shown);
      checkOrder(notes, expected, shown);
      failed += expected.error() == null ? 0 : 1;
      forked += definition.toString().contains("Parallel") ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(1_000);
    assertThat(failed).isBetween(MACHINES / 10, MACHINES * 9 / 10);
    assertThat(forked).isGreaterThan(MACHINES / 4);
  }

  private static boolean isCall(Moment moment) {
    return moment.what().contains("(");
  }

  private static void checkCalls(Notes notes, Trace expected, String shown) {
    assertThat(notes.calls)
        .as(shown)
        .containsExactlyInAnyOrderElementsOf(
            expected.moments().stream()
                .filter(RandomMachinesTest::isCall)
                .map(Moment::what)
                .toList());
  }

  /** The states that were entered, each at its time: time never goes back. */
  private static void checkOrder(Notes notes, Trace expected, String shown) {
    Map<String, List<Long>> times = new HashMap<>();
    for (Moment moment : expected.moments()) {
      if (!isCall(moment)) {
        times.computeIfAbsent(moment.what(), name -> new ArrayList<>()).add(moment.at());
      }
    }
    times.values().forEach(Collections::sort);
    long now = 0;
    for (String name : notes.visits) {
      List<Long> of = times.getOrDefault(name, new ArrayList<>());
      assertThat(of).as("%s more often than expected in %s", name, shown).isNotEmpty();
      long at = of.removeFirst();
      assertThat(at).as("%s in %s", name, shown).isGreaterThanOrEqualTo(now);
      now = at;
    }
    assertThat(times.values()).as("not entered in %s", shown).allMatch(List::isEmpty);
  }
}
