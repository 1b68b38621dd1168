package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.MachineContext;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.StateVisit;
import io.github.standpipe.machine.TaskCall;
import io.github.standpipe.machine.TaskOutcome;
import io.github.standpipe.machine.VisitLog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Runs a machine on batches of one event repeated, to find how many of it the states hold. A run
 * ends at a task whose answer is not known.
 *
 * @param event an item of the machine's input
 */
record GrowingRun(
    StateMachine machine, MachineContext context, RecordedAnswers answers, JsonNode event) {
  private static final String TOO_LARGE = "States.DataLimitExceeded";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  /**
   * A state whose data passes the limit.
   *
   * @param fitting the largest number of events that it holds
   * @param bytes what it holds with these
   */
  record Overflow(String state, int fitting, long bytes) {}

  private static final class UnknownAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownAnswer() {
      super(null, null, false, false);
    }
  }

  /** The state that passes the limit with at most that number of events, and not with one. */
  Optional<Overflow> find(int most) {
    if (most < 2 || overflowing(visits(most)).isEmpty() || overflowing(visits(1)).isPresent()) {
      return Optional.empty();
    }
    int fitting = 1;
    int over = most;
    while (over - fitting > 1) {
      int middle = (fitting + over) >>> 1;
      if (overflowing(visits(middle)).isPresent()) {
        over = middle;
      } else {
        fitting = middle;
      }
    }
    String state = overflowing(visits(over)).orElseThrow().state();
    return Optional.of(new Overflow(state, fitting, largest(state, visits(fitting))));
  }

  private List<StateVisit> visits(int events) {
    ArrayNode batch = Json.array();
    for (int i = 0; i < events; i++) {
      batch.add(event);
    }
    VisitLog log = new VisitLog();
    try {
      machine.run(batch, this::answer, NOON, () -> new UUID(0, 0), context, log);
    } catch (UnknownAnswer e) {
      return log.visits();
    }
    return log.visits();
  }

  private TaskOutcome answer(TaskCall call) {
    return answers.answer(call).orElseThrow(UnknownAnswer::new);
  }

  private static Optional<StateVisit> overflowing(List<StateVisit> visits) {
    return all(visits)
        .filter(visit -> visit.failures().stream().anyMatch(one -> one.error().equals(TOO_LARGE)))
        .reduce((outer, inner) -> inner);
  }

  private static long largest(String state, List<StateVisit> visits) {
    return all(visits)
        .filter(visit -> visit.state().equals(state))
        .flatMap(visit -> Stream.concat(visit.output().stream(), visit.fields().values().stream()))
        .mapToLong(data -> Json.bytes(data).length)
        .max()
        .orElse(0);
  }

  private static Stream<StateVisit> all(List<StateVisit> visits) {
    return visits.stream()
        .flatMap(visit ->
            Stream.concat(
                Stream.of(visit),
                visit.insides().stream().flatMap(inside -> all(inside.visits()))));
  }
}
