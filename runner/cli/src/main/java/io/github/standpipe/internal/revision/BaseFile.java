package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.function.Function;

/** A file as it was: at a git revision, or in another folder. */
public final class BaseFile {
  private BaseFile() {}

  /**
   * Reads a file as it was.
   *
   * @param file the file as it is now
   * @param base a git revision, {@code REVISION:PATH} for a file at another path, a folder, or
   *     another file
   * @param reading reads the file; it is removed afterwards
   * @throws Fault if git is not installed, the file is not in a repository, or the revision or the
   *     file in it does not exist; and for a file that cannot be read
   */
  public static <T> T read(Path file, String base, Function<Path, T> reading) {
    try (CheckedOut files = new BasePlaces(file, "git").find(base)) {
      try {
        return reading.apply(files.template());
      } catch (Fault e) {
        throw new Fault("--base " + base, files.readable(e.getMessage()));
      }
    }
  }
}
