package io.github.standpipe.internal.cli.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command prints and writes for a CI system. */
public final class CiOptions {
  @Option(
      names = "--github",
      description =
          "Also print what fails as GitHub Actions annotations, which name places and not values.")
  public boolean github;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description =
          "Append a summary in Markdown, without values, to FILE, such as $GITHUB_STEP_SUMMARY.")
  public @Nullable Path summary;
}
