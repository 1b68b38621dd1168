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

/** Compiles and runs the program that docs/embedding.md shows. */
@Isolated("it captures what the program prints")
class EmbeddingPageTest {
  @TempDir private Path folder;

  @Test
  void theProgramPrintsWhatThePageShows() throws Exception {
    Path template = Files.writeString(folder.resolve("orders.yaml"), fence("yaml"));
    Path source = Files.writeString(folder.resolve("Embedding.java"), fence("java"));
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

    assertThat(printed(template)).isEqualToNormalizingNewlines(fence("text"));
  }

  private String printed(Path template) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Embedding")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {template.toString()});
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The first fence of a language on the page. */
  private static String fence(String language) throws IOException {
    Matcher fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/embedding.md")));
    assertThat(fence.find()).as(language).isTrue();
    return fence.group(1);
  }
}
