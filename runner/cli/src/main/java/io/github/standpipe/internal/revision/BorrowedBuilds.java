package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Classes and zips are built, and so are in no commit: functions of the base get the current ones.
 *
 * @param base the folder that stands for the outermost folder of the repository
 * @param top the outermost folder of the work tree
 */
record BorrowedBuilds(Path base, Path top) {
  private static final String OWN = "io.github.standpipe.";
  private static final String PACKAGES = "node_modules";
  private static final List<String> BUILT = List.of("target", "build", "lib");

  /**
   * Links to what is built now, for each function of the base that lacks it.
   *
   * @return a line that names the functions whose code may differ from that of the base, if any
   */
  List<String> borrow(Template template) {
    Set<String> borrowing = new TreeSet<>();
    for (LambdaFunction function : functions(template)) {
      function.code().ifPresent(this::borrowPackages);
      boolean borrows =
          Stream.concat(function.layers().stream(), function.code().stream())
              .map(this::borrow)
              .reduce(false, Boolean::logicalOr);
      if (borrows && !function.handler().startsWith(OWN)) {
        borrowing.add(function.logicalId());
      }
    }
    return borrowing.isEmpty()
        ? List.of()
        : List.of(
            "the base runs the classes of the current build for "
                + String.join(", ", borrowing)
                + ", because a commit does not hold classes; to compare these too, build the base"
                + " in a folder and name the folder");
  }

  /** Node.js finds packages in the folder of the code and in each one above. */
  private void borrowPackages(Path code) {
    Path folder = code.toAbsolutePath().normalize();
    while (folder != null && folder.startsWith(base)) {
      Path packages = folder.resolve(PACKAGES);
      Path now = top.resolve(base.relativize(packages).toString());
      boolean isMissing = !Files.exists(packages, LinkOption.NOFOLLOW_LINKS);
      if (isMissing && Files.isDirectory(folder) && Files.isDirectory(now)) {
        link(packages);
      }
      folder = folder.getParent();
    }
  }

  private static List<LambdaFunction> functions(Template template) {
    return template.declarations().stream()
        .filter(Declaration::isFunction)
        .flatMap(BorrowedBuilds::function)
        .toList();
  }

  private static Stream<LambdaFunction> function(Declaration declaration) {
    try {
      return declaration.function().stream();
    } catch (Fault e) {
      return Stream.of(); // reported when the function is called
    }
  }

  /** Returns whether something was linked. */
  private boolean borrow(Path code) {
    Path absolute = code.toAbsolutePath().normalize();
    if (!absolute.startsWith(base) || Files.isSymbolicLink(absolute)) {
      return false;
    }
    Path now = top.resolve(base.relativize(absolute).toString());
    if (!Files.exists(absolute)) {
      return Files.exists(now) && link(missing(absolute));
    }
    return Files.isDirectory(absolute)
        && BUILT.stream()
            .filter(name -> Files.exists(now.resolve(name)))
            .map(absolute::resolve)
            .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
            .map(this::link)
            .reduce(false, Boolean::logicalOr);
  }

  /** The outermost folder of a path that the base lacks. */
  private static Path missing(Path path) {
    Path missing = path;
    Path above = path.getParent();
    while (above != null && !Files.exists(above)) {
      missing = above;
      above = above.getParent();
    }
    return missing;
  }

  private boolean link(Path path) {
    Path now = top.resolve(base.relativize(path).toString());
    try {
      Files.createSymbolicLink(path, now);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      throw new Fault(
          "what is built in " + base.relativize(path),
          "cannot be linked into the temporary folder; build the base and name its folder");
    }
  }
}
