package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.internal.states.MachineJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds what StartExecution would refuse in an input. */
final class ExecutionInputCheck {
  private ExecutionInputCheck() {}

  static Optional<RequestFault> check(String input) {
    if (input.getBytes(StandardCharsets.UTF_8).length > MachineJson.LIMIT) {
      // Not recorded: the limit is documented, the sentence is that of other limits.
      return Optional.of(RequestFault.tooLong("input", MachineJson.LIMIT));
    }
    if (input.isBlank()) {
      return Optional.of(invalid("Invalid execution input."));
    }
    try {
      MachineJson.parse(input);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(invalid(JsonFaults.message(input, e)));
    }
  }

  private static RequestFault invalid(String why) {
    return new RequestFault(
        "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
  }
}
