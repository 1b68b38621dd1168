package io.github.standpipe.internal.cli.compare;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a project is compared with. */
final class BaseOption {
  @Option(
      names = "--base",
      paramLabel = "REVISION",
      description =
          "What to compare with: a git revision, such as main; REVISION:PATH for a template that"
              + " had another path; a folder with the project's files, or another template.")
  @Nullable String revision;
}
