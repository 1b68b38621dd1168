package io.github.standpipe.internal.scaffold;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The Java sources of a project: of the folder itself, of its module {@code enrichers}, or of the
 * module below it that holds enrichers.
 */
record Sources(Path module) {
  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path TEST = Path.of("src", "test", "java");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern ENRICHER =
      Pattern.compile("(?m)^public (?:final )?class \\w+ extends EnrichmentHandler");
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "(?s)(?:<parent>.*?</parent>.*?)?<artifactId>\\s*([\\w.-]+)\\s*</artifactId>");
  private static final Pattern GROUP =
      Pattern.compile("(?s)(?:<parent>.*?</parent>.*?)?<groupId>\\s*([\\w.-]+)\\s*</groupId>");

  /** The sources of a project; null if it has none. */
  static Optional<Sources> in(Path root) {
    Path enrichers = root.resolve("enrichers");
    return Stream.of(root, enrichers)
        .filter(folder -> Files.isDirectory(folder.resolve(MAIN)))
        .findFirst()
        .or(() ->
            folders(enrichers).filter(folder -> new Sources(folder).holdEnricher()).findFirst())
        .or(() -> Optional.of(root).filter(Sources::isBuilt))
        .map(folder -> new Sources(folder.normalize()));
  }

  private static Stream<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new Fault(folder.toString(), "cannot be listed");
    }
  }

  private boolean holdEnricher() {
    return files(module.resolve(MAIN)).stream()
        .map(Sources::text)
        .anyMatch(text -> ENRICHER.matcher(text).find());
  }

  /** Whether it is a module below the module {@code enrichers}. */
  boolean isNested(Path root) {
    return root.resolve("enrichers").normalize().equals(module.getParent());
  }

  /** The zip that the build of a module makes, named after its artifact or the project. */
  Path zip(Path root) {
    Path pom = module.resolve("pom.xml");
    Optional<String> artifact =
        isNested(root) && Files.exists(pom) ? first(ARTIFACT, text(pom)) : Optional.empty();
    return module.resolve("target").resolve(artifact.orElseGet(() -> nameOf(root)) + ".zip");
  }

  /** Whether the module's build makes a zip. */
  boolean makesZip() {
    return builds(module).anyMatch(file -> text(file).contains("maven-assembly-plugin"));
  }

  private static boolean isBuilt(Path root) {
    return builds(root).findAny().isPresent();
  }

  private static Stream<Path> builds(Path folder) {
    return Stream.of("pom.xml", "build.gradle", "build.gradle.kts")
        .map(folder::resolve)
        .filter(Files::exists);
  }

  /** Whether the build of the module depends on a library. */
  boolean knows(String library) {
    return builds(module).anyMatch(file -> text(file).contains(library));
  }

  /** Whether its packages are declared as null-marked. */
  boolean marksNulls() {
    return files(module.resolve(MAIN)).stream()
        .filter(file -> file.endsWith("package-info.java"))
        .anyMatch(file -> text(file).contains("@NullMarked"));
  }

  Path main(String packageName) {
    return module.resolve(MAIN).resolve(packageName.replace('.', '/'));
  }

  Path test(String packageName) {
    return module.resolve(TEST).resolve(packageName.replace('.', '/'));
  }

  /** Whether a test of the project, or of one of its modules, runs fixtures. */
  static boolean runFixtures(Path root) {
    Path project = root.toAbsolutePath();
    return Stream.concat(
            Stream.of(project),
            folders(project).flatMap(folder -> Stream.concat(Stream.of(folder), folders(folder))))
        .map(folder -> folder.resolve(TEST))
        .flatMap(folder -> files(folder).stream())
        .anyMatch(file -> text(file).contains("FixtureTests"));
  }

  /** The package of the existing enrichers, else the group of the build, else the folder's name. */
  String packageName() {
    return files(module.resolve(MAIN)).stream()
        .map(Sources::text)
        .filter(text -> ENRICHER.matcher(text).find())
        .flatMap(text -> first(PACKAGE, text).stream())
        .findFirst()
        .or(() -> group().filter(SourceVersion::isName))
        .orElseGet(() -> packageOf(module));
  }

  private Optional<String> group() {
    Path pom = module.resolve("pom.xml");
    return Files.exists(pom) ? first(GROUP, text(pom)) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** A package name from the name of a folder. */
  static String packageOf(Path folder) {
    String name = nameOf(folder).replace("-", "");
    return SourceVersion.isName(name) ? name : "enrichers";
  }

  /** The name of a folder in small letters, digits and single hyphens. */
  static String nameOf(Path folder) {
    Path real = folder.toAbsolutePath().normalize().getFileName();
    String name = String.valueOf(real).toLowerCase(Locale.ROOT);
    String plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() || real == null ? "pipes" : plain;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Fault(folder.toString(), "cannot be listed");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // a file in another encoding does not refer to our classes
      return "";
    }
  }
}
