package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/** An answer of a run's endpoint: a status and an object. */
record EndpointAnswer(int status, ObjectNode json) {
  private static final int OK = 200;

  static EndpointAnswer of(ObjectNode json) {
    return new EndpointAnswer(OK, json);
  }

  /** An error in the form of AWS JSON. */
  static EndpointAnswer refusal(int status, String code, String message) {
    return new EndpointAnswer(status, Json.object().put("__type", code).put("message", message));
  }
}
