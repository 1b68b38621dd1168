package io.github.standpipe.pipe;

import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.Seen;
import io.github.standpipe.pipe.Explanation.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation as readable lines. */
final class ExplanationText {
  private static final int MOST_VALUES = 3;
  private static final int LONGEST_VALUE = 80;

  private final Explanation explanation;
  private final List<String> lines = new ArrayList<>();

  ExplanationText(Explanation explanation) {
    this.explanation = explanation;
  }

  List<String> lines() {
    String id = explanation.messageId().isEmpty() ? "" : " (" + explanation.messageId() + ")";
    String subject = "record " + explanation.place() + id;
    lines.add(subject + explanation.fault().map(f -> ": " + f).orElseGet(this::verdict));
    explanation.patterns().forEach(this::pattern);
    if (!explanation.agrees()) {
      lines.add(
          "  the leaves do not explain" + " event-ruler's verdict, which is the one that counts");
    }
    return lines;
  }

  private String verdict() {
    int patterns = explanation.patterns().size();
    if (patterns == 0) {
      return " passes: the pipe has no filter";
    }
    if (explanation.passes()) {
      return " passes";
    }
    return " is rejected: "
        + (patterns == 1 ? "the pattern does not match" : "none of " + patterns + " patterns does");
  }

  private void pattern(OfPattern pattern) {
    lines.add("  pattern " + pattern.number() + " " + result(pattern) + "  " + pattern.where());
    lines(pattern).forEach(line -> lines.add("    " + line));
  }

  /** A line for each leaf of a pattern. */
  static List<String> lines(OfPattern pattern) {
    List<String> lines = new ArrayList<>();
    pattern.leaves().forEach(leaf -> lines.add(leaf(leaf)));
    if (pattern.isCut()) {
      lines.add(
          "the search was cut: the record's arrays have too many combinations of elements to try"
              + " them all");
    }
    return lines;
  }

  private static String result(OfPattern pattern) {
    if (pattern.matches()) {
      return "matches";
    }
    long leaves = pattern.leaves().stream().filter(Leaf::counts).count();
    return "does not match: "
        + pattern
            .reason()
            .orElseGet(() ->
                (pattern.isCut() ? "at least " : "")
                    + (leaves - pattern.missing())
                    + " of "
                    + leaves
                    + (leaves == 1 ? " leaf does" : " leaves do"));
  }

  private static String leaf(Leaf leaf) {
    String branch = leaf.branch().isEmpty() ? "" : "$or " + leaf.branch() + ": ";
    return sign(leaf)
        + " "
        + branch
        + leaf.path()
        + ": "
        + describe(leaf)
        + "; wanted "
        + Json.text(leaf.wanted())
        + leaf.hint().map(hint -> "; " + hint).orElse("");
  }

  private static char sign(Leaf leaf) {
    return switch (leaf.state()) {
      case MATCHED -> '+';
      case OVERRIDDEN, NOT_COMPARED -> ' ';
      case DIFFERENT, ABSENT, APART -> '-';
    };
  }

  private static String describe(Leaf leaf) {
    return switch (leaf.state()) {
      case OVERRIDDEN -> "named again in the pattern, and the last one counts";
      case NOT_COMPARED -> "not compared";
      case APART -> values(leaf) + ", but not in an element in which the other leaves match too";
      case ABSENT -> "absent";
      case MATCHED, DIFFERENT -> leaf.actual().isEmpty() ? "absent" : values(leaf);
    };
  }

  private static String values(Leaf leaf) {
    List<Seen> shown = leaf.actual();
    if (leaf.state() == State.MATCHED && shown.stream().anyMatch(Seen::matches)) {
      shown = shown.subList(0, 1);
    }
    int more = shown.size() - MOST_VALUES;
    return shown.stream()
            .limit(MOST_VALUES)
            .map(seen -> value(leaf, seen))
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** The place is shown unless it is the path itself. */
  private static String value(Leaf leaf, Seen seen) {
    String json = Json.text(seen.value());
    return Printable.shortened(json, LONGEST_VALUE)
        + (seen.place().equals(leaf.path()) ? "" : " at " + seen.place());
  }
}
