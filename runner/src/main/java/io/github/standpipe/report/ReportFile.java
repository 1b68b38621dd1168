package io.github.standpipe.report;

import io.github.standpipe.enrich.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a report is written to. */
public record ReportFile(Path path) {

  /**
   * Looks whether it can be written, before anything runs.
   *
   * @throws Fault where it cannot
   */
  public void check() {
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path)) {
      throw new Fault(path.toString(), "is a folder; name a file");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes it, as UTF-8.
   *
   * @throws Fault where it cannot be written
   */
  public void write(String text) {
    try {
      Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Fault unwritable(IOException e) {
    String why = e.getClass().getSimpleName();
    return new Fault(path.toString(), "cannot be written (" + why + "); name another file");
  }
}
