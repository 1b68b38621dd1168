package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Describes a call without an answer; the exceptions' own texts may quote content. */
final class ConnectionFailure {
  private static final String NOT_THE_PROTOCOL = "its answer is not what the protocol says";

  private ConnectionFailure() {}

  static String describe(IOException e) {
    if (isUnknownHost(e)) {
      return "its host is unknown";
    }
    return switch (e) {
      case ConnectException c -> "the connection was refused";
      case ProtocolException p -> NOT_THE_PROTOCOL;
      case JsonProcessingException j -> NOT_THE_PROTOCOL;
      case SSLException s -> "there is no secure connection: " + s.getMessage();
      default -> "the connection broke off, or the answer is not what the protocol says";
    };
  }

  /** Clients wrap it at different depths. */
  private static boolean isUnknownHost(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
