package io.github.standpipe.internal.capture;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Moves the dates of one event into the past. Dates near each other move by the same number of
 * days, which keeps the intervals between them; a group that is years away, such as a birthday,
 * moves by a different number, so that it cannot be computed from a known date. The order is kept.
 */
final class DateShift {
  private static final long NEAR = 731;
  private static final long LEAST = 400;
  private static final int RANGE = 8000;
  private static final long MOST_STRETCH = 3652;
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  /** The days to subtract, by the first date of each group. */
  private final NavigableMap<LocalDate, Long> days = new TreeMap<>();

  private final long least;

  /** The same random numbers give the same shift. */
  DateShift(Collection<LocalDate> dates, Random random) {
    this.least = LEAST + random.nextInt(RANGE);
    long back = least;
    LocalDate later = LocalDate.MAX;
    for (LocalDate date : new TreeSet<>(dates).descendingSet()) {
      long gap = ChronoUnit.DAYS.between(date, later);
      if (later.equals(LocalDate.MAX) || gap < NEAR) {
        days.remove(later);
      } else {
        back += stretch(gap, random);
      }
      days.put(date, back);
      later = date;
    }
  }

  /** Days by which a gap grows or shrinks, at most a quarter of it. */
  private static long stretch(long gap, Random random) {
    int most = (int) Math.min(gap / 4, MOST_STRETCH);
    int by = most / 8 + random.nextInt(most - most / 8);
    return random.nextBoolean() ? by : -by;
  }

  LocalDate apply(LocalDate date) {
    Map.Entry<LocalDate, Long> group = days.floorEntry(date);
    group = group == null ? days.firstEntry() : group;
    LocalDate moved = date.minusDays(group == null ? least : group.getValue());
    return moved.isBefore(FIRST) ? FIRST : moved;
  }
}
