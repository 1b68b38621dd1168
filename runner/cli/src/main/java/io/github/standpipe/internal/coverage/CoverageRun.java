package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.RouteMap;
import io.github.standpipe.internal.coverage.RouteMarks.RouteSpot;
import io.github.standpipe.internal.fixture.CaseTraces;
import io.github.standpipe.internal.fixture.Fixture;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.SideBySide;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs cases again with instrumented transforms; results are ignored, because they were verified
 * before.
 */
public final class CoverageRun {
  private final Project project;
  private final List<Path> cases;
  private final Map<String, MeasuredFilter> filters = new TreeMap<>();
  private final Map<String, String> queues = new TreeMap<>();

  private CoverageRun(Project project, List<Path> cases) {
    this.project = project.portable();
    this.cases = cases;
  }

  /** The coverage of some cases of a project; a case that cannot run reaches nothing. */
  public static Coverage of(Project project, List<Path> cases, int threads) {
    return new CoverageRun(project, cases).measured(threads);
  }

  private Coverage measured(int threads) {
    List<LambdaFunction> functions = new ArrayList<>();
    cases.stream().map(Fixture::subject).distinct().forEach(s -> prepare(s, functions));
    try (MeasuredLayers layers = new MeasuredLayers(project, functions)) {
      Project measured = project.withFunctions(layers::standIn, Marks.functions());
      List<CaseMarks> shown = new ArrayList<>();
      new SideBySide(threads).run(cases, one -> shown(measured, layers.spots(), one), shown::add);
      return new Coverage(
          files(layers, shown),
          filters(shown),
          new FeederCoverage(shown, project::placeFromRoot).subjects(),
          new MachineCoverage(project, shown).subjects());
    }
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

  private CaseMarks shown(Project measured, List<Spot> spots, Path directory) {
    String subject = Fixture.subject(directory);
    Marks marks = new Marks(spots);
    BitSet filter = new BitSet();
    Map<RouteSpot, BitSet> routes = new LinkedHashMap<>();
    try {
      CaseTraces traces = measured.traces(directory, marks);
      traces.receives().forEach(trace -> filter.or(filtered(subject, trace)));
      routes.putAll(routes(subject, traces.journey()));
    } catch (Fault e) {
      // reported when the case was verified
    }
    return new CaseMarks(subject, marks.all(), filter, routes, marks.visits());
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

  private List<CoverageSubject> files(MeasuredLayers layers, List<CaseMarks> shown) {
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
