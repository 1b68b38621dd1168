package io.github.standpipe.internal.cli.console;

import java.util.Optional;

/** The version of Standpipe that runs. */
public final class ToolVersion {
  /** The version of a checkout that was not packaged; a jar has its own. */
  public static final String DEVELOPED = "0.1.0-SNAPSHOT";

  private ToolVersion() {}

  /** The version of the libraries that a new project depends on. */
  public static String version() {
    return packaged().orElse(DEVELOPED);
  }

  /** The version that the build gave the jar. */
  public static Optional<String> packaged() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion());
  }
}
