package io.github.standpipe.internal.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;

/** A function did not answer a call: what Lambda calls a function error. */
public final class FunctionError extends Fault {
  private static final long serialVersionUID = 1L;

  private final String errorType;
  private final String errorMessage;

  FunctionError(String errorType, String errorMessage) {
    super("the function threw " + errorType + (errorMessage.isEmpty() ? "" : ": " + errorMessage));
    this.errorType = errorType;
    this.errorMessage = errorMessage;
  }

  /** Such as {@code TypeError} or {@code Runtime.ExitError}. */
  public String errorType() {
    return errorType;
  }

  /** What Lambda answers, without the trace: {@code errorMessage} and {@code errorType}. */
  public ObjectNode json() {
    return Json.object().put("errorMessage", errorMessage).put("errorType", errorType);
  }
}
