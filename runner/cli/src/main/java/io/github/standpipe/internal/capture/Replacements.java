package io.github.standpipe.internal.capture;

import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values that a redaction must not change.
 *
 * @param kept paths whose values stay, of an event, with dots and without places in arrays: {@code
 *     detail.items.sku}; {@code messageAttributes.<name>.stringValue}, {@code attributes.<name>};
 *     and of a document, {@code lookups.<name>.<path>}. A star stands for keys that are data.
 * @param compared by path, the matchers with which the filter compares values
 * @param seed the same seed gives the same replacements
 */
public record Replacements(Set<String> kept, Map<String, PathMatchers> compared, long seed) {
  private static final String BODY = "body.";

  public Replacements {
    kept = Set.copyOf(kept);
    compared = Map.copyOf(compared);
  }

  /** The rules that keep a filter's decisions. */
  public static Replacements of(FilterCriteria filter, Set<String> kept, long seed) {
    return of(filter.patterns(), kept, seed);
  }

  /** The rules that keep the decisions of the patterns of several filters. */
  public static Replacements of(List<FilterPattern> patterns, Set<String> kept, long seed) {
    Map<String, PathMatchers> compared = new TreeMap<>();
    PathMatchers.of(patterns)
        .forEach((path, matchers) ->
            compared.put(path.startsWith(BODY) ? path.substring(BODY.length()) : path, matchers));
    return new Replacements(kept, compared, seed);
  }

  /** The same, keeping the values at other paths. */
  public Replacements keeping(Set<String> paths) {
    return new Replacements(paths, compared, seed);
  }

  boolean keeps(ValuePath path) {
    return kept.contains(path.exact()) || kept.contains(path.shown());
  }

  /** The keys that need no guess. */
  DataKeys keys() {
    Set<String> named = new TreeSet<>(kept);
    named.addAll(compared.keySet());
    return DataKeys.beside(named);
  }
}
