package io.github.standpipe.internal.files;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes temporary folders. */
public final class FolderRemoval {
  private FolderRemoval() {}

  /**
   * Removes a folder with its content, and links without their targets.
   *
   * @throws Fault if something in it cannot be removed
   */
  public static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new Fault(folder.toString(), "cannot be removed; remove it by hand");
    }
  }
}
