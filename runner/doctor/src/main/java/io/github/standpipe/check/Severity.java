package io.github.standpipe.check;

import java.util.Locale;

/** How serious a finding is. */
public enum Severity {
  /** Advice: the pipe works without it. */
  INFO,
  /** It works until something goes wrong. */
  WARNING,
  /** It does not deploy, does not run, or loses messages. */
  ERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
