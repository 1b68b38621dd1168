package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
  private static String source(String arn, int batchSize, int window) {
    OptionalInt given = window == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(window);
    return Given.fault(() -> new Source(arn, batchSize, given));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, BatchSize is 0; write 1 to 10000",
    "10001, 5, BatchSize is 10001; write 1 to 10000",
    "10, -1, MaximumBatchingWindowInSeconds is -1; write 0 to 300",
    "10, 301, MaximumBatchingWindowInSeconds is 301; write 0 to 300",
    "11, 0, BatchSize is 11 without a window; set MaximumBatchingWindowInSeconds to 1 or more",
    "1, 0, no fault",
    "10, 0, no fault",
    "11, 1, no fault",
    "10000, 300, no fault"
  })
  void checksTheLimitsOfAStandardQueue(int batchSize, int window, String fault) {
    assertThat(source("arn:aws:sqs:eu-west-1:1:q", batchSize, window)).isEqualTo(fault);
  }

  @ParameterizedTest
  @CsvSource({"10, 0, true", "11, 0, false", "10, 1, false"})
  void checksTheLimitsOfAFifoQueue(int batchSize, int window, boolean fits) {
    assertThat(source("arn:aws:sqs:eu-west-1:1:q.fifo", batchSize, window))
        .isEqualTo(
            fits
                ? "no fault"
                : "a FIFO queue supports a BatchSize of at most 10 and no batching window");
  }

  @Test
  void knowsItsRegionAndKind() {
    assertThat(Given.QUEUE.region()).isEqualTo("eu-west-1");
    assertThat(Given.QUEUE.fifo()).isFalse();
    assertThat(Given.queue("q.fifo").fifo()).isTrue();
    assertThat(new Source("no-arn", 1, OptionalInt.empty()).region()).isEmpty();
  }
}
