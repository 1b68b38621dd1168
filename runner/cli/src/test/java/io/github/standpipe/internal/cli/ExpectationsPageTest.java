package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps docs/expectations.md true: writes the files that it shows, runs what it runs, in order. */
class ExpectationsPageTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^(?:`([\\w/.-]+)`:\\n)?```\\w*\\n((?s).*?)^```$");

  @TempDir Path folder;

  @Test
  void printsWhatThePageSays() throws IOException {
    MadeProject project = MadeProject.in(folder, "{}").called("Orders");
    List<String> ran = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/expectations.md")));
    while (blocks.find()) {
      String text = blocks.group(2);
      if (blocks.group(1) != null) {
        project.write(blocks.group(1), text);
      } else if (text.startsWith("$ ./standpipe test")) {
        String[] command = text.lines().findFirst().orElseThrow().substring(18).split(" ");
        assertThat(project.test(arguments(command)).out())
            .isEqualTo(text.substring(text.indexOf('\n') + 1));
        ran.add(String.join(" ", command));
      }
    }
    assertThat(ran).hasSize(3);
    assertThat(twoRunsOf(project)).contains(thatTheyDiffer());
  }

  private static String[] arguments(String... command) {
    return List.of(command).stream().filter(a -> !a.isBlank()).toArray(String[]::new);
  }

  private static String twoRunsOf(MadeProject project) throws IOException {
    Path jslt = project.root().resolve("transforms/x.jslt");
    project.write("transforms/x.jslt", Files.readString(jslt).replace("uuid()", "random()"));
    return project.test().out();
  }

  private static String thatTheyDiffer() throws IOException {
    return Files.readString(Path.of("docs/expectations.md"))
        .lines()
        .filter(line -> line.startsWith("4-enriched.json: two runs differ"))
        .findFirst()
        .orElseThrow();
  }
}
