package io.github.standpipe.signed;

import java.io.IOException;

/** There are no credentials to sign a call with; its message says why. */
public final class CredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  public CredentialsException(String message) {
    super(message);
  }
}
