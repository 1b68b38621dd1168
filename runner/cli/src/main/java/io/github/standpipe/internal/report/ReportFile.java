package io.github.standpipe.internal.report;

import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a report.
 *
 * @param readers who may read a new one
 */
public record ReportFile(Path path, Readers readers) {

  /**
   * Checks that it can be written, before anything runs.
   *
   * @throws Fault if it cannot
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
   * Writes it as UTF-8; an earlier report is kept if that fails.
   *
   * @throws Fault if it cannot be written
   */
  public void write(String text) {
    try {
      FileChanges.readBy(readers).replace(path, text).write();
    } catch (WriteFailure e) {
      throw unwritable(e);
    }
  }

  /**
   * Adds to what it holds, such as a summary that other commands of the same job write to.
   *
   * @throws Fault if it cannot be read or written
   */
  public void append(String text) {
    write(existing() + text);
  }

  private String existing() {
    try {
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new Fault(path.toString(), "cannot be read as UTF-8 to add to it; name another file");
    }
  }

  private Fault unwritable(WriteFailure e) {
    return new Fault(path.toString(), "cannot be written (" + e.reason() + "); name another file");
  }
}
