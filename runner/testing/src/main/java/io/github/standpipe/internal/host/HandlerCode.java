package io.github.standpipe.internal.host;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds classes: on our own class path, then in the code that a function names. */
final class HandlerCode {
  // Kept open until the process ends: a handler may load more classes with its last event
  private static final Map<Path, ClassLoader> LOADERS = new ConcurrentHashMap<>();

  private HandlerCode() {}

  static Class<?> find(String name, Optional<Path> code) throws ClassNotFoundException {
    ClassLoader own = HandlerCode.class.getClassLoader();
    try {
      return Class.forName(name, true, own);
    } catch (ClassNotFoundException e) {
      if (code.isEmpty() || !isBuilt(code.get())) {
        throw e;
      }
      return Class.forName(name, true, LOADERS.computeIfAbsent(code.get(), HandlerCode::loader));
    }
  }

  /** Whether there is any code to load classes from. */
  static boolean isBuilt(Path code) {
    return Files.exists(code) || Files.isDirectory(compiled(code));
  }

  /** The classes that Maven compiled, next to the archive that it builds from them. */
  private static Path compiled(Path code) {
    return code.resolveSibling("classes");
  }

  private static ClassLoader loader(Path code) {
    try {
      URL[] urls = places(code).stream().map(HandlerCode::url).toArray(URL[]::new);
      return new URLClassLoader(urls, HandlerCode.class.getClassLoader());
    } catch (IOException e) {
      throw new Fault(code.toString(), "cannot be read as a function's code: " + e.getMessage());
    }
  }

  /**
   * Where classes may be: in a build folder, in a jar, or in a zip; classes next to an archive are
   * preferred, since they are at least as new.
   */
  private static List<Path> places(Path code) throws IOException {
    if (Files.isDirectory(code)) {
      return inFolder(code);
    }
    Stream<Path> compiled = Stream.of(compiled(code)).filter(Files::isDirectory);
    return Stream.concat(compiled, archived(code).stream()).toList();
  }

  private static List<Path> archived(Path code) throws IOException {
    if (!Files.exists(code)) {
      return List.of();
    }
    return code.toString().endsWith(".zip") ? inFolder(CodeArchive.unpacked(code)) : List.of(code);
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    Stream<Path> classes =
        Stream.of("", "target/classes", "build/classes/java/main").map(folder::resolve);
    return Stream.concat(classes.filter(Files::isDirectory), jars(folder.resolve("lib"))).toList();
  }

  private static Stream<Path> jars(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    }
  }

  private static URL url(Path place) {
    try {
      return place.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
