package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Compiles and runs the programs that docs/embedding.md shows. */
@Isolated("it captures what the program prints")
class EmbeddingPageTest {
  @TempDir private Path folder;

  @Test
  void theProgramPrintsWhatThePageShows() throws Exception {
    Path template = Files.writeString(folder.resolve("orders.yaml"), fence("yaml", 0));
    compile("Embedding", fence("java", 0));
    assertThat(printed("Embedding", template.toString()))
        .isEqualToNormalizingNewlines(fence("text", 0));
  }

  @Test
  void theProgramThatRunsAMachineAlonePrintsWhatThePageShows() throws Exception {
    compile("RunMachine", fence("java", 1));
    assertThat(printed("RunMachine")).isEqualToNormalizingNewlines(fence("text", 1));
  }

  private void compile(String name, String program) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                complaints,
                complaints,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(compiled).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
  }

  private String printed(String program, String... arguments) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A fence of a language on the page, by its place among them. */
  private static String fence(String language, int place) throws IOException {
    Matcher fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/embedding.md")));
    for (int i = 0; i <= place; i++) {
      assertThat(fence.find()).as(language).isTrue();
    }
    return fence.group(1);
  }
}
