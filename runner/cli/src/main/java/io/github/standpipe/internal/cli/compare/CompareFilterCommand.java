package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.compare.FilterSource.OneFilter;
import io.github.standpipe.internal.cli.compare.FilterSource.TemplateFilters;
import io.github.standpipe.internal.cli.compare.FilterSource.WrittenFilter;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.revision.BaseProject;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe compare filter OLD NEW}. */
@Command(
    name = "filter",
    description = {
      "Compares filters by meaning: decides whether the later one passes the same messages as the"
          + " earlier one, fewer, more or others, and shows a smallest message for each direction.",
      "OLD and NEW are files with an event pattern, with a pipe's FilterCriteria or with a rule; or"
          + " templates, whose pipes are compared by name. TEMPLATE#NAME names one pipe or rule."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all filters are equal, or do not differ in the way that --fail-on names",
      "1:a filter differs, or it cannot be decided whether it does",
      "2:an option, a template or a filter cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class CompareFilterCommand implements Callable<Integer> {
  /** The differences that count. */
  enum FailOn {
    narrower,
    wider,
    any
  }

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin BaseOption base = new BaseOption();
  @Mixin Progress progress = new Progress();

  @Parameters(
      arity = "0..2",
      paramLabel = "FILE",
      description =
          "OLD and NEW; with --base only NEW, a template. Default with --base: the project's"
              + " template.")
  List<String> files = List.of();

  @Option(
      names = "--pipe",
      paramLabel = "NAME",
      description =
          "Compare only this pipe of the templates. Default: every pipe, those added and removed"
              + " included.")
  @Nullable String pipe;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Messages to try if a direction cannot be decided, in any format that import reads; may"
              + " be repeated. Default: the fixtures of the pipe.")
  List<String> events = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "CHANGE",
      defaultValue = "any",
      description =
          "Exit with status 1 only if a filter may pass fewer messages (narrower), only if it may"
              + " pass more (wider), or if it differs at all (any). Default: any.")
  FailOn failOn = FailOn.any;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    events.forEach(file -> InputFile.ofBatch(file).checked());
    options.verifyFixtures();
    progress.doing("comparing filters");
    String revision = base.revision;
    List<FilterChange> changes = revision == null ? betweenFiles() : sinceBase(revision);
    progress.done();
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      out.println(Json.pretty(FilterChangeJson.of(changes)));
    } else {
      changes.forEach(change -> new FilterChangeText(change).lines().forEach(out::println));
    }
    return changes.stream().anyMatch(this::counts) ? ExitCode.FAILED : ExitCode.OK;
  }

  private boolean counts(FilterChange change) {
    return switch (failOn) {
      case narrower -> change.mayLose();
      case wider -> change.mayGain();
      case any -> change.mayLose() || change.mayGain();
    };
  }

  private List<FilterChange> betweenFiles() {
    if (files.size() != 2) {
      throw misused("Give two files, OLD and NEW, or --base REVISION");
    }
    if (options.hasTemplate()) {
      throw misused("--template has a use only with --base; give OLD and NEW as files");
    }
    FilterSource earlier = FilterSource.of(files.get(0), options.values());
    FilterSource later = FilterSource.of(files.get(1), options.values());
    verifyName(List.of(earlier, later));
    if (earlier instanceof TemplateFilters before
        && later instanceof TemplateFilters after
        && before.only().equals(after.only())) {
      return between(before, after);
    }
    return List.of(
        FilterChange.of(
            name(later, earlier), one(earlier), one(later), kind -> tried(later).of(kind)));
  }

  /** A name that nothing would heed is a mistake. */
  private void verifyName(List<FilterSource> sources) {
    if (pipe == null) {
      return;
    }
    List<TemplateFilters> templates =
        sources.stream()
            .filter(TemplateFilters.class::isInstance)
            .map(TemplateFilters.class::cast)
            .toList();
    if (templates.isEmpty()) {
      throw misused("--pipe names a pipe of a template, but neither file is one");
    }
    if (templates.stream().anyMatch(one -> !one.only().orElse(pipe).equals(pipe))) {
      throw misused("Name a pipe with --pipe or with #NAME, not with both");
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<FilterChange> sinceBase(String revision) {
    if (!files.isEmpty() && options.hasTemplate()) {
      throw misused("Give the template as FILE or with --template, not both");
    }
    if (files.size() > 1) {
      throw misused("Give one template beside --base");
    }
    String file = files.isEmpty() ? options.templateFile().toString() : files.getFirst();
    if (!(FilterSource.of(file, options.values()) instanceof TemplateFilters later)) {
      throw new Fault(file, "is not a template; --base compares templates");
    }
    verifyName(List.of(later));
    Path template = later.template().file();
    try (BaseProject before = BaseProject.open(template, revision, options.values())) {
      before.notes().forEach(note -> spec.commandLine().getErr().println("standpipe: " + note));
      TemplateFilters earlier = new TemplateFilters(before.project().template(), later.only());
      try {
        return between(earlier, later);
      } catch (Fault e) {
        throw new Fault(before.readable(String.valueOf(e.getMessage())));
      }
    }
  }

  private List<FilterChange> between(TemplateFilters earlier, TemplateFilters later) {
    List<FilterChange> changes = new ArrayList<>();
    List<String> names = pipe == null ? FilterSource.names(earlier, later) : List.of(pipe);
    for (String name : names) {
      Optional<WrittenFilter> before = earlier.find(name);
      Optional<WrittenFilter> after =
          before.isEmpty() ? Optional.of(later.filter(name)) : later.find(name);
      if (before.isEmpty() || after.isEmpty()) {
        changes.add(
            before.isEmpty()
                ? new FilterChange.AddedFilter(name)
                : new FilterChange.RemovedFilter(name));
      } else {
        changes.add(
            FilterChange.of(
                name, before.get(), after.get(), kind -> tried(later).with(name, kind)));
      }
    }
    if (changes.isEmpty()) {
      throw new Fault(later.template().file().toString(), "has no pipe, so nothing is compared");
    }
    return changes;
  }

  private TriedEvents tried(FilterSource source) {
    return new TriedEvents(
        events,
        source instanceof TemplateFilters filters
            ? Optional.of(
                new Project(filters.template(), options.fixtures(filters.template().file())))
            : Optional.empty());
  }

  private String name(FilterSource later, FilterSource earlier) {
    for (FilterSource source : List.of(later, earlier)) {
      if (source instanceof TemplateFilters filters) {
        return filters.single(pipe);
      }
    }
    return files.get(1);
  }

  private WrittenFilter one(FilterSource source) {
    return switch (source) {
      case OneFilter(WrittenFilter filter) -> filter;
      case TemplateFilters filters -> filters.filter(filters.single(pipe));
    };
  }
}
