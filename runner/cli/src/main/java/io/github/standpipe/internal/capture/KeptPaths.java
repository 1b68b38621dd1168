package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The paths at which a redaction kept values, with the reasons. */
public final class KeptPaths {
  /** Why a value was kept. */
  public enum Reason {
    /** The filter compares it, and no alternative was found. */
    FILTER("for the filter, which compares it"),
    /** The filter compares a part of it. */
    FILTER_IN_PART("in part for the filter, which compares it"),
    OPTION("by --keep"),
    EQUAL("as equal to a value that is kept"),
    /** Keys of an object, which may be data. */
    KEYS("as keys, though they may be data");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final Map<String, Reason> reasons = new TreeMap<>();
  private final SortedMap<PersonalKind, SortedMap<String, Integer>> personal = new TreeMap<>();

  KeptPaths() {}

  /** The first reason stays. */
  void add(String path, Reason reason) {
    reasons.putIfAbsent(path, reason);
  }

  void add(String path, Reason reason, JsonNode value) {
    add(path, reason);
    PersonalKind.of(path, value)
        .ifPresent(kind ->
            personal.computeIfAbsent(kind, k -> new TreeMap<>()).merge(path, 1, Integer::sum));
  }

  /** The paths of each reason. */
  public Map<Reason, SortedSet<String>> byReason() {
    Map<Reason, SortedSet<String>> byReason = new EnumMap<>(Reason.class);
    reasons.forEach(
        (path, reason) -> byReason.computeIfAbsent(reason, r -> new TreeSet<>()).add(path));
    return byReason;
  }

  /** Whether it keeps more values that look personal than another. */
  public boolean isMorePersonalThan(KeptPaths other) {
    return count() > other.count();
  }

  /** Whether a value that it keeps looks personal. */
  public boolean isPersonal() {
    return !personal.isEmpty();
  }

  private int count() {
    return personal.values().stream()
        .flatMap(paths -> paths.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** The number of kept values that look personal, by kind and path. */
  public SortedMap<PersonalKind, SortedMap<String, Integer>> personal() {
    return Collections.unmodifiableSortedMap(personal);
  }
}
