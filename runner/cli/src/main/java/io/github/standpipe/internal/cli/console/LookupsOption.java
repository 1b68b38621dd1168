package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.fixture.Project;
import picocli.CommandLine.Option;

/** What answers the look-ups of a run. */
public final class LookupsOption {
  enum Answering {
    fixtures,
    live
  }

  @Option(
      names = "--lookups",
      paramLabel = "WHO",
      defaultValue = "fixtures",
      description =
          "What answers look-ups: fixtures, or live for the services in the function's LOOKUP_"
              + " variables; AWS_ENDPOINT_URL_DYNAMODB and the like name other servers, and"
              + " variables of the shell override those of the function. Default: fixtures.")
  Answering who = Answering.fixtures;

  public Project in(Project project) {
    return switch (who) {
      case fixtures -> project;
      case live -> project.withLiveLookups(System.getenv());
    };
  }
}
