package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.internal.filters.FilterRelation.Verdict;
import io.github.standpipe.internal.filters.FilterRelation.Witness;
import io.github.standpipe.internal.filters.RandomFilters.RandomFilter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares random filters, and compares each verdict with event-ruler's on random events. */
final class FilterTrial {
  private final int events;
  private final @Nullable EventKind only = kind();
  final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  final List<String> contradictions = new ArrayList<>();
  long judged;
  long nanos;
  long longest;

  /**
   * A trial.
   *
   * @param events the number for each pair
   */
  FilterTrial(int events) {
    this.events = events;
  }

  /** The only kind of events to compare, from the system property. */
  private static @Nullable EventKind kind() {
    String name = System.getProperty("kind");
    return name == null ? null : EventKind.valueOf(name);
  }

  void compare(long seed) {
    Random random = new Random(seed);
    EventKind[] kinds = EventKind.values();
    EventKind kind = only != null ? only : kinds[(int) (seed % kinds.length)];
    RandomFilters filters = new RandomFilters(random, kind);
    RandomFilter earlier = filters.next();
    RandomFilter later = filters.near(earlier);
    long start = System.nanoTime();
    FilterRelation relation = FilterAlgebra.compare(earlier.filter(), later.filter(), List::of);
    long took = System.nanoTime() - start;
    nanos += took;
    longest = Math.max(longest, took);
    verdicts.merge(relation.verdict(), 1, Integer::sum);
    String pair = "seed " + seed + " " + earlier.patterns() + " -> " + later.patterns();
    if (relation.verdict() == Verdict.UNDECIDED && System.getProperty("undecided") != null) {
      System.out.println(pair + " " + relation.lost() + " " + relation.gained());
    }
    witness(earlier.filter(), later.filter(), relation.lost(), pair);
    witness(later.filter(), earlier.filter(), relation.gained(), pair);
    List<JsonNode> patterns = new ArrayList<>(earlier.patterns());
    patterns.addAll(later.patterns());
    if (earlier.patterns().equals(later.patterns())) {
      return; // equal by definition
    }
    AimedEvents aimed = new AimedEvents(random, kind, patterns);
    for (int i = 0; i < events; i++) {
      judge(earlier.filter(), later.filter(), relation, aimed.next(), pair);
    }
  }

  private void witness(
      EventFilter first, EventFilter second, FilterRelation.OneSided side, String pair) {
    if (side instanceof Witness(JsonNode event, boolean isMade)
        && (!isMade || !first.passes().test(event) || second.passes().test(event))) {
      contradictions.add(pair + ": not a witness: " + event);
    }
  }

  private void judge(
      EventFilter earlier,
      EventFilter later,
      FilterRelation relation,
      JsonNode event,
      String pair) {
    boolean before = earlier.passes().test(event);
    boolean after = later.passes().test(event);
    judged++;
    boolean isWrong =
        before && !after && relation.lost() instanceof NoEvent
            || after && !before && relation.gained() instanceof NoEvent
            || before && after && relation.verdict() == Verdict.DISJOINT;
    if (isWrong) {
      contradictions.add(pair + ": " + relation.verdict() + " but " + event + " " + before + after);
    }
  }

  /** Runs a number of pairs: PAIRS [EVENTS [FIRST-SEED]]. */
  public static void main(String... arguments) {
    int pairs = Integer.parseInt(arguments[0]);
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    FilterTrial trial = new FilterTrial(events);
    long start = System.nanoTime();
    for (int i = 0; i < pairs; i++) {
      trial.compare(first + i);
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    trial.contradictions.stream()
        .collect(Collectors.groupingBy(one -> one.replaceFirst(": .*", ""), Collectors.toList()))
        .values()
        .forEach(of -> System.out.println(of.size() + " times " + of.getFirst()));
    int undecided = trial.verdicts.getOrDefault(Verdict.UNDECIDED, 0);
    System.out.printf(
        "%d pairs %s, %.2f %% decided, %d contradictions in %d events, %d s (%.0f µs a comparison,"
            + " the longest %d ms)%n",
        pairs,
        trial.verdicts,
        100.0 * (pairs - undecided) / pairs,
        trial.contradictions.size(),
        trial.judged,
        seconds,
        trial.nanos / 1000.0 / pairs,
        trial.longest / 1_000_000);
    System.exit(!trial.contradictions.isEmpty() || 100L * undecided > 5L * pairs ? 1 : 0);
  }
}
