package io.github.standpipe.scaffold;

import io.github.standpipe.enrich.Fault;
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
 * What the user asks for.
 *
 * @param pipe the name of the pipe around it; empty where it is made of the name
 * @param packageName of a Java class; empty where the project tells
 * @param bus whose events are sent to the pipe's queue: a logical id, a name, or empty for the one
 *     of the template; nothing for a queue without a rule
 */
public record Order(
    ScaffoldKind kind, String name, String pipe, String packageName, Optional<String> bus) {

  /**
   * Whether a folder is as good as empty: there is nothing in it but what a repository begins with.
   *
   * @throws Fault for a folder that is not there
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
      throw new Fault(
          root.toString(), Files.exists(root) ? "is no folder" : "there is no such folder");
    }
  }

  /**
   * Plans it in a project that is there.
   *
   * @param root the project's folder
   * @throws Fault for a name that is none or is taken, and for a template that cannot be added to
   */
  public ScaffoldPlan in(Path root, Path template, Path fixtures) {
    ScaffoldNames names = ScaffoldNames.of(kind, name, pipe);
    Optional<Sources> sources = Sources.in(root);
    ProjectPlaces place =
        new ProjectPlaces(root, template, fixtures, sources, TemplateEdit.of(template));
    String standard = sources.map(Sources::packageName).orElse("enrichers");
    return new Addition(names, place, packageOr(standard), "", bus).toProject();
  }

  /**
   * Plans it in a project of its own, which depends on the library.
   *
   * @param root a folder that {@link #isNew}
   * @param version of the library
   * @throws Fault for a name that is none
   */
  public ScaffoldPlan alone(Path root, String version) {
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
    return new Addition(names, place, packageName, version, bus).withProject(there(root));
  }

  private String packageOr(String standard) {
    if (packageName.isEmpty()) {
      return standard;
    }
    if (!SourceVersion.isName(packageName)) {
      throw new Fault("--package " + packageName, "is no name of a package; write it like a.b.c");
    }
    return packageName;
  }
}
