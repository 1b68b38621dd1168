package io.github.standpipe.internal.cli.deployed;

import picocli.CommandLine.Parameters;

/** The deployed pipe that a command is about. */
final class DeployedName {
  @Parameters(index = "0", paramLabel = "NAME", description = "A deployed pipe.")
  String name = "";
}
