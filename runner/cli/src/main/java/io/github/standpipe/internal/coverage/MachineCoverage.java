package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.machine.MachineStep;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The coverage of the state machines that cases start. */
record MachineCoverage(Project project, List<CaseMarks> cases) {

  List<CoverageSubject> subjects() {
    List<CoverageSubject> subjects = new ArrayList<>();
    cases.stream()
        .flatMap(one -> one.visits().stream())
        .map(MachineVisit::machine)
        .distinct()
        .sorted()
        .forEach(machine ->
            measured(machine).ifPresent(measured -> subjects.add(subject(machine, measured))));
    return subjects;
  }

  /** Includes the machine of a pipe that is off, because its cases run as well. */
  private Optional<MeasuredMachine> measured(String logicalId) {
    Template template = project.template();
    return Stream.concat(template.declared(logicalId).stream(), template.leftOut().stream())
        .filter(one -> one.isStateMachine() && one.logicalId().equals(logicalId))
        .findFirst()
        .flatMap(this::measured);
  }

  private Optional<MeasuredMachine> measured(Declaration machine) {
    Optional<Property> written = MachineDefinition.property(machine);
    return MachineDefinition.of(machine)
        .flatMap(definition ->
            written.map(at -> new MeasuredMachine(at, definition.json(), project::placeFromRoot)));
  }

  private CoverageSubject subject(String machine, MeasuredMachine measured) {
    List<BitSet> marks = cases.stream().map(one -> measured.outcomes(steps(one, machine))).toList();
    List<Spot> spots = measured.spots();
    return new CoverageSubject(
        machine,
        "",
        IntStream.range(0, spots.size())
            .mapToObj(spot -> CoveredPiece.of(spots.get(spot), spot, marks))
            .toList());
  }

  private static List<MachineStep> steps(CaseMarks marks, String machine) {
    return marks.visits().stream()
        .filter(visit -> visit.machine().equals(machine))
        .map(MachineVisit::step)
        .toList();
  }
}
