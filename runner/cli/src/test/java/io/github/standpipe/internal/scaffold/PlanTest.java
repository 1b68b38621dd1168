package io.github.standpipe.internal.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.files.FullDisk;
import io.github.standpipe.internal.files.Tree;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String TEMPLATE = "Resources:\n  Mine: {Type: AWS::SQS::Queue}\n";

  @TempDir Path folder;

  /** Wherever the disk becomes full: a template that is cut in two is lost. */
  @Test
  void leavesTheTemplateAsItIsOnAFullDisk() throws IOException {
    Files.createDirectory(folder.resolve("pipes"));
    Files.writeString(folder.resolve("pipes/template.yaml"), TEMPLATE);
    Map<String, String> before = Tree.of(folder);
    int room = 0;

    while (isRefused(plan(FullDisk.with(folder, room)))) {
      assertThat(Tree.of(folder)).isEqualTo(before);
      room++;
    }

    assertThat(room).isGreaterThan(2 * TEMPLATE.length());
    assertThat(folder.resolve("pipes/template.yaml")).hasContent(TEMPLATE + "  P: {}\n");
    assertThat(folder.resolve("transforms/p.jslt")).hasContent(".");
  }

  @Test
  void leavesNothingOfANewProjectOnAFullDisk() throws IOException {
    for (int room = 0; room < TEMPLATE.length(); room++) {
      assertThat(isRefused(plan(FullDisk.with(folder, room)))).isTrue();
      assertThat(Tree.of(folder)).containsOnlyKeys("");
    }
  }

  private static boolean isRefused(ScaffoldPlan plan) {
    try {
      plan.write();
      return false;
    } catch (Fault e) {
      assertThat(e)
          .hasMessageMatching(
              "\\S+: cannot be written \\(No space left on device\\), so nothing was written; check"
                  + " what is in its place, and the permissions");
      return true;
    }
  }

  @Test
  void namesWhatStandsInItsPlace() throws IOException {
    Files.createDirectories(folder.resolve("transforms/p.jslt"));

    assertThatThrownBy(() -> plan(folder).write())
        .hasMessage(
            folder.resolve("transforms/p.jslt")
                + ": cannot be written (FileAlreadyExistsException), so nothing was written; check"
                + " what is in its place, and the permissions");
    assertThat(folder.resolve("pipes")).doesNotExist();
  }

  private static ScaffoldPlan plan(Path root) {
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(root.resolve("transforms/p.jslt"), ".");
    files.put(root.resolve("fixtures/P/passes/1-source.json"), "{}");
    Path template = root.resolve("pipes/template.yaml");
    return new ScaffoldPlan("P", files, template, TEMPLATE + "  P: {}\n", "  P: {}\n", List.of());
  }
}
