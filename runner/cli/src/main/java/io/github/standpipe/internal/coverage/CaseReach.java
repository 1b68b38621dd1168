package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.machine.MachineStep;
import io.github.standpipe.pipe.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which of the measured cases reach a part of the pipe; rather too many of them than too few. */
public final class CaseReach {
  private final List<OfCase> cases;
  private final List<Spot> spots;
  private final Map<Path, MeasuredLayers.Source> sources;

  private record OfCase(Verification verified, CaseMarks marks) {}

  /**
   * A transform, or a file that it imports.
   *
   * @param name its path from the project's folder
   * @param begins whether the evaluation of an event begins with it
   */
  public record EvaluatedFile(Path path, String name, String text, boolean begins) {}

  CaseReach(
      List<Verification> verified,
      List<CaseMarks> marks,
      List<Spot> spots,
      Map<Path, MeasuredLayers.Source> sources) {
    this.cases = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      cases.add(new OfCase(verified.get(i), marks.get(i)));
    }
    this.spots = List.copyOf(spots);
    this.sources = sources;
  }

  /** The transforms and their imports; of files that upgrade other versions those that are used. */
  public List<EvaluatedFile> files() {
    List<EvaluatedFile> files = new ArrayList<>();
    sources.forEach((path, source) -> {
      if (!TransformFiles.isVersion(path) || cases.stream().anyMatch(one -> isUsed(one, source))) {
        files.add(new EvaluatedFile(path, source.name(), source.text(), source.begins()));
      }
    });
    return files;
  }

  /** The cases that may evaluate a part of a file. */
  public List<Path> evaluating(Path file, SourceSpan part) {
    MeasuredLayers.Source source = sources.get(file);
    if (source == null) {
      return List.of();
    }
    boolean version = TransformFiles.isVersion(file);
    return matching(one ->
        (version
                ? isUsed(one, source)
                : reaches(one, Stage.ENRICHMENT_INPUT) || isUsed(one, source))
            && conditions(source, part).stream().allMatch(one.marks().transforms()::get));
  }

  /** The outcomes without which the part is not evaluated. */
  private List<Integer> conditions(MeasuredLayers.Source source, SourceSpan part) {
    List<Integer> conditions = new ArrayList<>();
    for (int i = source.from(); i < source.to(); i++) {
      List<SourceSpan> behind = spots.get(i).behind();
      for (int outcome = 0; outcome < behind.size(); outcome++) {
        if (behind.get(outcome).holds(part)) {
          conditions.add(Marks.number(i, outcome));
        }
      }
    }
    return conditions;
  }

  /** The cases whose run reaches a stage. */
  public List<Path> reaching(Stage stage) {
    return matching(one -> reaches(one, stage));
  }

  /** The cases in which an execution of a machine enters a state. */
  public List<Path> entering(String machine, String state) {
    MachineVisit visit = new MachineVisit(machine, new MachineStep.StateEntry(state));
    return matching(one -> one.marks().visits().contains(visit));
  }

  /** The logical ids of the machines that are executed. */
  public Set<String> machines() {
    Set<String> machines = new TreeSet<>();
    cases.forEach(one -> one.marks().visits().forEach(visit -> machines.add(visit.machine())));
    return machines;
  }

  /** The number of parts of transforms and machines that a case reaches. */
  public int breadth(Path directory) {
    return cases.stream()
        .filter(one -> one.verified().directory().equals(directory))
        .mapToInt(one -> one.marks().transforms().cardinality() + one.marks().visits().size())
        .sum();
  }

  private List<Path> matching(Predicate<OfCase> test) {
    return cases.stream().filter(test).map(one -> one.verified().directory()).toList();
  }

  private static boolean isUsed(OfCase one, MeasuredLayers.Source source) {
    BitSet marks = one.marks().transforms();
    int next = marks.nextSetBit(Marks.number(source.from(), 0));
    return next >= 0 && next < Marks.number(source.to(), 0);
  }

  private static boolean reaches(OfCase one, Stage stage) {
    return one.verified().runs().stream()
        .map(PipeRun::trace)
        .anyMatch(trace -> trace.at(stage).isPresent());
  }
}
