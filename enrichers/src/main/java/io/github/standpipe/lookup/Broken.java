package io.github.standpipe.lookup;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What is said of a call that brought no answer; the exceptions' own texts may quote one. */
final class Broken {
  private Broken() {}

  static String told(IOException e) {
    if (isUnknownHost(e)) {
      return "its host is unknown";
    }
    return switch (e) {
      case ConnectException c -> "the connection was refused";
      case SSLException s -> "there is no secure connection: " + s.getMessage();
      default -> "the connection broke off, or the answer is not what the protocol says";
    };
  }

  /** Clients hide it at different depths. */
  private static boolean isUnknownHost(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
