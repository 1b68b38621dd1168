package io.github.standpipe.signed;

import java.io.IOException;

/** There are no credentials to sign a call with; its message says why. */
public final class CredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /** There are none, and there will be none. */
  public CredentialsException(String message) {
    this(message, false);
  }

  CredentialsException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Whether there may be some when the call is made again. */
  public boolean isPassing() {
    return passing;
  }
}
