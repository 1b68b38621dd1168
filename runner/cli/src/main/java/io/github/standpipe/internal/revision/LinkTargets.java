package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds where the links of a commit lead. */
final class LinkTargets {
  private LinkTargets() {}

  /** The paths below a folder to which its links lead, and which are not there. */
  static Set<String> missing(Path root) {
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path link : (Iterable<Path>) files.filter(LinkTargets::isBroken)::iterator) {
        Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
        if (target.startsWith(root) && !target.equals(root)) {
          missing.add(root.relativize(target).toString().replace('\\', '/'));
        }
      }
      return missing;
    } catch (IOException e) {
      throw new Fault("the temporary folder", "cannot be read: " + e.getMessage());
    }
  }

  private static boolean isBroken(Path file) {
    return Files.isSymbolicLink(file) && !Files.exists(file);
  }
}
