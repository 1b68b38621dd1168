package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.event;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How buses behave with real destinations. */
class OutletTest {
  private final List<String> calls = new ArrayList<>();

  /** A queue that fails a number of times at first. */
  private Surroundings around(int failures, String code) {
    Outlet outlet =
        new Outlet() {
          private int left = failures;

          @Override
          public Optional<DeliveryFailure> deliver(QueueMessage message) {
            calls.add("deliver");
            left--;
            return left < 0
                ? Optional.empty()
                : Optional.of(DeliveryFailure.atOnce(code, "not now"));
          }

          @Override
          public void pause(int retry) {
            calls.add("pause " + retry);
          }

          @Override
          public void archive(String busArn, ClassicEvent event) {
            calls.add("archive " + busArn.replaceFirst(".*/", ""));
          }
        };
    Surroundings fixed = Laying.around();
    return new Surroundings(
        fixed.account(),
        fixed.region(),
        fixed.clock(),
        fixed.ids(),
        fixed.failures(),
        outlet,
        fixed.histories());
  }

  private static String rule(String policy) {
    return Laying.rule(
        """
        RetryPolicy: %s
        DeadLetterConfig: {Arn: 'arn:aws:sqs:us-east-1:123456789012:letters'}
        """
            .formatted(policy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|{MaximumRetryAttempts: 185}|1",
        "5|{MaximumRetryAttempts: 185}|5",
        "2|{MaximumRetryAttempts: 2}|2",
      })
  void triesAQueueAgainThatCannotBeReached(int failures, String policy, int retries) {
    BusTrace trace =
        feeders(rule(policy)).put("depot", event("{}"), around(failures, "CONNECTION_FAILURE"));

    assertThat(trace.messages()).hasSize(1);
    assertThat(trace.deadLetters()).isEmpty();
    assertThat(calls.stream().filter(call -> call.startsWith("pause"))).hasSize(retries);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{MaximumRetryAttempts: 185}|5",
        "{MaximumRetryAttempts: 2}|2",
        "{MaximumRetryAttempts: 0}|0",
      })
  void givesUpWhenTheRetriesAreMade(String policy, int retries) {
    BusTrace trace =
        feeders(rule(policy)).put("depot", event("{}"), around(99, "CONNECTION_FAILURE"));

    assertThat(trace.messages()).isEmpty();
    QueueMessage letter = trace.deadLetters().getFirst();
    assertThat(letter.messageAttributes().at("/ERROR_CODE/stringValue").asText())
        .isEqualTo("CONNECTION_FAILURE");
    assertThat(letter.messageAttributes().at("/RETRY_ATTEMPTS/stringValue").asText())
        .isEqualTo(String.valueOf(retries));
    assertThat(letter.messageAttributes().at("/EXHAUSTED_RETRY_CONDITION/stringValue").asText())
        .isEqualTo("MaximumRetryAttempts");
    assertThat(calls.stream().filter("deliver"::equals)).hasSize(retries + 1);
  }

  @Test
  void doesNotTryAgainWhatTheQueueRefuses() {
    BusTrace trace =
        feeders(rule("{MaximumRetryAttempts: 185}"))
            .put("depot", event("{}"), around(99, "INVALID_PARAMETER"));

    assertThat(trace.deadLetters().getFirst().messageAttributes().has("RETRY_ATTEMPTS")).isFalse();
    assertThat(calls).containsExactly("archive depot", "deliver");
  }

  @Test
  void triesForASubscriberToo() {
    BusTrace trace =
        feeders(CustomLaying.subscriber("RetryPolicy: {MaxRetryAttempts: 3}"))
            .put(CustomLaying.BUS, CustomLaying.raw("{}"), around(99, "CONNECTION_FAILURE"));

    Arrival arrival = trace.arrivals().findFirst().orElseThrow();
    assertThat(arrival).isInstanceOf(Arrival.Undelivered.class);
    assertThat(((Arrival.Undelivered) arrival).failure())
        .isEqualTo(
            new DeliveryFailure(
                "INTERNAL_SERVER_ERROR", "not now", 3, Optional.of("MaximumRetryAttempts")));
  }

  @Test
  void archivesAnEventOnEachBusThatItComesOver() {
    String second =
        """
        Yard:
          Type: AWS::Events::EventBus
          Properties: {Name: yard}
        Forward:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Depot
            EventPattern: {source: [shop.parcels]}
            Targets: [{Id: yard, Arn: !GetAtt Yard.Arn, RoleArn: 'arn:aws:iam::123456789012:role/r'}]
        """;

    feeders(Laying.rule("Input: '1'") + second).put("depot", event("{}"), around(0, ""));

    assertThat(calls).containsExactlyInAnyOrder("archive depot", "archive yard", "deliver");
  }

  @Test
  void aRepeatIsOneWithinFiveMinutes() {
    PublishHistory history = new PublishHistory();
    Instant start = Laying.around().clock().instant();

    assertThat(history.isRepeat("a", start)).isFalse();
    assertThat(history.isRepeat("b", start.plusSeconds(1))).isFalse();
    assertThat(history.isRepeat("a", start.plus(Duration.ofMinutes(5)).minusMillis(1))).isTrue();
    assertThat(history.isRepeat("a", start.plus(Duration.ofMinutes(5)))).isFalse();
    assertThat(history.isRepeat("b", start.plus(Duration.ofMinutes(5)))).isTrue();
  }
}
