package io.github.standpipe.internal.scaffold;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.TemplateEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The user's order.
 *
 * @param pipe the name of the pipe around it; empty to derive it from the name
 * @param packageName of a Java class; empty for that of the project
 * @param bus whose events are sent to the pipe's queue: a logical id, a name, or empty for the one
 *     of the template; nothing for a queue without a rule
 */
public record Order(
    ScaffoldKind kind, String name, String pipe, String packageName, Optional<String> bus) {

  /**
   * Whether a folder counts as empty: it holds only files with which a repository begins.
   *
   * @throws Fault if the folder does not exist
   */
  public static boolean isNew(Path root) {
    return there(root).stream()
        .map(Path::toString)
        .allMatch(name -> name.startsWith(".") || name.matches("(README|LICENSE)(\\..*)?"));
  }

  private static List<Path> there(Path root) {
    try (Stream<Path> entries = Files.list(root.toAbsolutePath())) {
      return entries.map(Path::getFileName).toList();
    } catch (IOException e) {
      throw new Fault(root.toString(), Files.exists(root) ? "is not a folder" : "does not exist");
    }
  }

  /**
   * Plans it in an existing project.
   *
   * @param root the project's folder
   * @throws Fault for a name that is invalid or taken, and for a template that cannot be extended
   */
  public ScaffoldPlan in(Path root, Path template, Path fixtures) {
    ScaffoldNames names = ScaffoldNames.of(kind, name, pipe);
    Optional<Sources> sources = Sources.in(root);
    ProjectPlaces place =
        new ProjectPlaces(root, template, fixtures, sources, TemplateEdit.of(template));
    String standard = sources.map(Sources::packageName).orElse("enrichers");
    return new Addition(names, place, packageOr(standard), Library.PRESENT, bus).toProject();
  }

  /**
   * Plans it in a new project, which depends on the library.
   *
   * @param root a folder that {@link #isNew}
   * @param library that it depends on
   * @throws Fault for an invalid name
   */
  public ScaffoldPlan alone(Path root, Library library) {
    ScaffoldNames names = ScaffoldNames.of(kind, name, pipe);
    Path template = root.resolve("pipes").resolve("template.yaml").normalize();
    String text = new Skeleton(Map.of("artifact", Sources.nameOf(root))).filled("template.yaml");
    ProjectPlaces place =
        new ProjectPlaces(
            root,
            template,
            root.resolve("fixtures").normalize(),
            Optional.of(new Sources(root)),
            TemplateEdit.of(template, text));
    String packageName = packageOr(Sources.packageOf(root));
    return new Addition(names, place, packageName, library, bus).withProject(there(root));
  }

  private String packageOr(String standard) {
    if (packageName.isEmpty()) {
      return standard;
    }
    if (!SourceVersion.isName(packageName)) {
      throw new Fault(
          "--package " + packageName, "is not the name of a package; write it like a.b.c");
    }
    return packageName;
  }
}
