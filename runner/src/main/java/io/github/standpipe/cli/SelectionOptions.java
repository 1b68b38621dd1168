package io.github.standpipe.cli;

import io.github.standpipe.fixture.Selection;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which fixtures. */
final class SelectionOptions {
  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description = "Only cases that have this tag in their given.json; may be repeated: any.")
  List<String> tags = List.of();

  @Option(
      names = "--exclude-tag",
      paramLabel = "TAG",
      split = ",",
      description = "No case that has this tag; may be repeated.")
  List<String> otherTags = List.of();

  @Option(
      names = "--name",
      paramLabel = "PATTERN",
      description =
          "Only cases of such a name: a part of PIPE/CASE, or with * and ? a glob of the case or"
              + " of PIPE/CASE; may be repeated: any.")
  List<String> names = List.of();

  @Parameters(
      paramLabel = "SUBJECT",
      description = "A pipe, or one case as PIPE/CASE or by its path. Default: all fixtures.")
  List<String> subjects = List.of();

  Selection selection() {
    return Selection.ALL.ofSubjects(subjects).tagged(tags).notTagged(otherTags).withNames(names);
  }
}
