package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one call: those of a plain function have names of their own. */
record TaskEvents(History history, TaskResource resource) {

  void scheduled(TaskCall call, Optional<JsonNode> role) {
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
    add("Scheduled", details);
    add("Started", details());
  }

  void submitted(JsonNode output) {
    ObjectNode details = details();
    details.set("output", output);
    add("Submitted", details);
  }

  void succeeded(JsonNode output) {
    ObjectNode details = details();
    details.set("output", output);
    add("Succeeded", details);
  }

  void failed(@Nullable String error, @Nullable String cause) {
    ObjectNode details = details();
    if (cause != null) {
      details.put("cause", cause);
    }
    if (error != null) {
      details.put("error", error);
    }
    add("Failed", details);
  }

  void timedOut() {
    add("TimedOut", details().put("error", "States.Timeout"));
  }

  private void add(String type, ObjectNode details) {
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
