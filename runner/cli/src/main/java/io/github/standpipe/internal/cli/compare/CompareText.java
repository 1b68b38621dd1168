package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.compare.Comparison.ShownGroup;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.shadow.Example;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as text. */
record CompareText(Comparison comparison, PrintWriter out) {
  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_EVENT = 400;

  void print() {
    out.println(headline(comparison));
    for (ShownGroup group : comparison.groups()) {
      out.println();
      out.println(title(group));
      details(group).forEach(line -> out.println("  " + line));
    }
    List<String> last = remarks(comparison.findings());
    if (!last.isEmpty()) {
      out.println();
      last.forEach(out::println);
    }
  }

  /** {@code OrderPipe 1,000 events, 12 differ from main}. */
  static String headline(Comparison comparison) {
    ShadowFindings findings = comparison.findings();
    return comparison.pipe()
        + "  "
        + Words.count(findings.events(), "event")
        + ", "
        + (findings.different() == 0
            ? "none differs"
            : String.format(
                Locale.ROOT,
                "%,d %s",
                findings.different(),
                findings.different() == 1 ? "differs" : "differ"))
        + " from "
        + comparison.base();
  }

  /** {@code removed $[*].customer.tier 12 events}. */
  static String title(ShownGroup group) {
    return group.place().kind()
        + "  "
        + where(group)
        + "  "
        + Words.count(group.group().count(), "event");
  }

  /** The path, with the stage if that is not the target input. */
  static String where(ShownGroup group) {
    String path = Printable.line(group.place().path());
    String stage = group.place().stage();
    return path.isEmpty()
        ? "at " + stage
        : stage.equals("target input") ? path : stage + " " + path;
  }

  private static List<String> details(ShownGroup group) {
    Example example = group.example();
    List<String> lines = new ArrayList<>();
    if (!example.isShown()) {
      lines.add(
          "first at " + example.place() + "; it cannot be shown without values that look personal");
      return lines;
    }
    lines.add("first at " + example.place());
    values(example).forEach(lines::add);
    lines.add("event " + event(example));
    if (!example.kept().isEmpty()) {
      lines.add("kept because the difference depends on it: " + String.join(", ", example.kept()));
    }
    return lines;
  }

  static List<String> values(Example example) {
    List<String> lines = new ArrayList<>();
    if (!example.was().isMissingNode()) {
      lines.add("was " + Printable.shortened(Json.text(example.was()), LONGEST_VALUE));
    }
    if (!example.is().isMissingNode()) {
      lines.add("is  " + Printable.shortened(Json.text(example.is()), LONGEST_VALUE));
    }
    return lines;
  }

  static String event(Example example) {
    String body = example.messages().getFirst().path("body").asText();
    String more =
        example.messages().size() == 1
            ? ""
            : " and " + Words.count(example.messages().size() - 1, "more event") + " of its batch";
    return Printable.shortened(Printable.line(body), LONGEST_EVENT) + more;
  }

  /** What could not be read or compared, and what was left out. */
  static List<String> remarks(ShadowFindings findings) {
    List<String> lines = new ArrayList<>();
    if (findings.beyond() > 0) {
      lines.add(
          Words.count(findings.beyond(), "difference")
              + " in groups beyond the first "
              + ShadowFindings.MOST_GROUPS
              + " are not shown");
    }
    if (findings.unreadable() > 0) {
      lines.add(Words.count(findings.unreadable(), "place") + " cannot be read:");
      findings.troubles().forEach(one -> lines.add("  " + Printable.line(one)));
      if (findings.unreadable() > findings.troubles().size()) {
        lines.add("  and " + (findings.unreadable() - findings.troubles().size()) + " more");
      }
    }
    if (findings.incomparable() > 0) {
      lines.add(
          Words.count(findings.incomparable(), "event")
              + " cannot be compared, because something has no answer:");
      findings
          .unanswered()
          .forEach((what, some) ->
              lines.add(
                  "  "
                      + Printable.line(what)
                      + ": "
                      + Words.count(some.count(), "event")
                      + ", first at "
                      + some.first()));
    }
    return lines;
  }
}
