package io.github.standpipe.internal.cli.console;

import picocli.CommandLine.Option;

/** Whether a command prints JSON. */
public final class JsonOption {
  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  public boolean isAsked() {
    return json;
  }
}
