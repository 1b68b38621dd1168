package io.github.standpipe.cli;

import io.github.standpipe.fixture.Project;
import picocli.CommandLine.Option;

/** Who answers the look-ups of a run. */
final class LookupsOption {
  enum Answering {
    fixtures,
    live
  }

  @Option(
      names = "--lookups",
      paramLabel = "WHO",
      defaultValue = "fixtures",
      description =
          "Who answers look-ups: fixtures, or live for the services that the function's LOOKUP_"
              + " variables name; AWS_ENDPOINT_URL_DYNAMODB and the like name other servers, and a"
              + " variable of the shell takes the place of the function's. Default: fixtures.")
  Answering who = Answering.fixtures;

  Project in(Project project) {
    return switch (who) {
      case fixtures -> project;
      case live -> project.withLiveLookups(System.getenv());
    };
  }
}
