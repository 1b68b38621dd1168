package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alarm watches what its dimensions name, in whatever way they do. */
class AlarmsTest {
  private static final String METRIC =
      "Dimensions: !Ref AWS::NoValue, Metrics: [{Id: m, MetricStat: {Metric: {Dimensions: [{Name:"
          + " QueueName, Value: %s}]}}}]";

  private static String alarm(String properties) {
    return "DeadLetterQueue: {Properties: {QueueName: dead}}\n"
        + "Topic: {Type: AWS::SNS::Topic}\n"
        + "DeadLetterAlarm: {Properties: {"
        + properties
        + "}}\n";
  }

  @ParameterizedTest
  @CsvSource({
    "!GetAtt DeadLetterQueue.QueueName",
    "dead",
    "!Sub '${DeadLetterQueue.QueueName}'",
    "!ImportValue queue"
  })
  void byADimensionOfItsOwnOrOfAMetric(String value) {
    String own = "Dimensions: [{Name: QueueName, Value: " + value + "}]";

    assertThat(Laid.rules(alarm(own))).isEmpty();
    assertThat(Laid.rules(alarm(METRIC.formatted(value)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dimensions: [{Name: QueueName, Value: alive}]",
        "Dimensions: [{Name: QueueName, Value: !GetAtt OrderQueue.QueueName}]",
        "Dimensions: !Ref AWS::NoValue"
      })
  void anAlarmOfAnotherQueueDoesNot(String properties) {
    assertThat(Laid.rules(alarm(properties))).containsExactly("no-dead-letter-alarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dimensions: !ImportValue dimensions",
        "Dimensions: !Ref AWS::NoValue, Metrics: !ImportValue metrics"
      })
  void anAlarmWhoseDimensionsAreNotKnownMight(String properties) {
    assertThat(Laid.rules(alarm(properties))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:states:us-east-1:123456789012:stateMachine:OrderMachine, ''",
    "arn:aws:states:us-east-1:123456789012:stateMachine:Other, no-machine-alarm"
  })
  void aMachineIsNamedByItsArn(String arn, String rule) {
    String alarm =
        "OrderMachineAlarm: {Properties: {Dimensions: [{Name: StateMachineArn, Value: '%s'}]}}";

    assertThat(String.join(" ", Laid.rules(alarm.formatted(arn)))).isEqualTo(rule);
  }
}
