package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.coverage.CaseReach;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.internal.mutation.Mutant.Area;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** All mutants of a pipe: of its filter, its transforms, its input templates and its machines. */
public final class PipeMutants {
  private static final Comparator<Mutant> AS_WRITTEN =
      Comparator.<Mutant, String>comparing(mutant -> mutant.file().name())
          .thenComparing(mutant -> mutant.edit().from())
          .thenComparing(mutant -> mutant.edit().to())
          .thenComparing(mutant -> mutant.edit().with());

  private static final List<String> PARAMETERS =
      List.of(
          "SqsQueueParameters",
          "EventBridgeEventBusParameters",
          "CloudWatchLogsParameters",
          "KinesisStreamParameters",
          "HttpParameters");

  private final Project project;
  private final Template template;
  private final Map<Path, SourceFile> files = new HashMap<>();
  private final List<Mutant> found = new ArrayList<>();

  private PipeMutants(Project project) {
    this.project = project;
    this.template = project.template();
  }

  /**
   * The mutants, by file and place, each text once.
   *
   * @param project see {@link Project#portable}
   * @param reach what the cases of the pipe reach
   */
  public static List<Mutant> of(Project project, String pipe, CaseReach reach) {
    PipeMutants mutants = new PipeMutants(project);
    Property properties = mutants.properties(pipe);
    mutants.filters(properties.get("SourceParameters").get("FilterCriteria"));
    mutants.inputTemplate(properties.get("EnrichmentParameters"), false);
    mutants.inputTemplate(properties.get("TargetParameters"), true);
    PARAMETERS.forEach(name -> mutants.parameters(properties.get("TargetParameters").get(name)));
    reach.files().forEach(mutants::transform);
    Set<String> machines = new TreeSet<>(reach.machines());
    PipeDefinition definition = project.template().pipe(pipe);
    Stream.of(definition.machine(), definition.enrichingMachine())
        .flatMap(Optional::stream)
        .forEach(own -> machines.add(own.logicalId()));
    machines.forEach(mutants::machine);
    Set<String> texts = new HashSet<>();
    return mutants.found.stream()
        .sorted(AS_WRITTEN)
        .filter(one -> texts.add(one.file().name() + "\n" + one.text()))
        .filter(one -> !one.text().equals(one.file().text()))
        .toList();
  }

  private Property properties(String pipe) {
    return declared(template.pipe(pipe).logicalId()).orElseThrow().properties();
  }

  /** Also what a false condition leaves out, because its cases run as well. */
  private Optional<Declaration> declared(String logicalId) {
    return Stream.concat(template.declared(logicalId).stream(), template.leftOut().stream())
        .filter(one -> one.logicalId().equals(logicalId))
        .findFirst();
  }

  private void filters(Property criteria) {
    for (Property filter : criteria.get("Filters").items()) {
      located(filter.get("Pattern").valueAt())
          .flatMap(LocatedValue::parsed)
          .ifPresent(pattern ->
              new FilterMutants(
                      pattern.text().value(),
                      (kind, edit) ->
                          add(kind, pattern, edit, new Area.InFilter(), FilterForm::isSame))
                  .of(pattern.node()));
    }
  }

  private void inputTemplate(Property parameters, boolean ofTarget) {
    Area area = new Area.InTemplate(ofTarget);
    located(parameters.get("InputTemplate").valueAt())
        .ifPresent(scalar ->
            scalar
                .embedded()
                .ifPresent(inner -> {
                  LocatedValue text = new LocatedValue(scalar.file(), inner, scalar.node());
                  InputTemplateMutants.of(
                      inner.value(), (kind, edit) -> add(kind, text, edit, area, String::equals));
                }));
  }

  /** The constants and paths that are sent with each item. */
  private void parameters(Property parameters) {
    for (String name : parameters.keys()) {
      Property value = parameters.get(name);
      if (value.keys().isEmpty()) {
        (value.items().isEmpty() ? List.of(value) : value.items()).forEach(this::parameter);
      } else {
        parameters(value);
      }
    }
  }

  private void parameter(Property value) {
    located(value.valueAt())
        .ifPresent(scalar ->
            scalar
                .embedded()
                .filter(inner -> !inner.value().isEmpty())
                .ifPresent(inner -> {
                  int end = inner.value().length();
                  MutantKind kind =
                      inner.value().startsWith("$.")
                          ? MutantKind.PARAMETER_PATH
                          : MutantKind.PARAMETER;
                  add(
                      kind,
                      new LocatedValue(scalar.file(), inner, scalar.node()),
                      new TextEdit(end, end, "X"),
                      new Area.InTemplate(true),
                      String::equals);
                }));
  }

  private void transform(CaseReach.EvaluatedFile evaluated) {
    SourceFile file = new SourceFile(evaluated.path(), evaluated.name(), evaluated.text());
    boolean module = !evaluated.begins();
    String form = TransformForm.of(file.text(), module);
    new TransformMutants(
            JsltTree.of(file.text(), true),
            (kind, edit) -> {
              String text = edit.of(file.text());
              boolean same =
                  JsltTree.error(text, true).isEmpty()
                      && TransformForm.of(text, module).equals(form);
              found.add(new Mutant(kind, file, edit, new Area.InTransform(), same));
            })
        .find();
  }

  private void machine(String logicalId) {
    declared(logicalId)
        .filter(Declaration::isStateMachine)
        .flatMap(MachineDefinition::property)
        .flatMap(definition -> located(definition.valueAt()))
        .flatMap(LocatedValue::parsed)
        .ifPresent(definition ->
            new MachineMutants(
                    definition.text().value(),
                    (state, kind, edit) ->
                        add(
                            kind,
                            definition,
                            edit,
                            new Area.InState(logicalId, state),
                            MachineForm::isSame))
                .of(definition.node()));
  }

  private void add(
      MutantKind kind,
      LocatedValue in,
      TextEdit edit,
      Area area,
      BiPredicate<String, String> same) {
    String text = in.text().value();
    boolean equivalent = same.test(text, edit.of(text));
    found.add(new Mutant(kind, in.file(), in.text().outer(edit), area, equivalent));
  }

  private Optional<LocatedValue> located(Place place) {
    Path path = Path.of(place.file()).toAbsolutePath().normalize();
    SourceFile file =
        files.computeIfAbsent(path, one -> SourceFile.read(one, project.fromRoot(one.toString())));
    return LocatedValue.at(file, place);
  }
}
