package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.internal.jslt.JsltFunction;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The functions with which a transform gives an event an outcome other than going on.
 *
 * <p>They end the evaluation; in a round that still waits for documents the outcome does not count.
 */
final class Outcomes {
  private final Path file;

  private Outcomes(Path file) {
    this.file = file;
  }

  static Collection<Function> functions(Path file) {
    Outcomes outcomes = new Outcomes(file);
    return List.of(
        JsltFunction.of("drop", 1, outcomes::drop),
        JsltFunction.of("quarantine", 1, outcomes::quarantine),
        JsltFunction.of("require", 2, outcomes::require));
  }

  private JsonNode drop(JsonNode[] args) {
    throw new VerdictException(new Verdict.Drop(reason("drop", args[0])));
  }

  private JsonNode quarantine(JsonNode[] args) {
    throw new VerdictException(new Verdict.Quarantine(reason("quarantine", args[0])));
  }

  private JsonNode require(JsonNode[] args) {
    String reason = reason("require", args[1]);
    if (args[0].isNull() || args[0].isMissingNode()) {
      throw new VerdictException(new Verdict.Quarantine(reason));
    }
    return args[0];
  }

  private String reason(String function, JsonNode reason) {
    if (!reason.isTextual()) {
      throw new Fault(function + "() takes its reason as a string, not " + Json.kind(reason));
    }
    return file + ": " + Fault.oneLine(reason.textValue());
  }
}
