package io.github.standpipe.template;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonProcessingException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JsonMappingException;

/** Where a value did not bind; the messages of the library would quote it. */
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
