package io.github.standpipe.internal.scaffold;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Common;
import io.github.standpipe.template.TemplateEdit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The places of new files in a project.
 *
 * @param sources null if the project does not have Java
 * @param edit the template
 */
record ProjectPlaces(
    Path root, Path template, Path fixtures, Optional<Sources> sources, TemplateEdit edit) {
  /** The library that runs fixtures and tests enrichers. */
  static final String TESTING = "standpipe-testing";

  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String LAYER = "AWS::Serverless::LayerVersion";

  /** A layer of transforms: its logical id and its folder. */
  record Layer(String logicalId, Path folder, boolean isNew) {}

  /** Only an enricher needs Java. */
  Sources requiredSources() {
    return sources.orElseThrow(() ->
        new Fault(
            shown(root),
            "has no pom.xml and no src/main/java for an enricher in Java; add a build, or run this"
                + " in an empty folder, to get one"));
  }

  private static String shown(Path folder) {
    return folder.toString().isEmpty() ? "." : folder.toString();
  }

  /**
   * The CodeUri of most functions, if it will contain the new class; else the zip of the module.
   */
  String codeUri(ScaffoldKind kind) {
    return ofFunctions(kind).orElseGet(() -> fromTemplate(zip()));
  }

  /** Whether neither a function nor the build determines the code. */
  boolean guessesCode(ScaffoldKind kind) {
    return !common().isGlobal("CodeUri")
        && ofFunctions(kind).isEmpty()
        && sources.filter(Sources::makesZip).isEmpty();
  }

  Common common() {
    return edit.common();
  }

  private Optional<String> ofFunctions(ScaffoldKind kind) {
    return ofFunctions().filter(code -> kind != ScaffoldKind.ENRICHER || holdsClass(code));
  }

  /** A class of a nested module is in the code of that module only. */
  private boolean holdsClass(String code) {
    return sources
        .filter(module -> module.isNested(root))
        .map(module -> beside(code).startsWith(module.module()))
        .orElse(true);
  }

  private Optional<String> ofFunctions() {
    String standard = common().globalText("Runtime").orElse("java");
    Map<String, String> runtimes =
        common()
            .texts(FUNCTION, "Runtime")
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> uses =
        common()
            .texts(FUNCTION, "CodeUri")
            .filter(code -> runtimes.getOrDefault(code.getKey(), standard).startsWith("java"))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue, LinkedHashMap::new, Collectors.counting()));
    // of several the first, whereas max would return the last
    return uses.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey);
  }

  private Path zip() {
    return sources
        .map(module -> module.zip(root))
        .orElseGet(() -> root.resolve("target").resolve(Sources.nameOf(root) + ".zip"));
  }

  Layer layer(String base) {
    Path standard = root.resolve("transforms").normalize();
    return common()
        .texts(LAYER, "ContentUri")
        .map(uri -> new Layer(uri.getKey(), beside(uri.getValue()), false))
        .filter(layer -> layer.folder().endsWith("transforms"))
        .findFirst()
        .orElseGet(() ->
            new Layer(
                common().has("Transforms") ? base + "Transforms" : "Transforms", standard, true));
  }

  private Path beside(String uri) {
    return template.resolveSibling(uri).normalize();
  }

  Path besideTemplate(String file) {
    return template.resolveSibling(file).normalize();
  }

  /** A path relative to the template. */
  String fromTemplate(Path path) {
    return relative(template.resolveSibling(""), path);
  }

  /** A path relative to the module, for its test. */
  static String relative(Path folder, Path path) {
    Path from = folder.toAbsolutePath().normalize();
    String relative = from.relativize(path.toAbsolutePath().normalize()).toString();
    return relative.replace('\\', '/');
  }

  /**
   * Whether an enricher can have a test beside it: the module depends on the library for tests, or
   * will, because its own test runs the fixtures.
   */
  boolean testsEnrichers() {
    return !runsFixtures() || sources.filter(module -> module.knows(TESTING)).isPresent();
  }

  boolean runsFixtures() {
    return Files.isDirectory(root.toAbsolutePath()) && Sources.runFixtures(root);
  }
}
