package io.github.standpipe.internal.cli.create;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.ToolVersion;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.scaffold.Library;
import io.github.standpipe.internal.scaffold.Order;
import io.github.standpipe.internal.scaffold.ScaffoldKind;
import io.github.standpipe.internal.scaffold.ScaffoldPlan;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe new enricher|transform|pipe NAME}. */
@Command(
    name = "new",
    description = {
      "Writes a working enricher in Java, transform or pipe: its code, its resources in the"
          + " template (whose layout is kept), fixtures and a test.",
      "An enricher or a transform gets a pipe around it. In an empty folder, writes a whole"
          + " project."
    },
    mixinStandardHelpOptions = true)
public final class NewCommand implements Callable<Integer> {

  /** The kinds for shell completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words().iterator();
    }

    static List<String> words() {
      return Stream.of(ScaffoldKind.values()).map(ScaffoldKind::word).toList();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "enricher, transform or pipe.")
  String kind = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "Its name, such as OrderTotals; all other names are derived from it.")
  String name = "";

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      description = "The project's folder. Default: here.")
  @Nullable Path directory;

  @Option(
      names = {"-t", "--template"},
      paramLabel = "FILE",
      description =
          "The template in YAML to add to. Default: pipes/template.yaml in the folder, else"
              + " template.yaml or template.yml.")
  @Nullable Path template;

  @Option(
      names = {"-f", "--fixtures"},
      paramLabel = "DIR",
      description =
          "The folder of fixtures. Default: fixtures beside the template's folder, or in the"
              + " project's folder if that is outside.")
  @Nullable Path fixtures;

  @Option(
      names = "--pipe",
      paramLabel = "NAME",
      description =
          "The name of the pipe around an enricher or a transform. Default: derived from its name.")
  String pipe = "";

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "The package of the Java class. Default: that of the project's enrichers.")
  String packageName = "";

  @Option(
      names = "--bus",
      description =
          "Also write a rule that sends events of the template's bus, else of the default bus, to"
              + " the pipe's queue, with its own dead-letter queue and schemas.")
  boolean bus;

  @Option(
      names = "--bus-name",
      paramLabel = "BUS",
      description = "The bus of the rule: its logical id or its name. Implies --bus.")
  @Nullable String busName;

  @Option(names = "--dry-run", description = "Print what would be written, without writing it.")
  boolean dryRun;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Order order = new Order(kind(), name, pipe, packageName, bus());
    boolean alone = template == null && fixtures == null && Order.isNew(root());
    ScaffoldPlan plan =
        alone ? order.alone(root(), library()) : order.in(root(), template(), cases());
    NewText text = new NewText(spec.commandLine().getOut());
    if (dryRun) {
      text.preview(plan);
      return ExitCode.OK;
    }
    plan.write();
    text.written(plan, next(plan, alone));
    return ExitCode.OK;
  }

  private static Library library() {
    String version = ToolVersion.version();
    return new Library(version, repository().filter(place -> version.endsWith("-SNAPSHOT")));
  }

  /** The artifacts that a download carries, for versions that are not released. */
  private static Optional<URI> repository() {
    return Optional.ofNullable(System.getProperty("standpipe.repository"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(Path::toUri);
  }

  private Optional<String> bus() {
    return Optional.ofNullable(busName).or(() -> bus ? Optional.of("") : Optional.empty());
  }

  private Path root() {
    return directory == null ? Path.of("") : directory;
  }

  /**
   * The next commands, in an order in which each works: a class must be compiled first, which only
   * the project's own launcher does by itself.
   */
  private List<String> next(ScaffoldPlan plan, boolean alone) {
    boolean builds = kind() == ScaffoldKind.ENRICHER && !isLaunched();
    List<String> next = new ArrayList<>();
    if (builds) {
      next.add(maven(alone));
    }
    if (alone || !builds) {
      next.add(onFixtures("test", plan));
    }
    if (alone) {
      next.add(onFixtures("run", plan));
    }
    next.add(check(plan));
    if (alone && !builds) {
      next.add(maven(true));
    }
    return next;
  }

  private String maven(boolean alone) {
    return "mvn verify"
        + (directory == null ? "" : " -f " + root().resolve("pom.xml"))
        + (alone && isUnreleased() ? "  # after mvn install in Standpipe's folder" : "");
  }

  /** Whether no repository has the library of a new project yet. */
  private static boolean isUnreleased() {
    Library library = library();
    return library.version().endsWith("-SNAPSHOT") && library.repository().isEmpty();
  }

  private String onFixtures(String command, ScaffoldPlan plan) {
    // the files are written by now, so the lookup may find them
    String options =
        (isStandard() ? "" : " -t " + plan.template())
            + (cases().equals(Project.fixturesOf(template())) ? "" : " -f " + cases());
    return launcher() + " " + command + " " + plan.pipe() + options;
  }

  private String check(ScaffoldPlan plan) {
    return launcher() + " check" + (isStandard() ? "" : " " + plan.template());
  }

  private boolean isStandard() {
    return template == null && directory == null;
  }

  private boolean isLaunched() {
    return directory == null && Files.isExecutable(Path.of("standpipe"));
  }

  private String launcher() {
    return isLaunched() ? "./standpipe" : "standpipe";
  }

  private ScaffoldKind kind() {
    return Stream.of(ScaffoldKind.values())
        .filter(known -> known.word().equals(kind))
        .findFirst()
        .orElseThrow(
            () -> new Fault("new " + kind, "is not one of " + String.join(", ", Kinds.words())));
  }

  private Path template() {
    if (template == null) {
      return ProjectOptions.standardTemplate(root())
          .orElseThrow(() -> absent(root().resolve("pipes").resolve("template.yaml")));
    }
    if (!Files.exists(template)) {
      throw absent(template);
    }
    return template;
  }

  private static Fault absent(Path file) {
    return new Fault(
        file.toString(),
        "does not exist; name a template with --template, or run this in an empty folder");
  }

  private Path cases() {
    if (fixtures != null) {
      return fixtures;
    }
    Path standard = Project.fixturesOf(template());
    Path project = root().toAbsolutePath().normalize();
    boolean outside = !standard.toAbsolutePath().normalize().startsWith(project);
    return outside ? root().resolve("fixtures") : standard;
  }
}
