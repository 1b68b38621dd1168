package io.github.standpipe.check;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Resources that are laid over the healthy pipe, and what the doctor finds in them:
 *
 * <pre>{@code
 * # only role-lacks-action
 * # role-lacks-action: OrderPipeRole is denied states:StartExecution to deliver to OrderMachine.
 * #   Remove states:StartExecution on !Ref OrderMachine from the Deny.
 * Denies:
 *   Type: AWS::IAM::Policy # <- role-lacks-action
 * }</pre>
 *
 * <p>The first lines are the findings, each with what to write instead, in the order of the doctor;
 * {@code # nothing} expects none. {@code # only} leaves out the findings of all other rules, {@code
 * # without the rules on definitions} those about a definition that is only an excerpt, and {@code
 * # about} says what a case is about. A mark is at the place of a finding; one in the healthy pipe
 * itself has none and says so: {@code # no-machine-alarm in healthy.yaml: ...}. A line of three
 * hyphens begins the next case.
 *
 * @param line where the case begins in its file, from 1
 */
record FindingCase(Path file, int line, String text) {
  private static final String END = "---";
  private static final String COMMENT = "# ";
  private static final String ONLY = "# only ";
  private static final String READS = "# without the rules on definitions";
  private static final String ABOUT = "# about ";
  private static final String NOTHING = "# nothing";
  private static final String MARK = "# <- ";

  static List<FindingCase> in(Path file) {
    List<FindingCase> cases = new ArrayList<>();
    List<String> lines = lines(file);
    int from = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).equals(END)) {
        cases.add(new FindingCase(file, from + 1, String.join("\n", lines.subList(from, i))));
        from = i + 1;
      }
    }
    return cases;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The expected findings, as they are written. */
  List<String> expected() {
    List<String> expected = header().stream().filter(line -> !isSetting(line)).toList();
    if (expected.isEmpty()) {
      throw new IllegalStateException(file + ":" + line + " expects nothing; write " + NOTHING);
    }
    return expected.equals(List.of(NOTHING)) ? List.of() : expected;
  }

  private static boolean isSetting(String line) {
    return line.startsWith(ONLY) || line.startsWith(ABOUT) || line.equals(READS);
  }

  /** The findings in the same form. */
  List<String> seen() {
    List<String> seen = new ArrayList<>();
    for (Finding finding : findings()) {
      String place = isHere(finding) ? "" : " in " + Path.of(finding.at().file()).getFileName();
      seen.add(COMMENT + finding.rule().id() + place + ": " + finding.observed());
      seen.add(COMMENT + "  " + finding.instead());
    }
    return seen;
  }

  /** The expected places: {@code line: rule}. */
  Set<String> marks() {
    Set<String> marks = new TreeSet<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int at = lines.get(i).indexOf(MARK);
      if (at >= 0) {
        for (String rule : lines.get(i).substring(at + MARK.length()).split(", ", -1)) {
          marks.add((line + i) + ": " + rule);
        }
      }
    }
    return marks;
  }

  /** The places of the findings in this file. */
  Set<String> places() {
    return findings().stream()
        .filter(this::isHere)
        .map(finding -> finding.at().line() + ": " + finding.rule().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isHere(Finding finding) {
    return finding.at().file().equals(file.toString());
  }

  private List<Finding> findings() {
    Set<String> only =
        header().stream()
            .filter(line -> line.startsWith(ONLY))
            .flatMap(line -> Arrays.stream(line.substring(ONLY.length()).split(", ", -1)))
            .collect(Collectors.toSet());
    Template template = Overlaid.template(Laid.HEALTHY, text, file, line);
    List<Finding> all = header().contains(READS) ? Laid.reads(template) : Laid.findings(template);
    return all.stream()
        .filter(finding -> only.isEmpty() || only.contains(finding.rule().id()))
        .toList();
  }

  private List<String> header() {
    return text.lines().takeWhile(line -> line.startsWith(COMMENT)).toList();
  }
}
