package io.github.standpipe.internal.report;

import java.util.ArrayList;
import java.util.List;

/** Two texts beside each other, line by line; long runs of equal lines are folded. */
final class SideBySideText {
  private static final int CONTEXT = 3;
  private static final long MOST_CELLS = 4_000_000;

  private final List<String> expected;
  private final List<String> seen;
  private final boolean json;
  private final Html html;

  /** A row: the line number on each side, from 0 on, or -1 if a side has none. */
  private record Row(int left, int right) {
    boolean isEqual() {
      return left >= 0 && right >= 0;
    }
  }

  SideBySideText(String expected, String seen, boolean json, Html html) {
    this.expected = expected.lines().toList();
    this.seen = seen.lines().toList();
    this.json = json;
    this.html = html;
  }

  void write() {
    html.add("<div class=\"wide\" tabindex=\"0\"><table class=\"compared\">");
    html.add("<colgroup><col class=\"number\"><col><col class=\"number\"><col></colgroup>");
    html.add("<thead><tr>");
    html.add("<th scope=\"col\" colspan=\"2\">expected</th>");
    html.add("<th scope=\"col\" colspan=\"2\">seen</th></tr></thead>\n");
    List<Row> rows = rows();
    int from = 0;
    while (from < rows.size()) {
      int to = from;
      while (to < rows.size() && rows.get(to).isEqual() == rows.get(from).isEqual()) {
        to++;
      }
      List<Row> run = rows.subList(from, to);
      if (run.getFirst().isEqual()) {
        equal(run, from == 0 ? 0 : CONTEXT, to == rows.size() ? 0 : CONTEXT);
      } else {
        body("", changed(run));
      }
      from = to;
    }
    html.add("</table></div>\n");
  }

  private void equal(List<Row> run, int before, int after) {
    int folded = run.size() - before - after;
    if (folded < 3) {
      body("", run);
      return;
    }
    body("", run.subList(0, before));
    html.add("<tbody class=\"fold\"><tr><td colspan=\"4\"><button type=\"button\">");
    html.add("{} equal lines</button></td></tr></tbody>\n", folded);
    body(" class=\"same\"", run.subList(before, before + folded));
    body("", run.subList(before + folded, run.size()));
  }

  /** The lines of both sides in the same rows, up to the longer one. */
  private static List<Row> changed(List<Row> run) {
    List<Row> left = run.stream().filter(row -> row.left >= 0).toList();
    List<Row> right = run.stream().filter(row -> row.right >= 0).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      rows.add(
          new Row(
              i < left.size() ? left.get(i).left : -1, i < right.size() ? right.get(i).right : -1));
    }
    return rows;
  }

  private void body(String attributes, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    html.raw("<tbody" + attributes + ">");
    for (Row row : rows) {
      boolean equal = row.isEqual() && expected.get(row.left).equals(seen.get(row.right));
      html.add("<tr>");
      cell(expected, row.left, equal ? "" : "minus");
      cell(seen, row.right, equal ? "" : "plus");
      html.add("</tr>\n");
    }
    html.add("</tbody>\n");
  }

  private void cell(List<String> lines, int line, String style) {
    if (line < 0) {
      html.add("<td class=\"number\"></td><td class=\"nothing\"></td>");
      return;
    }
    html.add("<td class=\"number\">{}</td><td class=\"{}\">", line + 1, style);
    String text = lines.get(line);
    html.raw(json ? Highlight.of(text) : Markup.escaped(text)).add("</td>");
  }

  /** The longest common sequence of lines, between the common beginning and the common end. */
  private List<Row> rows() {
    int begin = 0;
    int most = Math.min(expected.size(), seen.size());
    while (begin < most && expected.get(begin).equals(seen.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && expected.get(expected.size() - 1 - end).equals(seen.get(seen.size() - 1 - end))) {
      end++;
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < begin; i++) {
      rows.add(new Row(i, i));
    }
    between(rows, begin, expected.size() - end, seen.size() - end);
    for (int i = end; i > 0; i--) {
      rows.add(new Row(expected.size() - i, seen.size() - i));
    }
    return rows;
  }

  private void between(List<Row> rows, int begin, int leftEnd, int rightEnd) {
    int left = begin;
    int right = begin;
    if ((long) (leftEnd - begin) * (rightEnd - begin) <= MOST_CELLS) {
      int[][] common = common(begin, leftEnd, rightEnd);
      while (left < leftEnd && right < rightEnd) {
        if (expected.get(left).equals(seen.get(right))) {
          rows.add(new Row(left++, right++));
        } else if (common[left + 1 - begin][right - begin]
            >= common[left - begin][right + 1 - begin]) {
          rows.add(new Row(left++, -1));
        } else {
          rows.add(new Row(-1, right++));
        }
      }
    }
    while (left < leftEnd) {
      rows.add(new Row(left++, -1));
    }
    while (right < rightEnd) {
      rows.add(new Row(-1, right++));
    }
  }

  private int[][] common(int begin, int leftEnd, int rightEnd) {
    int[][] common = new int[leftEnd - begin + 1][rightEnd - begin + 1];
    for (int i = leftEnd - 1; i >= begin; i--) {
      for (int j = rightEnd - 1; j >= begin; j--) {
        int l = i - begin;
        int r = j - begin;
        common[l][r] =
            expected.get(i).equals(seen.get(j))
                ? common[l + 1][r + 1] + 1
                : Math.max(common[l + 1][r], common[l][r + 1]);
      }
    }
    return common;
  }
}
