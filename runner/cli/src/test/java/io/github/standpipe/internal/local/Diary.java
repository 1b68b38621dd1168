package io.github.standpipe.internal.local;

import java.util.ArrayList;
import java.util.List;

/** Records the calls of a listener. */
final class Diary implements Listener {
  final List<BatchReport> reports = new ArrayList<>();
  final List<String> problems = new ArrayList<>();

  @Override
  public void ended(BatchReport report) {
    reports.add(report);
  }

  @Override
  public void problem(String line) {
    problems.add(line);
  }

  List<Integer> sizes() {
    return reports.stream().map(report -> report.trace().records().size()).toList();
  }
}
