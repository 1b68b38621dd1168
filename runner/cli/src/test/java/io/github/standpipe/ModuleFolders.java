package io.github.standpipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folders of the project's modules, relative to the project. */
final class ModuleFolders {
  private ModuleFolders() {}

  /** Those that ship, without the benchmarks. */
  static List<Path> published() throws IOException {
    List<Path> modules = new ArrayList<>();
    for (String side : List.of("enrichers", "runner")) {
      try (Stream<Path> folders = Files.list(Path.of(side))) {
        folders
            .filter(folder -> Files.isDirectory(folder.resolve("src/main")))
            .sorted()
            .forEach(modules::add);
      }
    }
    return modules;
  }

  /** The Java files of a folder of each module, such as {@code src/main/java}. */
  static List<Path> javaFiles(List<Path> modules, String folder) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path module : modules) {
      if (Files.isDirectory(module.resolve(folder))) {
        try (Stream<Path> files = Files.walk(module.resolve(folder))) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(all::add);
        }
      }
    }
    return all;
  }

  /** Those that ship, the benchmarks and what packs the download. */
  static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>(published());
    all.add(Path.of("benchmarks"));
    all.add(Path.of("dist"));
    return all;
  }
}
