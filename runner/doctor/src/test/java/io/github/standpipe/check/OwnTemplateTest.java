package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The template of this repository, with each of its pipes switched on. */
class OwnTemplateTest {
  private static final Path FILE = Path.of("pipes/template.yaml");
  private static final Pattern SWITCH = Pattern.compile("(?m)^  (\\w+PipeEnabled):$");

  private static Diagnosis diagnosis() throws IOException {
    Map<String, String> on =
        SWITCH
            .matcher(Files.readString(FILE))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toMap(name -> name, name -> "true"));
    return Doctor.examine(Template.read(FILE, on));
  }

  @Test
  void hasNoFinding() throws IOException {
    assertThat(diagnosis().findings())
        .extracting(finding -> finding.rule().id() + ": " + finding.observed())
        .isEmpty();
  }

  @Test
  void suppressesNothing() throws IOException {
    assertThat(Files.readString(FILE)).doesNotContain("suppress:");
  }

  @Test
  void leavesNoPipeOut() throws IOException {
    assertThat(diagnosis().leftOut()).isEmpty();
    assertThat(diagnosis().pipes())
        .extracting(pipe -> pipe.name())
        .contains("OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe");
  }
}
