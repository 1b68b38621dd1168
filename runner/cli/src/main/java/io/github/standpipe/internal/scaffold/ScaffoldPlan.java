package io.github.standpipe.internal.scaffold;

import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files to write, all or none.
 *
 * @param pipe the new pipe
 * @param files new files, by path
 * @param template the template, which may be new too
 * @param changed its text with the new resources
 * @param added the resources that the template gains
 * @param notes the remaining steps for the user
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
   * Checks that no file would be overwritten.
   *
   * @throws Fault for the first file that exists
   */
  ScaffoldPlan checked() {
    for (Path file : files.keySet()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Fault(file.toString(), "exists already; choose another name, or remove it");
      }
    }
    return this;
  }

  /**
   * Writes all files; the template last, so that it never refers to a missing file.
   *
   * @throws Fault if a file cannot be written; then none is
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
              + "), so nothing was written; check what is in its place, and the permissions");
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }
}
