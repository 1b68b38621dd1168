package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service's answer to one call. */
sealed interface ServiceAnswer {

  /** The documents by key, and the keys that must be requested again. */
  record Found(Map<String, JsonNode> documents, List<String> left) implements ServiceAnswer {}

  /** The service asks for a retry, not before some time has passed. */
  record Busy(String why, Duration pause) implements ServiceAnswer {
    Busy(String why) {
      this(why, Duration.ZERO);
    }
  }

  static ServiceAnswer found(Map<String, JsonNode> documents) {
    return new Found(documents, List.of());
  }
}
