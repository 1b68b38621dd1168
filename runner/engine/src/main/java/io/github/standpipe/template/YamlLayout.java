package io.github.standpipe.template;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Converts YAML that is indented by two spaces to another indentation.
 *
 * @param indent the column of its outermost keys
 * @param step the spaces from a key to a key in its value
 */
record YamlLayout(int indent, int step, String lineEnd) {

  private record Level(int from, int to) {}

  String of(String yaml) {
    Deque<Level> levels = new ArrayDeque<>();
    StringBuilder laidOut = new StringBuilder();
    for (String line : yaml.lines().toList()) {
      laidOut.append(line.isBlank() ? "" : placed(line, levels)).append(lineEnd);
    }
    return laidOut.toString();
  }

  private String placed(String line, Deque<Level> levels) {
    String content = line.stripLeading();
    int from = line.length() - content.length();
    while (!levels.isEmpty() && levels.peek().from() > from) {
      levels.pop();
    }
    if (levels.isEmpty() || levels.peek().from() < from) {
      int to = levels.isEmpty() ? indent : levels.peek().to() + step;
      levels.push(new Level(from, to));
    }
    int to = levels.peek().to();
    if (content.startsWith("- ")) {
      levels.push(new Level(from + 2, to + 2));
    }
    return " ".repeat(to) + content;
  }
}
