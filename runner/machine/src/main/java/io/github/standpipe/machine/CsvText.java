package io.github.standpipe.machine;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values by RFC 4180: double quotes, doubled inside, also around line ends. */
record CsvText(String text, char delimiter) {

  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          value.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          value.append(text.charAt(++i));
        } else {
          quoted = false;
        }
      } else if (c == '"' && value.isEmpty()) {
        quoted = true;
      } else if (c == delimiter) {
        row.add(take(value));
      } else if (c == '\n') {
        end(rows, row, value);
      } else if (c != '\r') {
        value.append(c);
      }
    }
    if (!value.isEmpty() || !row.isEmpty()) {
      end(rows, row, value);
    }
    return rows;
  }

  private static void end(List<List<String>> rows, List<String> row, StringBuilder value) {
    String last = take(value);
    if (!row.isEmpty() || !last.isEmpty()) {
      row.add(last);
      rows.add(List.copyOf(row));
      row.clear();
    }
  }

  private static String take(StringBuilder value) {
    String taken = value.toString();
    value.setLength(0);
    return taken;
  }
}
