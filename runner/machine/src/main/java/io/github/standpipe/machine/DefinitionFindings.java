package io.github.standpipe.machine;

import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics, up to a large number. */
final class DefinitionFindings {
  private static final int MOST = 1_000;

  private final List<DefinitionDiagnostic> found = new ArrayList<>();

  void add(DefinitionDiagnostic diagnostic) {
    if (found.size() < MOST && !found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<DefinitionDiagnostic> all() {
    return List.copyOf(found);
  }
}
