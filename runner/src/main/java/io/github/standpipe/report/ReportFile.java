package io.github.standpipe.report;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.files.FileChanges;
import io.github.standpipe.files.Readers;
import io.github.standpipe.files.WriteFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a report is written to.
 *
 * @param readers who may read a new one
 */
public record ReportFile(Path path, Readers readers) {

  /**
   * Looks whether it can be written, before anything runs.
   *
   * @throws Fault where it cannot
   */
  public void check() {
    if (Files.isDirectory(path)) {
      throw new Fault(path.toString(), "is a folder; name a file");
    }
    try {
      FileChanges.readBy(readers).folderOf(path).write();
    } catch (WriteFailure e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes it, as UTF-8; an earlier report stays if that fails.
   *
   * @throws Fault where it cannot be written
   */
  public void write(String text) {
    try {
      FileChanges.readBy(readers).replace(path, text).write();
    } catch (WriteFailure e) {
      throw unwritable(e);
    }
  }

  private Fault unwritable(WriteFailure e) {
    return new Fault(path.toString(), "cannot be written (" + e.reason() + "); name another file");
  }
}
