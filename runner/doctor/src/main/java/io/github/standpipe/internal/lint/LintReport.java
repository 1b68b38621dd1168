package io.github.standpipe.internal.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings; the same one counts once. */
final class LintReport {
  private static final int SHOWN = 60;

  private final Set<LintFinding> findings = new LinkedHashSet<>();

  void add(LintRule rule, SourcePoint at, String observed, String instead) {
    findings.add(new LintFinding(rule, at.file(), at.line(), at.column(), observed, instead));
  }

  List<LintFinding> inOrder() {
    List<LintFinding> all = new ArrayList<>(findings);
    all.sort(
        Comparator.<LintFinding, String>comparing(one -> one.file().toString())
            .thenComparing(LintFinding::line)
            .thenComparing(LintFinding::column));
    return all;
  }

  /** A piece of the text, short enough for a message. */
  static String quoted(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }

  /** A text without characters that a reader cannot see. */
  static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c ->
            shown.append(
                Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c)));
    return shown.toString();
  }

  /** The text of an expression, short enough for a message. */
  static String shown(Syntax expression) {
    return quoted(expression.at().text());
  }
}
