package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alarm watches what its dimensions name, in every form of reference. */
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

  private static String elsewhere(String resource) {
    return alarm("Dimensions: [{Name: QueueName, Value: another}]") + resource;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::CloudFormation::Stack | Parameters: {Queue: !GetAtt DeadLetterQueue.QueueName}",
        "AWS::CloudFormation::Stack | Parameters: {Queue: !GetAtt DeadLetterQueue.Arn}",
        "AWS::CloudFormation::Stack | Parameters: {Queue: dead}",
        "AWS::CloudFormation::Stack | Parameters: {Queues: 'alive, dead'}",
        "AWS::CloudFormation::Stack | Parameters: {Queues: !Join [',', [a, !Ref DeadLetterQueue]]}",
        "AWS::CloudFormation::Stack | Parameters: !ImportValue all",
        "AWS::Serverless::Application | Parameters: {Queues: [alive, dead]}",
        "Custom::Alarms | {ServiceToken: a, Queue: !GetAtt DeadLetterQueue.Arn}",
        "AWS::CloudFormation::CustomResource | {ServiceToken: a, Names: [dead]}",
        "Team::Watch::Queue::MODULE | {Name: !GetAtt DeadLetterQueue.QueueName}"
      })
  void whatIsGivenTheQueueMayMakeAnAlarm(String type, String properties) {
    String all = properties.startsWith("{") ? properties : "{" + properties + "}";

    assertThat(Laid.rules(elsewhere("Other: {Type: " + type + ", Properties: " + all + "}\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::CloudFormation::Stack | Parameters: {Queue: !GetAtt OrderQueue.QueueName}",
        "AWS::CloudFormation::Stack | Parameters: {Queue: undead}",
        "AWS::CloudFormation::Stack | TemplateURL: dead",
        "AWS::Serverless::Application | Parameters: {Queues: [alive]}",
        "AWS::SNS::Topic | TopicName: dead"
      })
  void whatIsNotGivenTheQueueMakesNone(String type, String properties) {
    assertThat(
            Laid.rules(
                elsewhere("Other: {Type: " + type + ", Properties: {" + properties + "}}\n")))
        .containsExactly("no-dead-letter-alarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM SCHEMA(\"AWS/SQS\", QueueName) | ",
        "FROM \"AWS/SQS\" WHERE QueueName = 'dead' | ",
        "FROM SCHEMA(\"AWS/SQS\", QueueName) WHERE \"QueueName\" = 'dead' GROUP BY QueueName | ",
        "FROM \"AWS/SQS\" WHERE QueueName != 'alive' | ",
        "FROM \"AWS/SQS\" WHERE QueueName = 'alive' OR QueueName = 'dead' | ",
        "FROM \"AWS/SQS\" WHERE QueueName = 'alive' | no-dead-letter-alarm",
        "FROM SCHEMA(\"AWS/Lambda\", FunctionName) | no-dead-letter-alarm"
      })
  void aQueryOfMetricsInsightsWatchesWhatItSelects(String from, String rule) {
    String query = "SELECT MAX(ApproximateNumberOfMessagesVisible) " + from;
    String expression = "'" + query.replace("'", "''") + "'";

    assertThat(
            Laid.rules(
                alarm(
                    "Dimensions: !Ref AWS::NoValue, Metrics: [{Id: q, Period: 60, Expression: "
                        + expression
                        + "}]")))
        .isEqualTo(rule == null ? List.of() : List.of(rule));
  }
}
