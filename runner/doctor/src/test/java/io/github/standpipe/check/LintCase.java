package io.github.standpipe.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transform and what the doctor finds in it:
 *
 * <pre>{@code
 * // about a variable that is left over
 * // 5:5 transform-unused: The variable $b is never used.
 * //   Use it, or remove it.
 * let a = .a
 * let b = .b
 * $a
 * }</pre>
 *
 * <p>The first lines are the findings, in order, each with what to write instead; {@code //
 * nothing} expects none. Lines count in the case, these included. A line {@code // --- NAME} begins
 * another file: a transform that is imported, an {@code event}, the schema {@code light} or {@code
 * rich}, or {@code yaml} that is laid over the template. A line {@code // ===} begins the next
 * case.
 */
record LintCase(Path file, int line, String text) {
  private static final String END = "// ===";
  private static final String PART = "// --- ";
  private static final String ABOUT = "// about ";
  private static final String COMMENT = "// ";

  static List<LintCase> in(Path file) throws IOException {
    List<LintCase> cases = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int from = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).equals(END)) {
        cases.add(new LintCase(file, from + 1, String.join("\n", lines.subList(from, i))));
        from = i + 1;
      }
    }
    return cases;
  }

  /** The expected findings, as they are written. */
  List<String> expected() {
    List<String> expected =
        text.lines()
            .takeWhile(line -> line.startsWith(COMMENT) && !line.startsWith(PART))
            .filter(line -> !line.startsWith(ABOUT))
            .map(line -> line.substring(COMMENT.length()))
            .toList();
    if (expected.isEmpty()) {
      throw new IllegalStateException(file + ":" + line + " expects nothing; write // nothing");
    }
    return expected.equals(List.of("nothing")) ? List.of() : expected;
  }

  /** The findings in the same form. */
  List<String> observed(Path folder) {
    List<String> observed = new ArrayList<>();
    for (Finding finding : project(folder).findings()) {
      if (finding.rule().id().startsWith("transform-")) {
        String name = String.valueOf(Path.of(finding.at().file()).getFileName());
        String place =
            (name.equals("example.jslt") ? "" : name + ":")
                + finding.at().line()
                + ":"
                + finding.at().column();
        observed.add(
            place
                + " "
                + finding.rule().id()
                + ": "
                + finding
                    .observed()
                    .replaceFirst("^OrderEnricher: ", "")
                    .replace(folder + "/", ""));
        observed.add("  " + finding.instead());
      }
    }
    return observed;
  }

  LintProject project(Path folder) {
    String[] parts = text.split("(?m)^" + PART, -1);
    LintProject project = new LintProject(folder).transform(parts[0]);
    Arrays.stream(parts)
        .skip(1)
        .forEach(part -> {
          int end = part.indexOf('\n');
          String name = part.substring(0, end);
          String content = part.substring(end + 1);
          switch (name) {
            case "event" -> project.event(content);
            case "light", "rich" -> project.schema(name, content);
            case "yaml" -> project.lay(content);
            default -> project.write(name, content);
          }
        });
    return project;
  }
}
