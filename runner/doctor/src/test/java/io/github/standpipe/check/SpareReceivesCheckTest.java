package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpareReceivesCheckTest {
  private static List<String> findings(String variables, int count, int batchSize) {
    String yaml =
        """
        OrderQueue:
          Properties:
            RedrivePolicy: {maxReceiveCount: %d}
        OrderPipe:
          Properties:
            SourceParameters:
              SqsQueueParameters: {BatchSize: %d, MaximumBatchingWindowInSeconds: 5}
        OrderEnricher:
          Properties:
            Environment:
              Variables: {%s}
        """;
    return Laid.findings(yaml.formatted(count, batchSize, variables)).stream()
        .filter(one -> one.rule().id().equals("few-spare-receives"))
        .map(one -> one.observed() + " " + one.instead())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 10 | 3 | ",
        "4 | 1 | 4 | ",
        "4 | 1 | 2 | ",
        "5 | 1 | 6 | MAX_RECEIVES of OrderEnricher is 6, and maxReceiveCount of OrderQueue is 5, so"
            + " a failing record becomes a dead letter before it is quarantined."
            + " Write MAX_RECEIVES: 5, or make maxReceiveCount of OrderQueue at least 6.",
        "5 | 1000 | 4 | MAX_RECEIVES of OrderEnricher is 4, and maxReceiveCount of OrderQueue is 5,"
            + " so in a batch of up to 1000 records a healthy one becomes a dead letter after 2"
            + " receives in vain."
            + " Write MAX_RECEIVES: 3, or make maxReceiveCount of OrderQueue at least 6.",
        "5 | 2 | 5 | MAX_RECEIVES of OrderEnricher is 5, and maxReceiveCount of OrderQueue is 5,"
            + " so in a batch of up to 2 records a healthy one becomes a dead letter after 1"
            + " receive in vain."
            + " Write MAX_RECEIVES: 3, or make maxReceiveCount of OrderQueue at least 7.",
        "2 | 10 | 3 | MAX_RECEIVES of OrderEnricher is 3, and maxReceiveCount of OrderQueue is 2,"
            + " so a failing record becomes a dead letter before it is quarantined."
            + " Make maxReceiveCount of OrderQueue at least 5."
      })
  void relatesReceivesAndTheBatchSize(int count, int batchSize, int receives, String finding) {
    assertThat(findings("QUARANTINE_QUEUE_URL: u, MAX_RECEIVES: " + receives, count, batchSize))
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void knowsTheStandardOfTheFunction() {
    assertThat(findings("QUARANTINE_QUEUE_URL: u", 4, 10))
        .containsExactly(
            "MAX_RECEIVES of OrderEnricher is 3, and maxReceiveCount of OrderQueue is 4, so in a"
                + " batch of up to 10 records a healthy one becomes a dead letter after 2 receives"
                + " in vain."
                + " Write MAX_RECEIVES: 2, or make maxReceiveCount of OrderQueue at least 5.");
  }

  @Test
  void saysNothingOfAFunctionWithoutAQuarantineOrWithAnUnknownNumber() {
    assertThat(findings("MAX_RECEIVES: 9", 5, 10)).isEmpty();
    assertThat(findings("QUARANTINE_QUEUE_URL: u, MAX_RECEIVES: !Ref Choice", 5, 10)).isEmpty();
  }

  @Test
  void knowsThatTheQueueGivesNoMoreReceivesThanItSays() {
    String variables = "QUARANTINE_QUEUE_URL: u, QUEUE_MAX_RECEIVES: ";
    assertThat(findings(variables + "5", 5, 10)).isEmpty();
    assertThat(findings(variables + "6", 5, 10))
        .containsExactly(
            "QUEUE_MAX_RECEIVES of OrderEnricher is 6, but maxReceiveCount of OrderQueue is 5."
                + " Write QUEUE_MAX_RECEIVES: 5.");
  }
}
