package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DateShiftTest {
  private static final LocalDate ORDERED = LocalDate.parse("2026-03-01");
  private static final LocalDate BORN = LocalDate.parse("1984-07-19");

  @Test
  void keepsTheOrderAndWhatLiesBetweenDatesNearEachOther() {
    Random random = new Random(5);
    for (int event = 0; event < 2000; event++) {
      List<LocalDate> dates = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        dates.add(LocalDate.of(1930 + random.nextInt(110), 1, 1).plusDays(random.nextInt(365)));
      }
      dates.sort(null);
      DateShift shift = new DateShift(dates, random);
      for (int i = 1; i < dates.size(); i++) {
        LocalDate earlier = shift.apply(dates.get(i - 1));
        LocalDate later = shift.apply(dates.get(i));
        long between = ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i));
        long after = ChronoUnit.DAYS.between(earlier, later);
        assertThat(after).isBetween(between * 3 / 4, between * 5 / 4 + 1);
        if (between < 731) {
          assertThat(after).isEqualTo(between);
        } else {
          assertThat(after).isNotEqualTo(between);
        }
      }
      assertThat(shift.apply(dates.getLast())).isBefore(dates.getLast().minusDays(399));
    }
  }

  @Test
  void doesNotGiveABirthdayAwayByTheDateOfTheOrder() {
    Random random = new Random(6);
    List<Long> stretches = new ArrayList<>();
    for (int event = 0; event < 500; event++) {
      DateShift shift = new DateShift(List.of(ORDERED, BORN), random);
      long days = ChronoUnit.DAYS.between(ORDERED, shift.apply(ORDERED));
      stretches.add(ChronoUnit.DAYS.between(BORN.plusDays(days), shift.apply(BORN)));
    }
    assertThat(stretches.stream().distinct().count()).isGreaterThan(400);
    assertThat(stretches).doesNotContain(0L).anyMatch(s -> s > 0).anyMatch(s -> s < 0);
  }

  @Test
  void staysWithinWhatADateCanSay() {
    List<LocalDate> ends = List.of(LocalDate.parse("0001-01-01"), LocalDate.parse("9999-12-31"));
    DateShift shift = new DateShift(ends, new Random(1));
    assertThat(shift.apply(ends.getFirst())).hasToString("0001-01-01");
    assertThat(shift.apply(ends.getLast()).getYear()).isBetween(9970, 9999);
  }
}
