package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Set;

/** The context object of a test without one: an Express execution with made-up names. */
record TestContext(StateTest.Surroundings surroundings, State state, MachineRun run) {
  private static final String PREFIX = "arn:aws:states:us-east-1:000000000000:";
  private static final Set<String> TRIED_AGAIN = Set.of("Task", "Map", "Parallel");

  ObjectNode of(JsonNode input) {
    String machine = run.newId();
    ObjectNode context = MachineJson.NODES.objectNode();
    execution(context.putObject("Execution"), machine, input);
    context
        .putObject("StateMachine")
        .put("Id", PREFIX + "stateMachine:" + machine)
        .put("Name", machine);
    ObjectNode entered = context.putObject("State");
    entered.put("Name", state.name()).put("EnteredTime", run.time());
    if (TRIED_AGAIN.contains(state.type())) {
      entered.put("RetryCount", surroundings.retries());
    }
    if (TaskResource.parse(state.text("Resource").orElse("")).hasToken()) {
      context.putObject("Task").put("Token", run.newId());
    }
    return context;
  }

  private void execution(ObjectNode execution, String machine, JsonNode input) {
    String name = run.newId();
    execution.put("Id", PREFIX + "express:" + machine + ":" + name);
    execution.set("Input", input);
    execution.put("Name", name);
    execution.put("RoleArn", surroundings.roleArn().orElse(null));
    execution.put("StartTime", run.time());
  }
}
