package io.github.standpipe.internal.host;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonProcessingException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JsonMappingException;

/** The place at which a value did not bind; the library's messages would quote the value. */
final class BindingFailure {
  private BindingFailure() {}

  /** {@code : at java.util.ArrayList[1]->Order["quantity"] (InvalidFormatException)}. */
  static String place(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
        return ": at "
            + mapping.getPathReference()
            + " ("
            + mapping.getClass().getSimpleName()
            + ")";
      }
      if (cause instanceof JsonProcessingException) {
        return ": " + cause.getClass().getSimpleName();
      }
    }
    return ": " + e.getClass().getSimpleName();
  }
}
