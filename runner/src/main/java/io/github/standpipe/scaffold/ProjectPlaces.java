package io.github.standpipe.scaffold;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.template.Common;
import io.github.standpipe.template.TemplateEdit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where things go in a project.
 *
 * @param sources nothing where the project has no Java
 * @param edit the template
 */
record ProjectPlaces(
    Path root, Path template, Path fixtures, Optional<Sources> sources, TemplateEdit edit) {
  /** The library that runs fixtures and tests enrichers. */
  static final String TESTING = "standpipe-runner";

  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String LAYER = "AWS::Serverless::LayerVersion";

  /** A layer of transforms: its logical id, and the folder that it is made of. */
  record Layer(String logicalId, Path folder, boolean isNew) {}

  /** Java is needed for an enricher only. */
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

  /** What most functions have as their code; where there is none, the build's zip. */
  String codeUri() {
    return ofFunctions().orElseGet(() -> fromTemplate(zip()));
  }

  /** Whether no function told what the code is. */
  boolean guessesCode() {
    return !common().isGlobal("CodeUri") && ofFunctions().isEmpty();
  }

  Common common() {
    return edit.common();
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
    // of several, the first: max would give the last
    return uses.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey);
  }

  private Path zip() {
    Path module = sources.map(Sources::module).orElse(root);
    return module.resolve("target").resolve(Sources.nameOf(root) + ".zip");
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

  /** A path as the template names it. */
  String fromTemplate(Path path) {
    return relative(template.resolveSibling(""), path);
  }

  /** A path as a test of the module names it. */
  static String relative(Path folder, Path path) {
    Path from = folder.toAbsolutePath().normalize();
    String relative = from.relativize(path.toAbsolutePath().normalize()).toString();
    return relative.replace('\\', '/');
  }

  /**
   * Whether a test of an enricher can stand beside it: the module names the library for tests, or
   * is about to, because its own test is to run the fixtures.
   */
  boolean testsEnrichers() {
    return !runsFixtures() || sources.filter(module -> module.knows(TESTING)).isPresent();
  }

  boolean runsFixtures() {
    return Files.isDirectory(root.toAbsolutePath()) && Sources.runFixtures(root);
  }
}
