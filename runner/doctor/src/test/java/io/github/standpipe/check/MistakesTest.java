package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The most frequent mistakes, each by its name, and the visible surprises of Pipes. */
class MistakesTest {
  private static final String FILTERS = "SourceParameters: {FilterCriteria: {Filters: [%s]}}";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("Filter at the top", "filter-misplaced", "Filter: {Filters: []}"),
        mistake("FilterCriteria at the top", "filter-misplaced", "FilterCriteria: {Filters: []}"),
        mistake("Pattern as an object", "pattern-not-text", filter("{body: {a: [b]}}")),
        mistake("Pattern that is not JSON", "pattern-invalid", filter("'{\"body\": '")),
        mistake(
            "Text that is not a pattern", "pattern-invalid", filter("'{\"body\": {\"a\": 1}}'")),
        mistake(
            "wildcard",
            "pattern-operator",
            filter("'{\"body\": {\"a\": [{\"wildcard\": \"x*\"}]}}'")),
        mistake(
            "nested anything-but",
            "pattern-operator",
            filter("'{\"body\": {\"a\": [{\"anything-but\": {\"prefix\": \"x\"}}]}}'")),
        mistake(
            "StepFunctionParameters",
            "unknown-property",
            "TargetParameters: {StepFunctionParameters: {InvocationType: FIRE_AND_FORGET}}"),
        mistake(
            "STANDARD without an InvocationType",
            "standard-machine-waits",
            "TargetParameters: !Ref AWS::NoValue"),
        mistake(
            "CloudWatchLogsLogDestination",
            "unknown-property",
            "LogConfiguration: {CloudWatchLogsLogDestination: {LogGroupArn: !GetAtt"
                + " OrderPipeLogs.Arn}}"),
        mistake("Tags as a list", "wrong-type", "Tags: [{Key: a, Value: b}]"),
        mistake(
            "IncludeExecutionData as a scalar",
            "wrong-type",
            "LogConfiguration: {IncludeExecutionData: ALL}",
            "execution-data-logged",
            "log-group-unencrypted"),
        mistake(
            "InputTemplate as an object",
            "template-not-text",
            "EnrichmentParameters: {InputTemplate: {a: b}}"),
        mistake(
            "InvocationType ASYNC",
            "unknown-value",
            "TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: ASYNC}}"),
        mistake("Level DEBUG", "unknown-value", "LogConfiguration: {Level: DEBUG}"),
        mistake("BatchSize 0", "batch-limits", sqs("BatchSize: 0")),
        mistake("BatchSize 10001", "batch-limits", sqs("BatchSize: 10001")),
        mistake("more than 10 without a window", "batch-without-window", sqs("BatchSize: 11")),
        mistake(
            "more than 5 filters",
            "too-many-filters",
            FILTERS.formatted(
                "{Pattern: '{\"body\": {\"a\": [\"b\"]}}'}, ".repeat(6).replaceAll(", $", ""))),
        mistake(
            "DeadLetterConfig below SqsQueueParameters",
            "unknown-property",
            sqs("DeadLetterConfig: {Arn: !GetAtt DeadLetterQueue.Arn}")),
        mistake(
            "a bare <$.body>",
            "template-bare-path",
            "EnrichmentParameters: {InputTemplate: <$.body>}"),
        mistake(
            "a log group by its name",
            "not-an-arn",
            "LogConfiguration: {"
                + "CloudwatchLogsLogDestination: {LogGroupArn: !Ref OrderPipeLogs}}"),
        mistake(
            "a template of the guide that lacks a comma",
            "template-not-json",
            "EnrichmentParameters: {InputTemplate: '{\"a\": <$.body.a> \"b\": <$.body.b>}'}"),
        mistake(
            "a template of the guide with a trailing comma",
            "template-not-json",
            "EnrichmentParameters: {InputTemplate: '{\"a\": <$.body.a>,}'}"),
        mistake(
            "a window that pushes retries",
            "window-delays-retries",
            sqs("MaximumBatchingWindowInSeconds: 1")));
  }

  private static Arguments mistake(String name, String rule, String properties, String... more) {
    return Arguments.of(
        name, Laid.pipe(properties), Stream.concat(Stream.of(rule), Stream.of(more)).toList());
  }

  private static String filter(String pattern) {
    return FILTERS.formatted("{Pattern: " + pattern + "}");
  }

  private static String sqs(String parameters) {
    return "SourceParameters: {SqsQueueParameters: {" + parameters + "}}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void finds(String name, String resources, List<String> rules) {
    assertThat(Laid.rules(resources)).containsExactlyInAnyOrderElementsOf(rules);
  }

  @Test
  void findsAPolicyThatThePipeDoesNotWaitFor() {
    String policy =
        """
        ReadOrders:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: Read
            Roles: [!Ref OrderPipeRole]
            PolicyDocument: {Statement: [{Effect: Allow, Action: sqs:ReceiveMessage, Resource: !GetAtt OrderQueue.Arn}]}
        """;

    assertThat(Laid.rules(policy)).containsExactly("role-policy-race");
    assertThat(Laid.rules(policy + "OrderPipe: {DependsOn: [ReadOrders]}\n")).isEmpty();
    assertThat(Laid.rules(policy.replace("sqs:ReceiveMessage", "sqs:SendMessage"))).isEmpty();
  }

  @Test
  void takesWhatGetAttGivesForALogGroup() {
    assertThat(
            Laid.rules(
                Laid.pipe(
                    "LogConfiguration: {CloudwatchLogsLogDestination: {LogGroupArn: !GetAtt"
                        + " OrderPipeLogs.Arn}}")))
        .isEmpty();
  }

  @Test
  void findsAMachineThatTakesTheArrayForAnObject() {
    String path = "{StartAt: A, States: {A: {Type: Pass, Parameters: {id.$: $.id}, End: true}}}";
    String result = "{StartAt: A, States: {A: {Type: Pass, ResultPath: $.a, End: true}}}";

    assertThat(Laid.rules(Laid.machine(path))).containsExactly("machine-reads-object");
    assertThat(Laid.rules(Laid.machine(result))).containsExactly("machine-reads-object");
  }

  @Test
  void findsAMachineThatReadsIntoTheBodyOfARecord() {
    String read = "{StartAt: A, States: {A: {Type: Pass, InputPath: '$[0].body.id', End: true}}}";
    String bare = "OrderPipe: {Properties: {Enrichment: !Ref AWS::NoValue}}\n";

    assertThat(Laid.rules(Laid.machine(read) + bare)).containsExactly("body-is-text");
  }

  @Test
  void findsTwoPipesOnOneQueue() {
    String other =
        """
        OtherPipe:
          Type: AWS::Pipes::Pipe
          Properties: {Description: d, RoleArn: !ImportValue r, Source: !GetAtt OrderQueue.Arn, Target: !ImportValue t, LogConfiguration: {Level: ERROR, S3LogDestination: {BucketName: logs}}}
        """;

    assertThat(Laid.findings(other))
        .extracting(Finding::observed)
        .containsExactlyInAnyOrder(
            "OrderPipe and OtherPipe read the same queue.",
            "OtherPipe and OrderPipe read the same queue.");
  }

  @Test
  void findsARightToStartWhereAnAnswerIsAwaited() {
    String express = "OrderMachine: {Properties: {Type: EXPRESS}}\n";
    String waits =
        Laid.pipe(
            "TargetParameters: {StepFunctionStateMachineParameters: {InvocationType:"
                + " REQUEST_RESPONSE}}");

    assertThat(Laid.findings(express + waits))
        .extracting(Finding::observed)
        .containsExactly(
            "OrderPipeRole does not allow states:StartSyncExecution to deliver to OrderMachine.");
  }

  @Test
  void findsThatNobodyIsToldOfAnExecutionThatFails() {
    assertThat(Laid.rules("OrderMachineAlarm: {Properties: {Dimensions: []}}\n"))
        .containsExactly("no-machine-alarm");
  }
}
