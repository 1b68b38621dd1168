package io.github.standpipe.coverage;

import io.github.standpipe.enrich.Fault;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that stands in for a function's layer while it is measured: its transforms are written
 * anew there, and all else is linked, or copied where that cannot be.
 */
record MeasuredFolder(Path copy) implements AutoCloseable {

  /**
   * Makes one.
   *
   * @param texts the new text of each file that is written anew, by its path in the layer
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

  /** A hard link, for a symbolic one would lead out of the layer. */
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
      Files.copy(file, there); // on another file system
    }
  }

  /** Links are removed, and not what they lead to. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(
          copy,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new Fault(copy.toString(), "cannot be removed; remove it by hand");
    }
  }
}
