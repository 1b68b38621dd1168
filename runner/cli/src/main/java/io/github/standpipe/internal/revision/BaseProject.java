package io.github.standpipe.internal.revision;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The project that a change is compared with. Closing it removes the files that it needed. */
public final class BaseProject implements AutoCloseable {
  private final String name;
  private final Project project;
  private final List<String> notes;
  private final CheckedOut files;

  private BaseProject(String name, Project project, List<String> notes, CheckedOut files) {
    this.name = name;
    this.project = project;
    this.notes = List.copyOf(notes);
    this.files = files;
  }

  /**
   * Reads the project as it was.
   *
   * @param template the template as it is now
   * @param base a git revision, {@code REVISION:PATH} for a template at another path from the
   *     outermost folder of the repository, a folder with the project's files, or another template
   * @param parameters values for the template's parameters; those that the base lacks are left out
   * @throws Fault if git is not installed, the template is not in a repository, the revision or
   *     folder does not exist, or it lacks the template
   */
  public static BaseProject open(Path template, String base, Map<String, String> parameters) {
    return open(template, base, parameters, "git");
  }

  static BaseProject open(
      Path template, String base, Map<String, String> parameters, String program) {
    CheckedOut files = new BasePlaces(template, program).find(base);
    try {
      List<String> notes = new ArrayList<>();
      Template read = Template.read(files.template(), known(files, parameters, notes));
      notes.addAll(files.withBuilds(read));
      Project project = new Project(read, Project.fixturesOf(files.template()));
      return new BaseProject(base, project, notes, files);
    } catch (Fault e) {
      files.close();
      throw new Fault("--base " + base, files.readable(e.getMessage()));
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** A parameter that the change adds cannot have had a value before. */
  private static Map<String, String> known(
      CheckedOut files, Map<String, String> parameters, List<String> notes) {
    Map<String, String> known = new TreeMap<>();
    parameters.forEach((name, value) -> {
      try {
        Template.read(files.template(), Map.of(name, value));
        known.put(name, value);
      } catch (Fault e) {
        Template.read(files.template(), Map.of()); // so the name is the reason
        notes.add("the base has no parameter " + name + ", so its value is left out");
      }
    });
    return known;
  }

  /** The base as the user named it. */
  public String name() {
    return name;
  }

  /** Its project, whose fixtures are those of the base. */
  public Project project() {
    return project;
  }

  /** What the user should know about how it was read, a line each. */
  public List<String> notes() {
    return notes;
  }

  /** A message about the base's files, with paths as they are in the project. */
  public String readable(String message) {
    return files.readable(message);
  }

  @Override
  public void close() {
    files.close();
  }
}
