package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service's answer to one call. */
sealed interface ServiceAnswer {

  /**
   * The documents by key; the other keys have none, except those that must be requested again.
   *
   * @param left the keys to request again
   * @param overloaded whether the service left them out because it has too much to do; otherwise
   *     they were not sent yet
   */
  record Found(Map<String, JsonNode> documents, List<String> left, boolean overloaded)
      implements ServiceAnswer {}

  /**
   * The call is worth a retry, not before some time has passed.
   *
   * @param overloaded whether the service says that it has too much to do, so that no key of the
   *     call is suspected
   */
  record Busy(String why, Duration pause, boolean overloaded) implements ServiceAnswer {
    Busy(String why) {
      this(why, Duration.ZERO);
    }

    Busy(String why, Duration pause) {
      this(why, pause, false);
    }
  }

  /** The service did not answer in time; it may for some of the keys. */
  record Silent(String why) implements ServiceAnswer {}

  /** The same call would fail again; without one of its keys it might not. */
  record Failed(String why) implements ServiceAnswer {}

  static ServiceAnswer found(Map<String, JsonNode> documents) {
    return new Found(documents, List.of(), false);
  }

  static ServiceAnswer overloaded(String why) {
    return new Busy(why, Duration.ZERO, true);
  }
}
