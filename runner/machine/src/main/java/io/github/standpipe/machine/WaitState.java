package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.StateFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A Wait: for seconds, or until a time. Time is virtual, so the wait takes no real time. */
record WaitState(StateRun visit) {
  /** A year, the service's limit. */
  private static final long LONGEST = 99_999_999;

  FlowStep<StateEnd> waitFor() {
    State state = visit.state();
    JsonNode input = state.jsonata() ? visit.rawInput() : visit.effectiveInput();
    Duration delay = delay(state, input);
    if (delay.getSeconds() > LONGEST) {
      throw fault("Wait state delay is too long.", "");
    }
    return visit.machine().after(delay, () -> new FlowStep.Finished<>(end(state, input)));
  }

  private StateEnd end(State state, JsonNode input) {
    return state.jsonata()
        ? visit.jsonataEnd(visit.rawInput(), state.fields(), "", state.next())
        : new StateEnd(
            visit.outputPath(input), visit.assign(state.fields(), "", input), state.next());
  }

  private Duration delay(State state, JsonNode input) {
    if (state.has("SecondsPath")) {
      return Duration.ofSeconds(secondsAt(state.text("SecondsPath").orElse(""), input));
    }
    if (state.has("TimestampPath")) {
      return until(timeAt(state.text("TimestampPath").orElse(""), input));
    }
    if (state.has("Timestamp")) {
      JsonNode value = evaluated(state, "Timestamp", "string");
      return until(
          time(value)
              .orElseThrow(() ->
                  fault(
                      "The Timestamp field cannot be parsed as an ISO-8601 extended offset"
                          + " date-time format string: "
                          + value.asText(),
                      "Timestamp")));
    }
    JsonNode seconds = evaluated(state, "Seconds", "number");
    if (!isWhole(seconds.decimalValue()) || seconds.decimalValue().signum() < 0) {
      throw fault(
          "The Seconds field is not a whole number of seconds from 0: " + seconds, "Seconds");
    }
    return Duration.ofSeconds(seconds.longValue());
  }

  private JsonNode evaluated(State state, String field, String type) {
    return state.jsonata()
        ? visit.evaluation().jsonata(state.field(field), field, type)
        : state.field(field);
  }

  private StateFailure fault(String text, String location) {
    return visit.state().jsonata()
        ? StateFailure.evaluation(text, location)
        : StateFailure.runtime(text);
  }

  private long secondsAt(String path, JsonNode input) {
    JsonNode value =
        visit
            .evaluation()
            .optional(path, input)
            .orElseThrow(() ->
                StateFailure.runtime(
                    "The SecondsPath parameter does not reference an input value: " + path));
    String shown = path + " == " + (value.isTextual() ? value.textValue() : value.toString());
    if (!value.isNumber() || !isWhole(value.decimalValue())) {
      throw StateFailure.runtime(
          "The SecondsPath parameter cannot be parsed as a long value: " + shown);
    }
    if (value.decimalValue().signum() < 0) {
      throw StateFailure.runtime("The SecondsPath parameter references a negative value: " + shown);
    }
    return value.longValue();
  }

  static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0 && value.abs().compareTo(MOST) < 0;
  }

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private OffsetDateTime timeAt(String path, JsonNode input) {
    Optional<JsonNode> value = visit.evaluation().optional(path, input);
    if (value.isEmpty()) {
      throw StateFailure.runtime(
          "The TimestampPath parameter does not reference an input value: " + path);
    }
    return time(value.get())
        .orElseThrow(() ->
            StateFailure.runtime(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended"
                    + " offset date-time format string: "
                    + path
                    + " == "
                    + value.get().asText()));
  }

  private static Optional<OffsetDateTime> time(JsonNode value) {
    try {
      return value.isTextual()
          ? Optional.of(OffsetDateTime.parse(value.textValue()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Duration until(OffsetDateTime time) {
    Duration delay = Duration.between(visit.machine().clock().now(), time.toInstant());
    return delay.isNegative() ? Duration.ZERO : delay;
  }
}
