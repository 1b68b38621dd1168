package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Templates in the forms that public ones have: loops, nested stacks, connectors, {@code Globals},
 * includes, macros. Each is listed with its kinds, and with its faults but no others.
 */
class WrittenByPeopleTest {
  private static final Path FOLDER = Path.of("runner/doctor/src/test/check/people");
  private static final Set<String> ROLES = Set.of("source", "enrichment", "target");

  private static String report(Path file) {
    Diagnosis diagnosis = Doctor.examine(Template.readUsable(file, Map.of()));
    StringJoiner report = new StringJoiner("\n", "", "\n").add(file.getFileName().toString());
    for (Diagnosis.ExaminedPipe pipe : diagnosis.pipes()) {
      StringJoiner parts = new StringJoiner(", ", "  " + pipe.name() + ": ", "");
      pipe.parts().stream()
          .filter(part -> ROLES.contains(part.role()))
          .map(part -> (part.type() + " " + part.name()).strip())
          .forEach(parts::add);
      report.add(parts.toString());
    }
    diagnosis
        .unread()
        .forEach(line ->
            report.add("  " + line.substring(line.indexOf(": ") + 2).replace(FOLDER + "/", "")));
    diagnosis.findings().stream()
        .filter(finding -> finding.rule().severity() != Severity.INFO)
        .map(one ->
            "  %s:%d %s %s"
                .formatted(
                    FOLDER.relativize(Path.of(one.at().file())),
                    one.at().line(),
                    one.rule().id(),
                    one.resource()))
        .distinct()
        .forEach(report::add);
    return report.toString();
  }

  @Test
  void areListedAndCheckedAsWritten() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSize(20);
    StringBuilder reports = new StringBuilder();
    files.forEach(file -> reports.append(report(file)));
    assertThat(reports.toString()).isEqualTo(Files.readString(FOLDER.resolve("expected.txt")));
  }
}
