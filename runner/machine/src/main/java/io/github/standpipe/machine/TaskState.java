package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Task: its arguments, its call, and the events of the call. */
record TaskState(StateRun visit) {

  FlowStep<JsonNode> perform() {
    State state = visit.state();
    TaskResource resource = visit.machine().languages().resource(state.text("Resource").orElse(""));
    if (resource.hasToken()) {
      visit.context().makeToken();
    }
    JsonNode arguments = visit.arguments();
    if (MachineJson.isTooLarge(arguments)) {
      throw StateFailure.of(
          "States.DataLimitExceeded",
          "The arguments of the state/task '"
              + state.name()
              + "' exceed the maximum number of bytes service limit.");
    }
    Optional<Long> timeout = seconds("TimeoutSeconds");
    Optional<Long> heartbeat = seconds("HeartbeatSeconds");
    TaskCall call =
        new TaskCall(
            state.name(),
            state.text("Resource").orElse(""),
            arguments,
            visit.tries().count(),
            timeout,
            heartbeat);
    TaskEvents events = new TaskEvents(visit.machine().history(), resource);
    events.scheduled(call, credentials());
    return end(resource, visit.machine().tasks().perform(call), events, call);
  }

  private FlowStep<JsonNode> end(
      TaskResource resource, TaskOutcome outcome, TaskEvents events, TaskCall call) {
    return switch (outcome) {
      case TaskOutcome.Submitted(JsonNode submitted, TaskOutcome end) -> {
        events.submitted(submitted);
        yield end(resource, end, events, call);
      }
      case TaskOutcome.Succeeded(JsonNode result, Duration took) ->
          answered(took, events, call, () -> result(resource, result, events));
      case TaskOutcome.Failed(@Nullable String error, @Nullable String cause, Duration took) ->
          answered(
              took,
              events,
              call,
              () -> {
                events.failed(error, cause);
                throw StateFailure.of(error, cause);
              });
      case TaskOutcome.TimedOut() ->
          timedOut(events, call.heartbeatSeconds().or(call::timeoutSeconds));
    };
  }

  /** An answer after the time-out is ignored. */
  private FlowStep<JsonNode> answered(
      Duration took, TaskEvents events, TaskCall call, Supplier<JsonNode> answer) {
    Optional<Long> timeout = call.timeoutSeconds();
    return timeout.isPresent() && took.getSeconds() >= timeout.get()
        ? timedOut(events, timeout)
        : visit.machine().after(took, () -> new FlowStep.Finished<>(answer.get()));
  }

  /** A missing heartbeat ends the call before its time-out does. */
  private FlowStep<JsonNode> timedOut(TaskEvents events, Optional<Long> seconds) {
    return visit
        .machine()
        .after(
            Duration.ofSeconds(seconds.orElse(0L)),
            () -> {
              events.timedOut();
              throw StateFailure.of("States.Timeout", null);
            });
  }

  private JsonNode result(TaskResource resource, JsonNode result, TaskEvents events) {
    if (MachineJson.isTooLarge(result)) {
      String name = resource.isFunction() ? resource.action() : resource.type();
      String cause = MachineRun.tooLarge("state/task", name);
      events.failed("States.DataLimitExceeded", cause);
      throw StateFailure.of("States.DataLimitExceeded", cause);
    }
    events.succeeded(result);
    return result;
  }

  private Optional<JsonNode> credentials() {
    JsonNode credentials = visit.state().field("Credentials");
    if (credentials.isMissingNode()) {
      return Optional.empty();
    }
    JsonNode value =
        visit.state().jsonata()
            ? visit.evaluation().jsonata(credentials, "Credentials")
            : visit.evaluation().template(credentials, visit.effectiveInput());
    return Optional.of(value.path("RoleArn"));
  }

  private Optional<Long> seconds(String field) {
    State state = visit.state();
    String path = field + "Path";
    if (state.has(path)) {
      JsonNode found = visit.evaluation().path(state.field(path), visit.effectiveInput());
      return Optional.of(atPath(path, state.field(path).asText(), found));
    }
    if (!state.has(field)) {
      return Optional.empty();
    }
    JsonNode value =
        state.jsonata()
            ? visit.evaluation().jsonata(state.field(field), field, "number")
            : state.field(field);
    if (!WaitState.isWhole(value.decimalValue()) || value.decimalValue().signum() <= 0) {
      throw StateFailure.evaluation(
          "The " + field + " field is not a whole number of seconds from 1: " + value, field);
    }
    return Optional.of(value.longValue());
  }

  /** Worded like the paths of a Wait: no recording shows these. */
  private static long atPath(String field, String path, JsonNode value) {
    String shown = path + " == " + (value.isTextual() ? value.textValue() : value.toString());
    if (!value.isNumber() || !WaitState.isWhole(value.decimalValue())) {
      throw StateFailure.runtime(
          "The " + field + " parameter cannot be parsed as a long value: " + shown);
    }
    if (value.decimalValue().signum() <= 0) {
      throw StateFailure.runtime(
          "The "
              + field
              + " parameter references a "
              + (value.decimalValue().signum() < 0 ? "negative value: " : "value below 1: ")
              + shown);
    }
    return value.longValue();
  }
}
