package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers each call as the service was answered when the case was recorded. */
final class RecordedTasks implements TaskHandler {
  private final List<JsonNode> left = new ArrayList<>();
  private final List<JsonNode> submitted = new ArrayList<>();

  RecordedTasks(JsonNode recording) {
    recording.path("tasks").forEach(left::add);
    for (JsonNode event : recording.path("recorded").path("history")) {
      if (event.path("type").asText().equals("TaskSubmitted")) {
        submitted.add(event.path("output"));
      }
    }
  }

  @Override
  public TaskOutcome perform(TaskCall call) {
    JsonNode task = take(call);
    if (task == null) {
      return new TaskOutcome.Failed("Unrecorded", "no answer was recorded for " + call.state());
    }
    TaskOutcome outcome = outcome(task);
    return TaskResource.parse(call.resource()).isSubmitted() && !submitted.isEmpty()
        ? new TaskOutcome.Submitted(submitted.removeFirst(), outcome)
        : outcome;
  }

  private @Nullable JsonNode take(TaskCall call) {
    Optional<JsonNode> found =
        left.stream()
            .filter(task -> isOf(task, call))
            .filter(task -> fits(task, call))
            .findFirst()
            .or(() -> left.stream().filter(task -> isOf(task, call)).findFirst());
    found.ifPresent(left::remove);
    return found.orElse(null);
  }

  /** The states of calls within a Parallel were not recorded. */
  private static boolean isOf(JsonNode task, TaskCall call) {
    return !task.hasNonNull("state") || task.path("state").asText().equals(call.state());
  }

  private static boolean fits(JsonNode task, TaskCall call) {
    JsonNode recorded = task.has("parameters") ? task.get("parameters") : task.path("input");
    return RecordedValue.difference("", recorded, call.arguments()).isEmpty();
  }

  private static TaskOutcome outcome(JsonNode task) {
    return switch (task.path("outcome").asText()) {
      case "result" -> new TaskOutcome.Succeeded(task.path("result"));
      case "timeout" -> new TaskOutcome.TimedOut();
      default -> new TaskOutcome.Failed(text(task, "error"), cause(task));
    };
  }

  private static @Nullable String cause(JsonNode task) {
    return task.hasNonNull("causeText") ? text(task, "causeText") : text(task, "cause");
  }

  private static @Nullable String text(JsonNode task, String field) {
    JsonNode value = task.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : MachineJson.text(value);
  }
}
