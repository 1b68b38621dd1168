package io.github.standpipe.internal.signed;

import java.io.IOException;

/** There are no credentials to sign a call with; its message says why. */
public final class CredentialsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /** There are no credentials, and a retry will not change that. */
  public CredentialsException(String message) {
    this(message, false);
  }

  CredentialsException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Whether a retry may find credentials. */
  public boolean isPassing() {
    return passing;
  }
}
