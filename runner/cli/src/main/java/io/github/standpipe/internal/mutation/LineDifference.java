package io.github.standpipe.internal.mutation;

import java.util.List;

/** The lines that a change touches, as a small diff. */
record LineDifference(List<String> before, List<String> after) {
  private static final int MOST_LINES = 3;

  static LineDifference of(Mutant mutant) {
    TextEdit edit = mutant.edit();
    List<String> before = lines(mutant.file().text(), edit.from(), edit.to());
    List<String> after = lines(mutant.text(), edit.from(), edit.from() + edit.with().length());
    int most = Math.min(before.size(), after.size());
    int tail = 0;
    while (tail < most && last(before, tail).equals(last(after, tail))) {
      tail++;
    }
    int head = 0;
    while (head < most - tail && before.get(head).equals(after.get(head))) {
      head++;
    }
    return new LineDifference(cut(before, head, tail), cut(after, head, tail));
  }

  private static String last(List<String> lines, int before) {
    return lines.get(lines.size() - 1 - before);
  }

  private static List<String> cut(List<String> lines, int head, int tail) {
    return lines.subList(head, lines.size() - tail).stream().limit(MOST_LINES).toList();
  }

  private static List<String> lines(String text, int from, int to) {
    int begin = text.lastIndexOf('\n', from - 1) + 1;
    int end = text.indexOf('\n', to);
    return text.substring(begin, end < 0 ? text.length() : end)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
