package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

  private static Context context(int remaining) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) -> remaining);
  }

  @ParameterizedTest
  @CsvSource({"900000, 899000", "30000, 29000", "10000, 9000", "2000, 1800", "0, 0", "-5, 0"})
  void keepsATenthForTheAnswerAndAtMostASecond(int remaining, int left) {
    long start = System.nanoTime();
    Duration granted = Deadline.of(context(remaining)).remaining();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Duration most = Duration.ofMillis(left);
    Duration least = most.minus(took).isNegative() ? Duration.ZERO : most.minus(took);
    assertThat(granted).isBetween(least, most);
  }

  @Test
  void isTheEarlierOfTwo() {
    Deadline outer = Deadline.in(Duration.ofMinutes(2));
    assertThat(outer.atMost(Duration.ofMinutes(3))).isSameAs(outer);
    assertThat(outer.atMost(Duration.ofMinutes(1)).remaining())
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
  }
}
