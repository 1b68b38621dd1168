package io.github.standpipe.internal.cli.console;

import picocli.CommandLine.Parameters;

/** The pipe of the template that a command is about. */
public final class PipeParameter {
  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe of the template.")
  String name = "";

  public String name() {
    return name;
  }
}
