package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a base.
 *
 * @param template its template
 * @param temporary the folder that is removed at the end; empty if the files stay
 * @param top the work tree that the files are another state of, if they are
 */
record CheckedOut(Path template, Optional<Path> temporary, Optional<Path> top)
    implements AutoCloseable {
  private static final String TREE = "tree";

  static CheckedOut inPlace(Path template) {
    return new CheckedOut(template, Optional.empty(), Optional.empty());
  }

  /**
   * A new folder for the files of a commit.
   *
   * @param template the template's path from the top
   */
  static CheckedOut temporary(Path top, String template) {
    try {
      Path folder = Files.createTempDirectory("standpipe-base-").toRealPath();
      return new CheckedOut(
          folder.resolve(TREE).resolve(template), Optional.of(folder), Optional.of(top));
    } catch (IOException e) {
      throw new Fault("the temporary folder", "cannot be written: " + e.getMessage());
    }
  }

  /** The folder that stands for the outermost folder of the repository. */
  Path root() {
    return temporary.orElseThrow().resolve(TREE);
  }

  /** The file for git's own index. */
  Path index() {
    return temporary.orElseThrow().resolve("index");
  }

  /** Borrows what is built and so is in no commit; returns a note for each. */
  List<String> withBuilds(Template read) {
    return top.isEmpty() ? List.of() : new BorrowedBuilds(root(), top.get()).borrow(read);
  }

  /** A message with paths from the outermost folder of the repository. */
  String readable(String message) {
    return temporary.isEmpty()
        ? message
        : message.replace(root() + File.separator, "").replace(root().toString(), ".");
  }

  /** Removes the temporary folder; links in it go, and what they lead to stays. */
  @Override
  public void close() {
    temporary.ifPresent(CheckedOut::remove);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // a folder of the system's that it clears itself
    }
  }
}
