package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Half of a surrogate pair, which JSON can hold and UTF-8 cannot, is written as an escape. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HalfCharacterTest {
  private static final String BODY =
      "{\"name\":\"x\\ud83dy\",\"low\":\"a\\ude00b\",\"pair\":\"\\ud83d\\ude00\"}";
  private static final String PASS = "{\"name\": .body.name, \"all\": .body}";
  private static final String FAIL = "error(\"no \" + .body.name)";

  @TempDir Path folder;

  private Said imported(MadeProject project, String... more) {
    String given = project.write("given.json", BODY).root().resolve("given.json").toString();
    String save = folder.resolve("fixtures/P/x").toString();
    String[] all = new String[more.length + 7];
    String[] first = {"import", "P", given, "-t", project.template().toString(), "--save", save};
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Said.by(all);
  }

  @Test
  void isImportedAsItIs() {
    MadeProject project = MadeProject.in(folder, PASS);
    Said said = imported(project, "--as-is");
    assertThat(said.err()).isEmpty();
    assertThat(project.text("1-source.json")).contains("\"x\\ud83dy\"", "\"a\\ude00b\"");
    assertThat(project.text("5-target-input.json")).contains("\"x\\ud83dy\"", "\ud83d\ude00");
    assertThat(project.test().code()).isZero();
  }

  @Test
  void isImportedWhereItIsKept() {
    MadeProject project = MadeProject.in(folder, PASS);
    Said said = imported(project, "--keep", "name");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(project.text("1-source.json")).contains("\"x\\ud83dy\"").doesNotContain("\\ude00");
    assertThat(project.test().code()).isZero();
  }

  @Test
  void standsInAnErrorAndIsExpectedAgain() {
    MadeProject project = MadeProject.in(folder, FAIL);
    Said said = imported(project, "--as-is");
    assertThat(project.text("error.txt")).contains("no x\\ud83dy");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(project.test().code()).isZero();
  }

  @Test
  void isSavedByTraceAndAccepted() {
    MadeProject project = MadeProject.in(folder, PASS);
    project.write("one.json", BODY);
    String template = project.template().toString();
    String save = folder.resolve("fixtures/P/x").toString();
    String one = folder.resolve("one.json").toString();
    Said saved = Said.by("trace", "P", one, "-t", template, "--save", save);
    assertThat(saved.code()).as(saved.err()).isZero();
    assertThat(project.test().code()).isZero();

    project.write("transforms/x.jslt", "{\"other\": .body.name}");
    Said accepted =
        Said.by(
            "test",
            "-t",
            template,
            "-f",
            folder.resolve("fixtures").toString(),
            "--accept",
            "--yes");
    assertThat(accepted.code()).as(accepted.out() + accepted.err()).isZero();
    assertThat(project.text("5-target-input.json")).contains("\"x\\uD83Dy\"");
    assertThat(project.test().code()).isZero();
  }
}
