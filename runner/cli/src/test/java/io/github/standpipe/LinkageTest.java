package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of a module links with what the module declares, and nothing else. */
class LinkageTest {

  @ParameterizedTest
  @MethodSource("modules")
  void everyClassLinks(Path module) throws IOException {
    Path classes = module.resolve("target/classes").toAbsolutePath();
    List<String> broken = new ArrayList<>();
    int linked = 0;
    try (URLClassLoader loader =
        new URLClassLoader(classPath(module), ClassLoader.getPlatformClassLoader())) {
      for (String name : names(classes)) {
        try {
          linked += link(Class.forName(name, false, loader));
        } catch (LinkageError | ClassNotFoundException e) {
          broken.add(name + ": " + e);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(linked).isPositive();
  }

  /** Loads every type that the declarations of a class name. */
  private static int link(Class<?> type) {
    return type.getDeclaredConstructors().length
        + type.getDeclaredMethods().length
        + type.getDeclaredFields().length
        + type.getDeclaredClasses().length;
  }

  private static List<String> names(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .map(file -> file.replace(File.separatorChar, '.'))
          .sorted()
          .toList();
    }
  }

  private static URL[] classPath(Path module) throws IOException {
    String declared = Files.readString(module.resolve("target/class-path.txt"));
    List<URL> path = new ArrayList<>(List.of(url(module.resolve("target/classes"))));
    for (String entry : declared.strip().split(File.pathSeparator)) {
      path.add(url(Path.of(entry)));
    }
    return path.toArray(URL[]::new);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  static List<Path> modules() throws IOException {
    List<Path> modules = ModuleFolders.published();
    assertThat(modules).hasSizeGreaterThanOrEqualTo(8);
    return modules;
  }
}
