package io.github.standpipe.check;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Transform;
import io.github.standpipe.internal.lint.LintFinding;
import io.github.standpipe.internal.lint.LintRule;
import io.github.standpipe.internal.lint.TransformImports;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The transform of a function whose handler is ours, in a folder beside the template.
 *
 * @param root the folder that becomes the function's layer or code
 * @param name the file's name in it
 * @param at where the template names it
 * @param isWhole whether nothing but this folder can bring a file
 */
record FunctionTransform(Declaration function, Path root, String name, Place at, boolean isWhole) {
  private static final String HANDLER = "io.github.standpipe.enrich.EnrichmentHandler";
  private static final Pattern UPGRADE = Pattern.compile("(.+)\\.v\\d{1,6}-v\\d{1,6}\\.jslt");
  private static final Pattern PLACED =
      Pattern.compile("(.+?):(\\d+):(\\d+): (.+)", Pattern.DOTALL);

  static Optional<FunctionTransform> of(Declaration function, Template template) {
    Property variable = variablesOf(function).get("TRANSFORM");
    boolean ours =
        function.property("Handler").text().filter(h -> h.startsWith(HANDLER)).isPresent();
    String name = variable.text().map(String::strip).orElse("");
    if (!ours || name.isEmpty() || !isInside(name)) {
      return Optional.empty();
    }
    return function
        .function()
        .flatMap(lambda -> of(function, lambda, name, variable.at(), template));
  }

  private static Optional<FunctionTransform> of(
      Declaration function, LambdaFunction lambda, String name, Place at, Template template) {
    List<Path> folders =
        Stream.concat(lambda.layers().stream(), lambda.code().stream())
            .filter(Files::isDirectory)
            .toList();
    List<Property> layers = function.property("Layers").items();
    boolean isWhole =
        folders.size() == 1
            && lambda.layers().size() == layers.size()
            && layers.stream()
                .noneMatch(
                    layer -> template.find(layer).filter(FunctionTransform::isBuilt).isPresent())
            && !isBuilt(function);
    return folders.stream()
        .filter(folder -> Files.isRegularFile(folder.resolve(name)))
        .findFirst()
        .or(() -> folders.stream().findFirst())
        .map(folder -> new FunctionTransform(function, folder, name, at, isWhole))
        .filter(one -> !one.isMissing() || isWhole && one.hasTransforms());
  }

  private static Property variablesOf(Declaration function) {
    return function.property("Environment").get("Variables");
  }

  private static boolean isBuilt(Declaration resource) {
    return !resource.metadata().get("BuildMethod").isAbsent();
  }

  private static boolean isInside(String name) {
    try {
      Path path = Path.of(name).normalize();
      return !path.isAbsolute() && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether the folder is surely the one that transforms come from. */
  private boolean hasTransforms() {
    return !list(root, "*.jslt").isEmpty();
  }

  boolean isMissing() {
    return !Files.isRegularFile(root.resolve(name));
  }

  Path file(String other) {
    return root.resolve(other).normalize();
  }

  /** A variable of the function. */
  Property variable(String other) {
    return variablesOf(function).get(other);
  }

  /** The names of the function's variables. */
  Set<String> variables() {
    return new HashSet<>(variablesOf(function).keys());
  }

  /** The files beside it that upgrade events, as names in the folder. */
  List<String> upgrades() {
    Path folder = file(name).getParent();
    return folder == null
        ? List.of()
        : list(folder, "*.jslt").stream()
            .filter(file -> UPGRADE.matcher(String.valueOf(file.getFileName())).matches())
            .map(file -> root.normalize().relativize(file.normalize()).toString())
            .sorted()
            .toList();
  }

  /** The types of the events that those files upgrade. */
  List<String> upgradedTypes() {
    List<String> types = new ArrayList<>();
    for (String upgrade : upgrades()) {
      Matcher named = UPGRADE.matcher(String.valueOf(Path.of(upgrade).getFileName()));
      if (named.matches()) {
        types.add(named.group(1));
      }
    }
    return types;
  }

  private static List<Path> list(Path folder, String glob) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
      all.forEach(files::add);
    } catch (IOException e) {
      return List.of();
    }
    return files;
  }

  /** Why a file of the folder cannot be evaluated. */
  Optional<LintFinding> fault(String file) {
    Optional<LintFinding> missing = TransformImports.missing(file(file));
    if (missing.isPresent()) {
      return missing.filter(one -> isWhole);
    }
    try {
      Environment environment =
          new Environment(
              Map.of("TRANSFORM", file), root, Map.of(), InstantSource.system(), UUID::randomUUID);
      Transform.in(environment);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(finding(file(file), String.valueOf(e.getMessage())));
    }
  }

  private static LintFinding finding(Path file, String message) {
    Matcher placed = PLACED.matcher(message);
    boolean hasPlace = placed.matches();
    String reason =
        hasPlace
            ? placed.group(4)
            : message.startsWith(file + ": ") ? message.substring((file + ": ").length()) : message;
    return new LintFinding(
        LintRule.UNUSABLE,
        hasPlace ? Path.of(placed.group(1)) : file,
        hasPlace ? Integer.parseInt(placed.group(2)) : 1,
        hasPlace ? Integer.parseInt(placed.group(3)) : 1,
        "The file cannot be compiled: " + reason + ".",
        "Correct it; the function fails with this message at its start.");
  }
}
