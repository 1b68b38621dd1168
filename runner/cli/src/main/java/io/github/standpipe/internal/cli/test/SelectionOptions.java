package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.fixture.Selection;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that select fixtures. */
final class SelectionOptions {
  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description =
          "Run only cases with this tag in their given.json. May be repeated; any tag counts.")
  List<String> tags = List.of();

  @Option(
      names = "--exclude-tag",
      paramLabel = "TAG",
      split = ",",
      description = "Leave out cases with this tag. May be repeated.")
  List<String> otherTags = List.of();

  @Option(
      names = "--name",
      paramLabel = "PATTERN",
      description =
          "Run only cases whose name matches: a part of PIPE/CASE, or a glob with * and ? for the"
              + " case or for PIPE/CASE. May be repeated; any match counts.")
  List<String> names = List.of();

  @Parameters(
      paramLabel = "SUBJECT",
      description = "A pipe, or one case as PIPE/CASE or by its path. Default: all fixtures.")
  List<String> subjects = List.of();

  Selection selection() {
    return Selection.ALL.ofSubjects(subjects).tagged(tags).notTagged(otherTags).withNames(names);
  }
}
