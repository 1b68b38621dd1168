package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.revision.BaseProject;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The template, the fixtures and the parameters: the options of every command. */
public final class ProjectOptions {
  private static final String HOME = System.getProperty("standpipe.home", ".");
  private static final Path OWN = Path.of("pipes", "template.yaml");

  @Option(
      names = {"-t", "--template"},
      paramLabel = "FILE",
      description =
          "The CloudFormation or SAM template, YAML or JSON, or a plan or state of Terraform, as"
              + " terraform show -json prints it. Default: pipes/template.yaml here,"
              + " else template.yaml or template.yml, else Standpipe's own.")
  @Nullable Path template;

  @Option(
      names = {"-f", "--fixtures"},
      paramLabel = "DIR",
      description =
          "The folder of fixtures. Default: fixtures beside the template's folder, else in it.")
  @Nullable Path fixtures;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description =
          "A value for a template parameter, an export that is imported, an SSM parameter (by its"
              + " path), or a pseudo parameter such as AWS::Region. May be repeated.")
  List<String> parameters = List.of();

  public Project project() {
    return project(Map.of());
  }

  /** The project, with defaults for options that are not given. */
  public Project project(Map<String, String> standard) {
    Path file = templateFile();
    return new Project(Template.read(file, parameterValues(standard)), fixtures(file));
  }

  /** The project with the usable parts of its template, which is enough to describe its pipes. */
  public Project usableProject() {
    Path file = templateFile();
    return new Project(Template.readUsable(file, parameterValues(Map.of())), fixtures(file));
  }

  /**
   * The folder of fixtures that was given, else that of a template.
   *
   * @throws Fault if the folder that was given is not there
   */
  public Path fixtures(Path template) {
    verifyFixtures();
    return fixtures == null ? Project.fixturesOf(template) : fixtures;
  }

  /**
   * Checks the folder of fixtures before it is needed.
   *
   * @throws Fault if it was given and is not there
   */
  public void verifyFixtures() {
    if (fixtures != null && !Files.isDirectory(fixtures)) {
      throw new Fault(
          fixtures.toString(), Files.exists(fixtures) ? "is not a folder" : "does not exist");
    }
  }

  /** Whether a template was given. */
  public boolean hasTemplate() {
    return template != null;
  }

  /**
   * The project that the present one is compared with.
   *
   * @param base see {@link BaseProject#open}
   * @throws Fault as that
   */
  public BaseProject base(String base) {
    Path file = templateFile();
    return BaseProject.open(file, base, parameterValues(Map.of()));
  }

  /** The template to read. */
  public Path templateFile() {
    return template == null ? standardTemplate() : CdkOutput.template(template);
  }

  /** All values that were given, by name. */
  public Map<String, String> values() {
    return parameterValues(Map.of());
  }

  /** The value that was given for a name. */
  public Optional<String> parameterValues(String name) {
    return Optional.ofNullable(parameterValues(Map.of()).get(name));
  }

  /** The template of the project in the current folder, else Standpipe's own. */
  public static Path standardTemplate() {
    return standardTemplate(Path.of("")).orElseGet(() -> Path.of(HOME).resolve(OWN));
  }

  /** The template of the project in a folder. */
  public static Optional<Path> standardTemplate(Path folder) {
    return Stream.of(OWN, Path.of("template.yaml"), Path.of("template.yml"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The values of {@code NAME=VALUE} options. */
  public static Map<String, String> parameterValues(List<String> parameters) {
    return parameterValues(parameters, Map.of());
  }

  private Map<String, String> parameterValues(Map<String, String> standard) {
    return parameterValues(parameters, standard);
  }

  /** The values of {@code NAME=VALUE} options, which override others. */
  public static Map<String, String> parameterValues(
      List<String> parameters, Map<String, String> standard) {
    Map<String, String> given = new LinkedHashMap<>(standard);
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new Fault("--parameter " + parameter, "has no value; write --parameter Name=value");
      }
      given.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return given;
  }
}
