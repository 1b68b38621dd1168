package io.github.standpipe.internal.watch;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.PipeDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files on which the cases of a subject depend, besides their own. */
final class AffectedCases {
  private final Set<Path> templates;
  private final Map<String, Parts> bySubject = new TreeMap<>();

  /** The parts of a pipe: its function, if it has one, and its own files. */
  private record Parts(List<LambdaFunction> functions, List<Path> files) {}

  AffectedCases(Project project, Collection<String> subjects) {
    this.templates = project.template().files();
    subjects.forEach(subject -> bySubject.put(subject, filesOf(project, subject)));
  }

  private static Parts filesOf(Project project, String subject) {
    List<LambdaFunction> functions = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    try {
      PipeDefinition pipe = project.template().pipe(subject);
      pipe.definitionFile().map(AffectedCases::absolute).ifPresent(files::add);
      pipe.targetFunction().ifPresent(functions::add);
      pipe.pipe(function -> {
        functions.add(function);
        return request -> request;
      });
    } catch (Fault e) {
      // reported by its cases
    }
    return new Parts(functions, files);
  }

  /** The files and folders beside the fixtures. */
  Set<Path> roots() {
    Set<Path> roots = new TreeSet<>(templates);
    for (Parts files : bySubject.values()) {
      roots.addAll(files.files);
      files.functions.forEach(function -> roots.addAll(layers(function)));
    }
    return roots;
  }

  Set<String> subjects() {
    return bySubject.keySet();
  }

  boolean isTemplate(Set<Path> changed) {
    return !Collections.disjoint(changed, templates);
  }

  /** The subjects whose pipes use a file. */
  Set<String> of(Path changed) {
    Set<String> named = subjects(files -> files.files.contains(changed) || names(files, changed));
    return named.isEmpty()
        ? subjects(files -> files.functions.stream().anyMatch(f -> inLayers(f, changed)))
        : named;
  }

  private Set<String> subjects(Predicate<Parts> test) {
    Set<String> subjects = new TreeSet<>();
    bySubject.forEach((subject, files) -> {
      if (test.test(files)) {
        subjects.add(subject);
      }
    });
    return subjects;
  }

  private static boolean names(Parts files, Path changed) {
    return files.functions.stream()
        .anyMatch(function ->
            layers(function).stream().anyMatch(layer -> names(function, layer, changed)));
  }

  /** Whether a function uses a file of its layer, or one that imports it. */
  private static boolean names(LambdaFunction function, Path layer, Path changed) {
    return changed.startsWith(layer)
        && importing(layer, changed).stream()
            .map(file -> layer.relativize(file).toString().replace('\\', '/'))
            .anyMatch(name ->
                function.environment().values().stream().anyMatch(value -> value.contains(name)));
  }

  private static Set<Path> importing(Path layer, Path file) {
    Set<Path> found = new HashSet<>(Set.of(file));
    boolean more = file.toString().endsWith(".jslt");
    List<Path> transforms = more ? transforms(layer) : List.of();
    while (more) {
      more =
          found.addAll(
              transforms.stream()
                  .filter(other -> found.stream().anyMatch(one -> imports(other, one)))
                  .toList());
    }
    return found;
  }

  private static boolean imports(Path file, Path other) {
    try {
      return !file.equals(other)
          && Files.readString(file)
              .lines()
              .anyMatch(line ->
                  line.strip().startsWith("import") && line.contains(other.getFileName() + "\""));
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> transforms(Path layer) {
    try (Stream<Path> files = Files.walk(layer)) {
      return files.filter(file -> file.toString().endsWith(".jslt")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean inLayers(LambdaFunction function, Path changed) {
    return layers(function).stream().anyMatch(changed::startsWith);
  }

  private static List<Path> layers(LambdaFunction function) {
    Stream<Path> code = function.code().filter(Files::isDirectory).stream();
    return Stream.concat(function.layers().stream(), code).map(AffectedCases::absolute).toList();
  }

  static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
