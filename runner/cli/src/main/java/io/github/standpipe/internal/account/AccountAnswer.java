package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the account says to one question. */
sealed interface AccountAnswer {
  /** The answer, whatever the protocol, as JSON. */
  record Found(JsonNode json) implements AccountAnswer {}

  /** The resource does not exist. */
  record Missing() implements AccountAnswer {}

  /** It may not be read, or could not be; which is listed. */
  record Closed() implements AccountAnswer {}

  default Optional<JsonNode> found() {
    return this instanceof Found(JsonNode json) ? Optional.of(json) : Optional.empty();
  }

  default boolean isMissing() {
    return this instanceof Missing;
  }

  default boolean isClosed() {
    return this instanceof Closed;
  }
}
