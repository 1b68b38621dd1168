package io.github.standpipe.internal.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders by absolute path, with the data that shows whether one changed. Temporary
 * files of editors and build tools are ignored.
 */
record Snapshot(Map<Path, Stamp> files, Set<Path> folders) {
  private static final Set<String> PASSED_BY = Set.of("target", "node_modules", "4913");

  /** A file that is overwritten keeps its key; a file that is moved into its place has another. */
  record Stamp(FileTime modified, long size, @Nullable Object key) {}

  /** A snapshot of everything in the folders; a root may also be a file. */
  static Snapshot of(Collection<Path> roots) {
    Snapshot snapshot = new Snapshot(new HashMap<>(), new HashSet<>());
    for (Path root : roots) {
      try {
        Files.walkFileTree(root, snapshot.new Walk(root));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return snapshot;
  }

  /** The files that were added, removed or changed since an earlier snapshot, by name. */
  Set<Path> changedSince(Snapshot earlier) {
    Set<Path> changed = new TreeSet<>();
    files.forEach((file, stamp) -> {
      if (!stamp.equals(earlier.files.get(file))) {
        changed.add(file);
      }
    });
    earlier.files.keySet().stream().filter(file -> !files.containsKey(file)).forEach(changed::add);
    return changed;
  }

  private static boolean isLeftover(Path file) {
    String name = Objects.toString(file.getFileName(), "");
    return name.startsWith(".") || name.endsWith("~") || PASSED_BY.contains(name);
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;

    private Walk(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && isLeftover(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!isLeftover(file)) {
        files.put(
            file,
            new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult
          .CONTINUE; // it was removed during the scan: the next snapshot shows that
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
