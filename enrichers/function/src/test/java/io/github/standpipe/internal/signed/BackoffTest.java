package io.github.standpipe.internal.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesAPauseUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    assertThat(IntStream.of(0, 1, 2, 3, 5, 6, 1_000_000).mapToObj(backoff::pause))
        .extracting(Duration::toMillis)
        .containsExactly(100L, 100L, 200L, 400L, 1_600L, 2_000L, 2_000L);
  }
}
