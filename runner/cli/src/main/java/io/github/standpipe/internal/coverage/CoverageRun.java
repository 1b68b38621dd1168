package io.github.standpipe.internal.coverage;

import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.RouteMap;
import io.github.standpipe.internal.coverage.RouteMarks.RouteSpot;
import io.github.standpipe.internal.fixture.ExecutionWatch;
import io.github.standpipe.internal.fixture.Fixture;
import io.github.standpipe.internal.fixture.Measurement;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures cases while they are verified: in the second run of each the transforms are
 * instrumented. Nothing runs for coverage alone.
 */
public final class CoverageRun implements Measurement, AutoCloseable {
  private final Project project;
  private final List<Path> cases;
  private final MeasuredLayers layers;
  private final Map<String, MeasuredFilter> filters = new TreeMap<>();
  private final Map<String, String> queues = new TreeMap<>();

  /**
   * Prepares the measurement of some cases.
   *
   * @throws Fault if a layer cannot be copied
   */
  public CoverageRun(Project project, List<Path> cases) {
    this.project = project.portable();
    this.cases = List.copyOf(cases);
    List<LambdaFunction> functions = new ArrayList<>();
    cases.stream().map(Fixture::subject).distinct().forEach(s -> prepare(s, functions));
    this.layers = new MeasuredLayers(this.project, functions);
  }

  @Override
  public LambdaFunction standIn(LambdaFunction function) {
    return layers.standIn(function);
  }

  @Override
  public List<Function> functions() {
    return Marks.functions();
  }

  @Override
  public ExecutionWatch watch() {
    return new Marks(layers.spots());
  }

  @Override
  public String comparable(String text) {
    return layers.comparable(text);
  }

  /** Removes the instrumented transforms; what was measured stays. */
  @Override
  public void close() {
    layers.close();
  }

  /**
   * The coverage of verified cases.
   *
   * @param verified by a project that this measured; a case that cannot run reaches nothing
   */
  public Coverage of(List<Verification> verified) {
    List<CaseMarks> shown = verified.stream().map(this::shown).toList();
    return new Coverage(
        files(shown),
        filters(shown),
        new FeederCoverage(shown, project::placeFromRoot).subjects(),
        new MachineCoverage(project, shown).subjects());
  }

  /**
   * What verified cases reach, case by case.
   *
   * @param verified by a project that this measured
   */
  public CaseReach reach(List<Verification> verified) {
    List<CaseMarks> marks = verified.stream().map(this::shown).toList();
    return new CaseReach(verified, marks, layers.spots(), layers.sources());
  }

  private void prepare(String subject, List<LambdaFunction> functions) {
    try {
      Pipe pipe =
          project
              .template()
              .pipe(subject)
              .pipe(function -> {
                if (!function.isOutside()) {
                  functions.add(function);
                }
                return request -> request;
              });
      queues.put(subject, pipe.source().arn());
      if (!pipe.filterCriteria().patterns().isEmpty()) {
        filters.put(subject, new MeasuredFilter(pipe.filterCriteria()));
      }
    } catch (Fault e) {
      // reported by its cases
    }
  }

  private CaseMarks shown(Verification verified) {
    String subject = Fixture.subject(verified.directory());
    BitSet filter = new BitSet();
    verified.runs().forEach(run -> filter.or(filtered(subject, run.trace())));
    return verified.watch() instanceof Marks marks
        ? new CaseMarks(
            subject, marks.all(), filter, routes(subject, verified.events()), marks.visits())
        : new CaseMarks(subject, new BitSet(), filter, Map.of(), Set.of());
  }

  private Map<RouteSpot, BitSet> routes(String subject, List<BusTrace> journey) {
    String queue = queues.get(subject);
    if (journey.isEmpty() || queue == null) {
      return Map.of();
    }
    RouteMap map = project.feeders().routes();
    RouteMarks marks = new RouteMarks(map, map.leadingTo(queue));
    journey.forEach(marks::add);
    return marks.outcomes();
  }

  private BitSet filtered(String subject, Trace trace) {
    MeasuredFilter filter = filters.get(subject);
    return filter == null
        ? new BitSet()
        : trace.at(Stage.SOURCE).map(filter::outcomes).orElseGet(BitSet::new);
  }

  private List<CoverageSubject> files(List<CaseMarks> shown) {
    List<BitSet> marks = shown.stream().map(CaseMarks::transforms).toList();
    List<CoverageSubject> files = new ArrayList<>();
    layers
        .sources()
        .forEach((file, source) -> {
          List<CoveredPiece> pieces =
              IntStream.range(source.from(), source.to())
                  .mapToObj(spot -> CoveredPiece.of(layers.spots().get(spot), spot, marks))
                  .sorted(CoveredPiece.AS_WRITTEN)
                  .toList();
          CoverageSubject covered = new CoverageSubject(source.name(), source.text(), pieces);
          if (counts(file, covered)) {
            files.add(covered);
          }
        });
    return files;
  }

  /** A file that upgrades another pipe's events is shared by all functions with its layer. */
  private boolean counts(Path file, CoverageSubject covered) {
    return !TransformFiles.isVersion(file)
        || covered.share().covered() > 0
        || cases.size() == project.cases(Selection.ALL).size();
  }

  private List<CoverageSubject> filters(List<CaseMarks> shown) {
    List<CoverageSubject> all = new ArrayList<>();
    filters.forEach((subject, filter) -> {
      List<BitSet> marks =
          shown.stream().filter(s -> s.subject().equals(subject)).map(CaseMarks::filter).toList();
      List<CoveredPiece> pieces =
          IntStream.range(0, filter.spots().size())
              .filter(filter::counts)
              .mapToObj(spot ->
                  CoveredPiece.of(
                      filter.spots().get(spot).placed(project::placeFromRoot), spot, marks))
              .toList();
      all.add(new CoverageSubject(subject + " filter", "", pieces));
    });
    return all;
  }
}
