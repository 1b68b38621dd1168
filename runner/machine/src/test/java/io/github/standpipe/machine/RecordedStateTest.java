package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One recorded answer of the TestState API, and the same test run here. */
record RecordedStateTest(JsonNode json) {
  /** The first difference; empty if there is none. */
  Optional<String> difference(Clock clock, Supplier<UUID> ids) {
    StateInspection inspection =
        StateTest.read(request()).run(json.path("input"), this::answer, clock, ids);
    return RecordedValue.difference("answer", json.path("recorded"), inspection.answer(level()));
  }

  private ObjectNode request() {
    ObjectNode request = json.path("request").deepCopy();
    request.set("definition", json.path("definition"));
    // Whether a role was given was not recorded but for its effect.
    if (json.path("recorded").findValues("RoleArn").stream().noneMatch(JsonNode::isNull)) {
      request.put("roleArn", "arn:<partition>:iam::111111111111:role/tested");
    }
    return request;
  }

  private StateInspection.Level level() {
    return StateInspection.Level.valueOf(json.at("/request/inspectionLevel").asText("INFO"));
  }

  /** At level INFO the service shows the output alone, so that the call's answer is not known. */
  private TaskOutcome answer(TaskCall call) {
    JsonNode recorded = json.path("recorded");
    if (!json.at("/tasks/0/outcome").asText().equals("unknown")) {
      return new RecordedTasks(json).perform(call);
    }
    return recorded.has("error")
        ? new TaskOutcome.Failed(
            recorded.path("error").asText(), recorded.path("cause").asText(null))
        : new TaskOutcome.Succeeded(recorded.path("output"));
  }
}
