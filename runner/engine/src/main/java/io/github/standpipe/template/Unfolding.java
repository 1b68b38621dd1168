package io.github.standpipe.template;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/** The size of a YAML document if each alias were expanded. */
final class Unfolding {
  private static final long MOST = 1_000_000;
  private static final int DEEPEST = 400;

  private record Size(long values, int depth) {}

  private static final Size LEAF = new Size(1, 1);

  private final Map<Value, Size> sizes = new IdentityHashMap<>();

  /** Counts a value whose parts are already counted. */
  void add(Value whole, Collection<Value> parts) {
    long values = 1;
    int depth = 0;
    for (Value part : parts) {
      Size size = sizes.getOrDefault(part, LEAF);
      values += size.values();
      depth = Math.max(depth, size.depth());
    }
    if (values > MOST && values > 2L * sizes.size()) {
      throw whole.at().fault("unfolds to more than 1,000,000 values by aliases; write fewer");
    }
    if (depth >= DEEPEST) {
      throw whole.at().fault("is nested deeper than " + DEEPEST + " levels; write it flatter");
    }
    sizes.put(whole, new Size(values, depth + 1));
  }
}
