package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Map;

/**
 * The surroundings of a run besides its input and tasks: the names and ids in the context object,
 * and the objects that an item reader finds.
 *
 * @param executionArn of the execution, whose last part is its name
 * @param machineArn of the state machine, whose last part is its name
 * @param roleArn of the machine's role
 * @param express whether the machine's type is EXPRESS rather than STANDARD
 * @param objects the texts of S3 objects by {@code bucket/key}
 */
public record MachineContext(
    String executionArn,
    String machineArn,
    String roleArn,
    boolean express,
    Map<String, String> objects) {

  /**
   * {@return a context with made-up names, for a machine whose definition alone is known}
   *
   * @param machine the name of the machine
   */
  public static MachineContext local(String machine) {
    String prefix = "arn:aws:states:us-east-1:000000000000:";
    return new MachineContext(
        prefix + "execution:" + machine + ":local",
        prefix + "stateMachine:" + machine,
        "arn:aws:iam::000000000000:role/" + machine,
        false,
        Map.of());
  }

  String executionName() {
    return executionArn.substring(executionArn.lastIndexOf(':') + 1);
  }

  String machineName() {
    return machineArn.substring(machineArn.lastIndexOf(':') + 1);
  }

  /** The Execution part of the context object, whose input is that of the whole run. */
  com.fasterxml.jackson.databind.node.ObjectNode execution(JsonNode input, String startTime) {
    var execution = MachineJson.NODES.objectNode();
    execution.put("Id", executionArn);
    execution.set("Input", input);
    execution.put("StartTime", startTime);
    execution.put("Name", executionName());
    execution.put("RoleArn", roleArn);
    execution.put("RedriveCount", 0);
    return execution;
  }
}
