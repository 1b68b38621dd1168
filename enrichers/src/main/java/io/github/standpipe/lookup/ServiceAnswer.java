package io.github.standpipe.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a service said to one call. */
sealed interface ServiceAnswer {

  /** The documents by key, and the keys that are to be asked for again. */
  record Found(Map<String, JsonNode> documents, List<String> left) implements ServiceAnswer {}

  /** It would rather be asked again, and no sooner than after a while. */
  record Busy(String why, Duration pause) implements ServiceAnswer {
    Busy(String why) {
      this(why, Duration.ZERO);
    }
  }

  static ServiceAnswer found(Map<String, JsonNode> documents) {
    return new Found(documents, List.of());
  }
}
