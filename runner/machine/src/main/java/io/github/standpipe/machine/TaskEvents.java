package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one call: those of a plain function have their own names. */
record TaskEvents(History history, TaskResource resource) {

  void scheduled(TaskCall call, Optional<JsonNode> role) {
    add("Scheduled", () -> schedule(call, role));
    add("Started", this::details);
  }

  private ObjectNode schedule(TaskCall call, Optional<JsonNode> role) {
    ObjectNode details = details();
    details.set(resource.isFunction() ? "input" : "parameters", call.arguments());
    if (resource.isFunction()) {
      details.put("resource", resource.action());
    } else {
      details.put("region", "us-east-1");
    }
    call.timeoutSeconds().ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
    call.heartbeatSeconds().ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
    role.ifPresent(arn -> details.putObject("taskCredentials").set("roleArn", arn));
    return details;
  }

  void submitted(JsonNode output) {
    add("Submitted", () -> details().set("output", output));
  }

  void succeeded(JsonNode output) {
    add("Succeeded", () -> details().set("output", output));
  }

  void failed(@Nullable String error, @Nullable String cause) {
    add("Failed", () -> failure(error, cause));
  }

  private ObjectNode failure(@Nullable String error, @Nullable String cause) {
    ObjectNode details = details();
    if (cause != null) {
      details.put("cause", cause);
    }
    if (error != null) {
      details.put("error", error);
    }
    return details;
  }

  void timedOut() {
    add("TimedOut", () -> details().put("error", "States.Timeout"));
  }

  private void add(String type, Supplier<ObjectNode> details) {
    history.add((resource.isFunction() ? "LambdaFunction" : "Task") + type, "", details);
  }

  private ObjectNode details() {
    ObjectNode details = History.details();
    if (!resource.isFunction()) {
      details.put("resource", resource.action());
      details.put("resourceType", resource.type());
    }
    return details;
  }
}
