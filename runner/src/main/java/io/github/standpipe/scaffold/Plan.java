package io.github.standpipe.scaffold;

import io.github.standpipe.enrich.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
public record Plan(
    String pipe,
    Map<Path, String> files,
    Path template,
    String changed,
    String added,
    List<String> notes) {

  public Plan {
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
  Plan checked() {
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
   * @throws Fault when something cannot be written; what was written before is removed again
   */
  public void write() {
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<Path, String> file : files.entrySet()) {
        create(file.getKey(), written);
        Files.writeString(file.getKey(), file.getValue(), StandardCharsets.UTF_8);
      }
      if (isNewTemplate()) {
        create(template, written);
      }
      Files.writeString(template, changed, StandardCharsets.UTF_8);
    } catch (IOException e) {
      remove(written);
      throw new Fault(
          place(e),
          "cannot be written ("
              + e.getClass().getSimpleName()
              + "), so nothing was; see what stands in its place, and who may write there");
    }
  }

  private String place(IOException e) {
    return e instanceof FileSystemException fault && fault.getFile() != null
        ? fault.getFile()
        : template.toString();
  }

  private static void create(Path file, List<Path> written) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    List<Path> missing = new ArrayList<>();
    while (folder != null && !Files.exists(folder)) {
      missing.addFirst(folder);
      folder = folder.getParent();
    }
    for (Path made : missing) {
      Files.createDirectory(made);
      written.add(made);
    }
    Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
    written.add(file);
  }

  private static void remove(List<Path> written) {
    for (Path path : written.reversed()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new Fault(path.toString(), "was written and cannot be removed; remove it yourself");
      }
    }
  }
}
