package io.github.standpipe.internal.cli.console;

import picocli.CommandLine.Option;

/** Whether a command prints JSON, for one with several results. */
public final class JsonArrayOption {
  @Option(names = "--json", description = "Print one JSON array instead of text.")
  boolean json;

  public boolean isAsked() {
    return json;
  }
}
