package io.github.standpipe.internal.watch;

import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs cases, waits until files change, and reruns the affected cases. */
public final class WatchLoop {
  /** Receives the events of a watch. */
  public interface Listener {
    /** Cases ran. */
    void ran(Round round);

    /** No case can run with the current files; the next change may fix that. */
    void broken(Set<Path> changed, Fault why);

    /** Changes are noticed from now on. */
    void waits(Set<Path> roots);
  }

  private final Supplier<Project> reading;
  private final Selection selection;
  private final int threads;
  private final Listener listener;
  private final Map<Path, Verification> known = new LinkedHashMap<>();
  private @Nullable Project project;
  private volatile boolean ends;

  /**
   * @param reading reads the project; an exception is reported, and it is called again later
   */
  public WatchLoop(Supplier<Project> reading, Selection selection, int threads, Listener listener) {
    this.reading = reading;
    this.selection = selection;
    this.threads = threads;
    this.listener = listener;
  }

  /** Ends the watch after the current cases. */
  public void stop() {
    ends = true;
  }

  /**
   * Watches until it is stopped.
   *
   * @throws Fault if the project cannot be used at the start
   */
  public void run() {
    Project first = reading.get();
    project = first;
    try (Changes changes = new Changes()) {
      AffectedCases reach = reach(first);
      Set<Path> roots = roots(first, reach);
      changes.of(roots);
      round(Set.of(), first, first.cases(selection), System.nanoTime());
      listener.waits(roots);
      while (!ends) {
        Set<Path> changed = changes.await(() -> ends);
        if (!changed.isEmpty()) {
          reach = changed(changed, reach, changes);
        }
      }
    }
  }

  /** Updates what the files affect from now on. */
  private AffectedCases changed(Set<Path> changed, AffectedCases reach, Changes changes) {
    long start = System.nanoTime();
    Project.reloadFunctions();
    try {
      boolean anew = project == null || reach.isTemplate(changed);
      Project now = next(reach.isTemplate(changed));
      List<Path> cases = now.cases(selection);
      AffectedCases next = anew || !subjects(now).equals(reach.subjects()) ? reach(now) : reach;
      project = now;
      changes.of(roots(now, next));
      round(changed, now, anew ? cases : affected(changed, cases, now, next), start);
      return next;
    } catch (Fault e) {
      project = null;
      listener.broken(changed, e);
      return reach;
    }
  }

  private Project next(boolean anew) {
    Project before = project;
    return before == null || anew ? reading.get() : before.again();
  }

  private static AffectedCases reach(Project project) {
    return new AffectedCases(project, subjects(project));
  }

  private static Set<String> subjects(Project project) {
    return project.cases(Selection.ALL).stream()
        .map(WatchLoop::subject)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Path> roots(Project project, AffectedCases reach) {
    Set<Path> roots = reach.roots();
    roots.add(AffectedCases.absolute(project.fixtures().root()));
    return roots;
  }

  private List<Path> affected(
      Set<Path> changed, List<Path> cases, Project now, AffectedCases reach) {
    Set<String> subjects = new TreeSet<>();
    Path fixtures = AffectedCases.absolute(now.fixtures().root());
    for (Path file : changed) {
      subjects.addAll(reach.of(file));
      if (file.startsWith(fixtures)) {
        Path within = fixtures.relativize(file);
        if (within.startsWith(FixtureNames.BASES)) {
          subjects.addAll(reach.subjects());
        } else if (within.getNameCount() > 2
            && FixtureNames.isShared(within.getName(1).toString())) {
          subjects.add(within.getName(0).toString());
        }
      }
    }
    return cases.stream()
        .filter(directory ->
            !known.containsKey(directory)
                || subjects.contains(subject(directory))
                || changed.stream()
                    .anyMatch(file -> file.startsWith(AffectedCases.absolute(directory))))
        .toList();
  }

  private static String subject(Path directory) {
    return directory.getName(directory.getNameCount() - 2).toString();
  }

  private void round(Set<Path> changed, Project now, List<Path> cases, long start) {
    List<String> removed = removed(now.cases(selection));
    List<Verification> ran = new ArrayList<>();
    List<Verification> mended = new ArrayList<>();
    now.verify(
        cases,
        threads,
        tested -> {
          ran.add(tested);
          Verification before = known.put(tested.directory(), tested);
          if (before != null && !before.passed() && tested.passed()) {
            mended.add(tested);
          }
        });
    if (changed.isEmpty() || !ran.isEmpty() || !removed.isEmpty()) {
      List<Verification> all = now.cases(selection).stream().map(known::get).toList();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      listener.ran(new Round(now, changed, ran, mended, removed, took, all));
    }
  }

  private List<String> removed(List<Path> cases) {
    List<Path> gone = known.keySet().stream().filter(known -> !cases.contains(known)).toList();
    return gone.stream().map(known::remove).map(tested -> tested.name()).toList();
  }
}
