package io.github.standpipe.internal.report;

import io.github.standpipe.internal.coverage.CoverageSubject;
import io.github.standpipe.internal.coverage.CoverageSubject.Missing;
import io.github.standpipe.internal.coverage.CoveredPiece;
import io.github.standpipe.internal.coverage.SourceSpan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transform's source, line by line, marking what is not evaluated and what has one outcome only.
 */
record CoveredSource(CoverageSubject covered, Html html) {
  private static final char REACHED = 'r';
  private static final char PARTLY = 'p';
  private static final char NEVER = 'n';
  private static final char OTHER = ' ';

  void write() {
    char[] states = states();
    html.add("<div class=\"source wide\" tabindex=\"0\"><table><tbody>\n");
    int from = 0;
    int number = 1;
    for (String line : covered.source().split("\\R", -1)) {
      boolean isEnd = from >= covered.source().length();
      if (!isEnd) {
        line(number++, from, from + line.length(), states);
      }
      from = after(from + line.length());
    }
    html.add("</tbody></table></div>\n");
  }

  /** The start of the next line. */
  private int after(int end) {
    return end + (covered.source().startsWith("\r\n", end) ? 2 : 1);
  }

  /** For each character, the coverage of the innermost piece around it. */
  private char[] states() {
    char[] states = new char[covered.source().length()];
    Arrays.fill(states, OTHER);
    List<Missing> missing = covered.missing();
    for (CoveredPiece piece : covered.pieces()) {
      boolean isTold = missing.stream().anyMatch(one -> one.piece().equals(piece));
      fill(states, piece.spot().span(), isTold ? PARTLY : REACHED);
    }
    covered.pieces().stream()
        .flatMap(piece -> piece.unreached().stream())
        .forEach(span -> fill(states, span, NEVER));
    return states;
  }

  private static void fill(char[] states, SourceSpan span, char state) {
    Arrays.fill(states, span.from(), span.to(), state);
  }

  private void line(int number, int from, int to, char[] states) {
    String state = state(from, to, states);
    html.add("<tr class=\"{}\"><td class=\"number\">{}</td><td class=\"code\">", state, number);
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && states[end] == states[at]) {
        end++;
      }
      piece(covered.source().substring(at, end), states[at]);
      at = end;
    }
    notes(from, to);
    html.add("</td></tr>\n");
  }

  private void piece(String text, char state) {
    switch (state) {
      case NEVER -> html.add("<del>{}</del>", text);
      case PARTLY -> html.add("<u>{}</u>", text);
      default -> html.add("{}", text);
    }
  }

  private String state(int from, int to, char[] states) {
    String seen = new String(states, from, to - from);
    String text = covered.source().substring(from, to);
    if (text.isBlank()) {
      return "other";
    }
    return seen.indexOf(NEVER) >= 0
        ? "no"
        : seen.indexOf(PARTLY) >= 0 ? "partly" : seen.indexOf(REACHED) >= 0 ? "yes" : "other";
  }

  private void notes(int from, int to) {
    String notes =
        covered.missing().stream()
            .filter(one -> one.piece().spot().span().from() >= from)
            .filter(one -> one.piece().spot().span().from() < to)
            .map(Missing::words)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!notes.isEmpty()) {
      html.add("<small>{}</small>", notes);
    }
  }
}
