package io.github.standpipe.benchmarks;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A function's zip as Lambda unpacks it. */
final class Unzipped {
  private Unzipped() {}

  /** Unpacks a zip's {@code lib/} into a folder, and gives its jars in the order of their names. */
  static List<Path> jars(Path zip, Path folder) throws IOException {
    remove(folder);
    Files.createDirectories(folder);
    List<Path> jars = new ArrayList<>();
    try (FileSystem files = FileSystems.newFileSystem(zip);
        Stream<Path> entries = Files.list(files.getPath("lib"))) {
      for (Path entry : entries.toList()) {
        jars.add(Files.copy(entry, folder.resolve(entry.getFileName().toString())));
      }
    }
    return jars.stream().sorted().toList();
  }

  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
