package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Batch;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs enrichers on single events. */
final class TypedRuns {
  private TypedRuns() {}

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static Verdict verdict(Enricher enricher, JsonNode event) {
    Environment environment =
        new Environment(Map.of(), Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID);
    return enricher.enrich(Batch.of(List.of(event)), Invocation.of(environment)).getFirst();
  }

  /** What an enricher emits, or the kind of the verdict and its reason. */
  static String enriched(Enricher enricher, JsonNode event) {
    return describe(verdict(enricher, event));
  }

  static String describe(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit(List<JsonNode> events) ->
          String.join(" ", events.stream().map(Json::text).toList());
      case Verdict.Drop(String reason) -> "dropped: " + reason;
      case Verdict.Quarantine(String reason) -> "quarantined: " + reason;
      case Verdict.Retry(String reason) -> "returned: " + reason;
      case Verdict.Fail(String reason) -> "failed: " + reason;
    };
  }
}
