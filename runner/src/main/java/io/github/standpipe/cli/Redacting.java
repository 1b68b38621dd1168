package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Redaction;
import io.github.standpipe.capture.TrialRun;
import io.github.standpipe.capture.ValuePaths;
import io.github.standpipe.fixture.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ways to redact messages.
 *
 * @param project whose look-ups are not live
 * @param asIs whether nothing is replaced
 */
record Redacting(Project project, List<ObjectNode> records, boolean asIs, long seed) {
  private static final int MOST_PATHS = 200;

  /** Runs the messages of an original run with the values at some paths alone. */
  TrialRun run(TrialRun original, Set<String> kept) {
    Redaction redaction = asIs ? Redaction.NONE : Redaction.keeping(kept, seed, records);
    List<ObjectNode> redacted = records.stream().map(redaction::record).toList();
    return original.redacted(project, redacted, redaction);
  }

  /**
   * Paths at which the values decide what becomes of the messages, none of which can be spared;
   * none where that is not to be found.
   */
  List<String> deciding(TrialRun original, Set<String> kept) {
    Set<String> paths = new TreeSet<>(ValuePaths.of(records, original.documents()));
    paths.removeAll(kept);
    Set<String> all = union(kept, paths);
    if (asIs || paths.isEmpty() || paths.size() > MOST_PATHS || !isAlike(original, all)) {
      return List.of();
    }
    return List.copyOf(new TreeSet<>(needed(original, kept, List.copyOf(paths))));
  }

  /** By halves, since most paths decide nothing. */
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
    TrialRun run = run(original, kept);
    return original.change(run).isEmpty() && original.otherShape(run).isEmpty();
  }
}
