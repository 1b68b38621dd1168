package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds every Java file of the project to one format; {@code -Dformat=write} writes it. */
class FormatTest {
  private static final boolean WRITES = "write".equals(System.getProperty("format"));
  private final Formatter formatter = new Formatter();

  @Test
  void everyJavaFileIsFormatted() throws IOException {
    List<Path> files = javaFiles();
    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files.stream().filter(this::differs)).as("run .ci/format for").isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    return ModuleFolders.javaFiles(ModuleFolders.all(), "src");
  }

  private boolean differs(Path file) {
    try {
      String source = Files.readString(file);
      String formatted =
          formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(source));
      if (WRITES) {
        Files.writeString(file, formatted);
      }
      return !WRITES && !source.equals(formatted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new AssertionError(file + " cannot be formatted: " + e.getMessage(), e);
    }
  }
}
