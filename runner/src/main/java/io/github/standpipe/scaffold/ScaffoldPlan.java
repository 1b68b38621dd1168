package io.github.standpipe.scaffold;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.files.FileChanges;
import io.github.standpipe.files.Readers;
import io.github.standpipe.files.WriteFailure;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be written, all of it or nothing.
 *
 * @param pipe the new pipe
 * @param files new files, by path
 * @param template the template, which may be new too
 * @param changed its text with what is new
 * @param added what the template gains
 * @param notes what is left to the user
 */
public record ScaffoldPlan(
    String pipe,
    Map<Path, String> files,
    Path template,
    String changed,
    String added,
    List<String> notes) {

  public ScaffoldPlan {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    notes = List.copyOf(notes);
  }

  /** Whether the template is new too. */
  public boolean isNewTemplate() {
    return !Files.exists(template);
  }

  /**
   * Refuses to write over anything.
   *
   * @throws Fault for the first file that is there
   */
  ScaffoldPlan checked() {
    for (Path file : files.keySet()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Fault(file.toString(), "is there already; choose another name, or remove it");
      }
    }
    return this;
  }

  /**
   * Writes all of it; the template last, so that it never names what is not there.
   *
   * @throws Fault when something cannot be written; then nothing is
   */
  public void write() {
    FileChanges changes = FileChanges.readBy(Readers.DEFAULT);
    files.forEach((file, text) -> changes.folder(folder(file)).create(file, text));
    changes.folder(folder(template));
    if (isNewTemplate()) {
      changes.create(template, changed);
    } else {
      changes.replace(template, changed);
    }
    try {
      changes.write();
    } catch (WriteFailure e) {
      throw new Fault(
          e.place(),
          "cannot be written ("
              + e.reason()
              + "), so nothing was; see what stands in its place, and who may write there");
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }
}
