package io.github.standpipe.internal.cli.console;

/** The exit codes of every command. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int UNUSABLE = 2;

  /** An error of Standpipe itself; the number is that of an internal error in sysexits.h. */
  public static final int BROKEN = 70;

  private ExitCode() {}
}
