package io.github.standpipe.template;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The values that are being resolved, so that a cycle is reported instead of running for ever. */
final class Visits {
  private final Set<String> open = new LinkedHashSet<>();

  <T> T visit(String name, Place at, Supplier<T> resolution) {
    if (!open.add(name)) {
      throw at.fault(name + " refers to itself: " + String.join(" -> ", open) + " -> " + name);
    }
    try {
      return resolution.get();
    } finally {
      open.remove(name);
    }
  }
}
