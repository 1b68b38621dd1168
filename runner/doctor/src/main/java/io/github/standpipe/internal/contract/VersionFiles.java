package io.github.standpipe.internal.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that upgrade events of a type, by the version that they begin with.
 *
 * @param steps the version that a file leads to, and the file
 */
record VersionFiles(String type, NavigableMap<Integer, Map.Entry<Integer, Path>> steps) {
  private static final Pattern NAME = Pattern.compile("(.+)\\.v(\\d{1,6})-v(\\d{1,6})\\.jslt");

  /** Those in the folder of a transform. */
  static List<VersionFiles> beside(Path transform) {
    Map<String, VersionFiles> all = new TreeMap<>();
    Path folder = transform.toAbsolutePath().resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted()
          .forEach(file -> {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
              all.computeIfAbsent(name.group(1), type -> new VersionFiles(type, new TreeMap<>()))
                  .steps
                  .put(
                      Integer.valueOf(name.group(2)),
                      Map.entry(Integer.valueOf(name.group(3)), file));
            }
          });
    } catch (IOException e) {
      return List.of(); // the folder holds the transform, which was read
    }
    return new ArrayList<>(all.values());
  }

  List<Integer> versions() {
    return List.copyOf(steps.keySet());
  }

  /** The newest version of an event of an older one. */
  FollowedValue upcast(int from, FollowedValue event, Readings readings) {
    FollowedValue value = event;
    int version = from;
    while (steps.containsKey(version)) {
      value = JsltFollower.follow(steps.get(version).getValue(), value, readings);
      int next = steps.get(version).getKey();
      if (next <= version) {
        return value;
      }
      version = next;
    }
    return value;
  }
}
