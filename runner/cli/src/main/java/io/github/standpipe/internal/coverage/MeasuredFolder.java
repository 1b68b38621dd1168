package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.files.FolderRemoval;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that replaces a function's layer during measurement: its transforms are rewritten; other
 * files are linked, or copied if that is not possible.
 */
record MeasuredFolder(Path copy) implements AutoCloseable {

  /**
   * Creates the folder.
   *
   * @param texts the new texts of the rewritten files, by path in the layer
   */
  static MeasuredFolder of(Path layer, Map<Path, String> texts) {
    try {
      MeasuredFolder folder = new MeasuredFolder(Files.createTempDirectory("standpipe-coverage"));
      folder.fill(layer, folder.copy, texts);
      return folder;
    } catch (IOException e) {
      throw new Fault(layer.toString(), "cannot be copied to be measured: " + e.getMessage());
    }
  }

  private void fill(Path from, Path to, Map<Path, String> texts) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path there = to.resolve(entry.getFileName());
        String text = texts.get(entry);
        if (text != null) {
          Files.writeString(there, text);
        } else if (texts.keySet().stream().anyMatch(file -> file.startsWith(entry))) {
          fill(entry, Files.createDirectory(there), texts);
        } else {
          link(entry, there);
        }
      }
    }
  }

  /** A hard link, because a symbolic one would point out of the layer. */
  private static void link(Path file, Path there) throws IOException {
    if (Files.isDirectory(file)) {
      Files.createDirectory(there);
      try (Stream<Path> entries = Files.list(file)) {
        for (Path entry : entries.toList()) {
          link(entry, there.resolve(entry.getFileName()));
        }
      }
      return;
    }
    try {
      Files.createLink(there, file.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, there); // the layer is on another file system
    }
  }

  /** Removes links without their targets. */
  @Override
  public void close() {
    FolderRemoval.remove(copy);
  }
}
