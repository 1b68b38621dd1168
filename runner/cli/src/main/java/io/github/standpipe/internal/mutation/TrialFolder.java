package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.files.FolderRemoval;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary folder with the given files of a case that is only tried. */
record TrialFolder(Path path) implements AutoCloseable {
  /** The candidate's files, and what else its base gives. */
  static TrialFolder of(Path base, Map<String, Variation> files) {
    try {
      TrialFolder folder = new TrialFolder(Files.createTempDirectory("standpipe-mutate"));
      for (String name : FixtureNames.GIVEN) {
        copy(base.resolve(name), folder.path.resolve(name));
      }
      Files.createDirectories(folder.path.resolve(FixtureNames.TASKS));
      for (Map.Entry<String, Variation> file : files.entrySet()) {
        Files.writeString(folder.path.resolve(file.getKey()), Json.pretty(file.getValue().value()));
      }
      return folder;
    } catch (IOException e) {
      throw new Fault("a temporary folder", "cannot be written: " + e.getMessage());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  @Override
  public void close() {
    FolderRemoval.remove(path);
  }
}
