package io.github.standpipe.internal.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration beside a plan or a state: the files of the root module and of its modules. */
final class HclFolders {
  private static final long LARGEST_FILE = 2_000_000;
  private static final int MOST_FILES = 500;

  private final Path root;
  private final Map<Path, Optional<HclBody>> bodies = new HashMap<>();
  private @Nullable Map<String, String> installed;

  /**
   * The configuration in a folder.
   *
   * @param root the folder of the plan or state, as it was named
   */
  HclFolders(Path root) {
    this.root = root;
  }

  /** The folder of the root module. */
  Path root() {
    return root;
  }

  /** Everything in the configuration files of a folder; null if there are none. */
  @Nullable HclBody body(Path folder) {
    return bodies.computeIfAbsent(folder, f -> Optional.ofNullable(read(f))).orElse(null);
  }

  private static @Nullable HclBody read(Path folder) {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      return null;
    }
    HclBody all = new HclBody();
    for (Path file : files) {
      String text = text(file);
      if (text != null) {
        all.addAll(HclParser.file(text, file.toString()));
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{tf,tofu}")) {
      for (Path entry : entries) {
        if (files.size() < MOST_FILES && Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // places are then those of the plan
    }
    files.sort(null);
    return files;
  }

  /** The text of a file; null if it cannot be read. */
  static @Nullable String text(Path file) {
    try {
      return Files.size(file) > LARGEST_FILE ? null : Files.readString(file);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The folder of a module that another one calls.
   *
   * @param path the names of the modules that lead to it: {@code orders.queue}
   * @param caller the folder of the caller
   * @param source as the call writes it; null if it is unknown
   */
  @Nullable Path module(String path, @Nullable Path caller, @Nullable String source) {
    String folder = installed().get(path);
    try {
      if (folder != null) {
        return beside(root, folder);
      }
      return source != null && source.matches("\\.{1,2}(/.*)?") && caller != null
          ? beside(caller, source)
          : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Path beside(Path folder, String other) {
    return folder.resolve(other).normalize();
  }

  /** Where {@code terraform init} put the modules. */
  private Map<String, String> installed() {
    Map<String, String> known = installed;
    if (known == null) {
      known = new HashMap<>();
      String text = text(root.resolve(".terraform").resolve("modules").resolve("modules.json"));
      SourcePlace at = new SourcePlace("", 1, 1);
      Term list = text == null ? null : TermReader.parsed(text, at);
      for (Term one : Term.items(Term.at(list, "Modules"))) {
        String key = Term.text(Term.at(one, "Key"));
        String folder = Term.text(Term.at(one, "Dir"));
        if (key != null && folder != null) {
          known.put(key, folder);
        }
      }
      installed = known;
    }
    return known;
  }
}
