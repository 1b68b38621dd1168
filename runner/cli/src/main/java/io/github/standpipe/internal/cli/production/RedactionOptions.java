package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.KeptPaths;
import io.github.standpipe.internal.capture.Redaction;
import io.github.standpipe.internal.capture.Replacements;
import io.github.standpipe.internal.capture.TrialRun;
import io.github.standpipe.internal.capture.ValuePaths;
import io.github.standpipe.internal.fixture.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of redaction, and its runs.
 *
 * @param project a project without live look-ups
 * @param asIs whether nothing is replaced
 */
record RedactionOptions(
    Project project, List<ObjectNode> records, boolean asIs, Replacements rules) {
  private static final int MOST_PATHS = 200;

  /** A run of redacted messages, with the values that its redaction kept. */
  record RedactedRun(TrialRun run, KeptPaths kept) {}

  /** A remedy for a difference that redaction makes. */
  sealed interface Advice {
    /** Keeping these paths removes the difference. */
    record Keep(List<String> paths) implements Advice {}

    /** The values that cause it look personal. */
    record Invent(List<String> paths) implements Advice {}

    /** There are more paths than are tried. */
    record Search(int paths) implements Advice {}

    /** No value causes it. */
    record Nothing() implements Advice {}
  }

  /** Runs the messages of an original run, keeping only the values at the rules' paths. */
  RedactedRun run(TrialRun original) {
    return run(original, rules);
  }

  private RedactedRun run(TrialRun original, Replacements replacements) {
    Redaction redaction =
        asIs ? Redaction.NONE : Redaction.replacing(replacements, records, original.documents());
    List<ObjectNode> redacted = records.stream().map(redaction::record).toList();
    return new RedactedRun(original.redacted(project, redacted, redaction), redaction.kept());
  }

  /** Finds the paths whose values decide the outcome of the messages. */
  Advice advice(TrialRun original) {
    Set<String> kept = rules.kept();
    Set<String> paths = new TreeSet<>(ValuePaths.of(rules, records, original.documents()));
    paths.removeAll(kept);
    if (paths.size() > MOST_PATHS) {
      return new Advice.Search(paths.size());
    }
    if (asIs || paths.isEmpty() || !isAlike(original, union(kept, paths))) {
      return new Advice.Nothing();
    }
    Set<String> needed = new TreeSet<>(needed(original, kept, List.copyOf(paths)));
    KeptPaths then = run(original, rules.keeping(union(kept, needed))).kept();
    return then.isMorePersonalThan(run(original).kept())
        ? new Advice.Invent(List.copyOf(needed))
        : new Advice.Keep(List.copyOf(needed));
  }

  /** Bisects, since most paths have no effect. */
  private Set<String> needed(TrialRun original, Set<String> kept, List<String> paths) {
    if (isAlike(original, kept)) {
      return Set.of();
    }
    if (paths.size() == 1) {
      return Set.copyOf(paths);
    }
    Set<String> first = Set.copyOf(paths.subList(0, paths.size() / 2));
    List<String> second = paths.subList(paths.size() / 2, paths.size());
    Set<String> ofSecond = needed(original, union(kept, first), second);
    Set<String> ofFirst =
        needed(original, union(kept, ofSecond), paths.subList(0, paths.size() / 2));
    return union(ofFirst, ofSecond);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private boolean isAlike(TrialRun original, Set<String> kept) {
    TrialRun run = run(original, rules.keeping(kept)).run();
    return original.change(run).isEmpty() && original.otherShape(run).isEmpty();
  }
}
