package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipe as the account has it.
 *
 * @param state such as {@code RUNNING} or {@code CREATE_FAILED}
 * @param reason AWS's reason for the state
 * @param gone the ARNs that it names of what does not exist
 */
public record PipeInAccount(
    String name, String arn, String state, Optional<String> reason, List<String> gone) {

  static PipeInAccount of(JsonNode pipe, Map<String, String> missing) {
    List<String> gone = new ArrayList<>(AccountReader.names(pipe));
    gone.retainAll(missing.keySet());
    return new PipeInAccount(
        pipe.path("Name").asText(),
        pipe.path("Arn").asText(),
        pipe.path("CurrentState").asText(""),
        Optional.of(pipe.path("StateReason").asText("")).filter(one -> !one.isEmpty()),
        gone);
  }

  /** Whether the state is a failure. */
  public boolean hasFailed() {
    return state.endsWith("_FAILED");
  }
}
