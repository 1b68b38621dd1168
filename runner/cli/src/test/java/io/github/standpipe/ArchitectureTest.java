package io.github.standpipe;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/architecture.md is exactly what the packages use, nothing in it goes round, and
 * its picture is drawn from it.
 */
class ArchitectureTest {
  private static final String ROOT = "io.github.standpipe.";
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z.]+)` \\| ([a-z/]+) \\| ([^|]*) \\|[^|]*\\|$", Pattern.MULTILINE);
  private static final Pattern OWN =
      Pattern.compile(
          "<artifactId>(standpipe-[a-z]+)</artifactId>\\s*<version>[^<]*</version>(\\s*<scope>)?");

  private record Package(String module, Set<String> uses) {}

  private static Map<String, Package> table;
  private static Map<String, Package> code;
  private static Set<String> exportedTypes;

  @BeforeAll
  static void read() throws IOException {
    table = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      Set<String> uses = new TreeSet<>();
      Stream.of(row.group(3).split(","))
          .map(name -> name.strip().replace("`", ""))
          .filter(name -> !name.isEmpty())
          .forEach(uses::add);
      table.put(row.group(1), new Package(row.group(2), uses));
    }
    code = new TreeMap<>();
    exportedTypes = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.standpipe")) {
      String name = packageOf(type);
      if (isApi(name) && type.isTopLevelClass() && type.getModifiers().contains(PUBLIC)) {
        exportedTypes.add(type.getName());
      }
      if (!name.isEmpty()) {
        Package known = code.computeIfAbsent(name, ArchitectureTest::folder);
        type.getDirectDependenciesFromSelf().stream()
            .map(use -> packageOf(use.getTargetClass().getBaseComponentType()))
            .filter(used -> !used.isEmpty() && !used.equals(name))
            .forEach(known.uses()::add);
      }
    }
  }

  @Test
  void theTableIsWhatThePackagesUse() {
    assertThat(rows(table)).isEqualTo(rows(code));
  }

  @Test
  void noPackageUsesItselfByWayOfOthers() {
    code.forEach((name, known) ->
        known.uses().forEach(used -> assertThat(reached(used)).as(name).doesNotContain(name)));
  }

  /** A module declares the modules of the packages that its own use, and no others. */
  @Test
  void modulesDependAsTheirPackagesDo() throws IOException {
    Map<String, String> artifacts = new TreeMap<>();
    for (String module : modules()) {
      artifacts.put(artifact(module), module);
    }
    for (String module : modules()) {
      Set<String> needed =
          code.values().stream()
              .filter(known -> known.module().equals(module))
              .flatMap(known -> known.uses().stream())
              .map(used -> code.get(used).module())
              .filter(other -> !other.equals(module))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> declared = new TreeSet<>();
      Matcher own = OWN.matcher(Files.readString(Path.of(module, "pom.xml")));
      while (own.find()) {
        if (own.group(2) == null && artifacts.containsKey(own.group(1))) {
          declared.add(artifacts.get(own.group(1)));
        }
      }
      assertThat(declared).as(module).isSubsetOf(needed);
      assertThat(withTheirs(declared, artifacts)).as(module).containsAll(needed);
    }
  }

  private static boolean isApi(String name) {
    return !name.isEmpty() && !name.startsWith("internal.") && !name.equals("orders");
  }

  /** What is exported must be kept: a type that only we use belongs below internal. */
  @Test
  void fewTypesAreExported() {
    assertThat(exportedTypes).hasSizeBetween(60, 90);
  }

  /** The page on versions names each package that is not internal, with its artifact. */
  @Test
  void thePageOnVersionsNamesTheExportedPackages() throws IOException {
    Matcher row =
        Pattern.compile(
                "^\\| `io\\.github\\.standpipe\\.([a-z.]+)` \\| `([a-z-]+)` \\|$",
                Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("docs/versioning.md")));
    Map<String, String> named = new TreeMap<>();
    while (row.find()) {
      named.put(row.group(1), row.group(2));
    }
    Map<String, String> exported = new TreeMap<>();
    for (String name : exported().toList()) {
      exported.put(name, artifact(code.get(name).module()));
    }
    assertThat(named).isEqualTo(exported);
  }

  /** The compiler refuses an exported package whose Javadoc is incomplete. */
  @Test
  void theBuildChecksTheJavadocOfTheExportedPackages() throws IOException {
    Matcher option =
        Pattern.compile("<arg>-Xdoclint/package:([^<]*)</arg>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(option.find()).isTrue();
    assertThat(option.group(1).split(","))
        .containsExactlyInAnyOrderElementsOf(exported().map(ROOT::concat).toList());
  }

  private static Stream<String> exported() {
    return code.keySet().stream()
        .filter(name -> !name.startsWith("internal.") && !name.equals("orders"));
  }

  @Test
  void thePictureIsDrawnFromTheTable() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```mermaid\n" + picture() + "```\n");
  }

  private static Set<String> withTheirs(Set<String> declared, Map<String, String> artifacts)
      throws IOException {
    Set<String> all = new TreeSet<>(declared);
    for (String module : declared) {
      Matcher own = OWN.matcher(Files.readString(Path.of(module, "pom.xml")));
      Set<String> further = new TreeSet<>();
      while (own.find()) {
        if (own.group(2) == null && artifacts.containsKey(own.group(1))) {
          further.add(artifacts.get(own.group(1)));
        }
      }
      all.addAll(withTheirs(further, artifacts));
    }
    return all;
  }

  /** The modules as boxes, and of the arrows those that no other arrows imply. */
  private static String picture() {
    StringBuilder picture = new StringBuilder("flowchart TD\n");
    for (String module : modules()) {
      picture.append("  subgraph ").append(module.replace('/', '_'));
      picture.append("[\"").append(module).append("\"]\n");
      code.forEach((name, known) -> {
        if (known.module().equals(module)) {
          picture.append("    ").append(name).append('\n');
        }
      });
      picture.append("  end\n");
    }
    code.forEach((name, known) ->
        known.uses().stream()
            .filter(used ->
                known.uses().stream()
                    .noneMatch(other -> !other.equals(used) && reached(other).contains(used)))
            .forEach(used ->
                picture.append("  ").append(name).append(" --> ").append(used).append('\n')));
    return picture.toString();
  }

  private static Set<String> reached(String name) {
    Set<String> reached = new TreeSet<>();
    List<String> next = new ArrayList<>(code.get(name).uses());
    while (!next.isEmpty()) {
      String one = next.removeLast();
      if (reached.add(one)) {
        next.addAll(code.get(one).uses());
      }
    }
    return reached;
  }

  private static List<String> modules() {
    return code.values().stream().map(Package::module).distinct().sorted().toList();
  }

  private static String artifact(String module) throws IOException {
    Matcher all =
        Pattern.compile("<artifactId>(standpipe-[a-z]+)</artifactId>")
            .matcher(
                Files.readString(Path.of(module, "pom.xml"))
                    .replaceAll("(?s)<parent>.*</parent>", ""));
    assertThat(all.find()).isTrue();
    return all.group(1);
  }

  private static List<String> rows(Map<String, Package> packages) {
    return packages.entrySet().stream()
        .map(each ->
            "| `"
                + each.getKey()
                + "` | "
                + each.getValue().module()
                + " | "
                + each.getValue().uses().stream()
                    .map(used -> "`" + used + "`")
                    .collect(Collectors.joining(", "))
                + " |")
        .toList();
  }

  private static Package folder(String name) {
    String sources = "src/main/java/io/github/standpipe/" + name.replace('.', '/');
    return published().stream()
        .filter(module -> Files.isDirectory(module.resolve(sources)))
        .map(module -> new Package(module.toString().replace('\\', '/'), new TreeSet<>()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no module holds package " + name));
  }

  private static List<Path> published() {
    try {
      return ModuleFolders.published();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }
}
