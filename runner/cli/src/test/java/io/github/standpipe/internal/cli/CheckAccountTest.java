package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountAction;
import io.github.standpipe.internal.account.AccountCloud;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code check --account}, on an account on loopback. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CheckAccountTest {
  private static final String HOME = "111122223333 eu-west-1";

  /** A pipe without a fault that is worth a warning, but for what each test takes away. */
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders", "VisibilityTimeout": 180,
          "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Letters", "Arn"]}, "maxReceiveCount": 5}}},
        "Letters": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders-dlq", "MessageRetentionPeriod": 1209600}},
        "Pipe": {"Type": "AWS::Pipes::Pipe", "Properties": {"Name": "orders", "Description": "Carries orders",
          "Source": {"Fn::GetAtt": ["Queue", "Arn"]}, "Target": {"Ref": "Machine"}, "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
          "TargetParameters": {"StepFunctionStateMachineParameters": {"InvocationType": "FIRE_AND_FORGET"}},
          "LogConfiguration": {"Level": "ERROR", "CloudwatchLogsLogDestination": {"LogGroupArn": {"Fn::GetAtt": ["Logs", "Arn"]}}}}},
        "Other": {"Type": "AWS::Pipes::Pipe", "Properties": {"Name": "<b>", "Description": "Carries nothing",
          "Source": "arn:aws:kinesis:eu-west-1:111122223333:stream/s", "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
          "Target": {"Ref": "Machine"}, "SourceParameters": {"KinesisStreamParameters": {"StartingPosition": "LATEST",
            "MaximumRetryAttempts": 3, "MaximumRecordAgeInSeconds": 60, "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Letters", "Arn"]}}}},
          "TargetParameters": {"StepFunctionStateMachineParameters": {"InvocationType": "FIRE_AND_FORGET"}},
          "LogConfiguration": {"Level": "ERROR", "CloudwatchLogsLogDestination": {"LogGroupArn": {"Fn::GetAtt": ["Logs", "Arn"]}}}}},
        "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "ship", "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
          "DefinitionString": "{\\"StartAt\\": \\"A\\", \\"States\\": {\\"A\\": {\\"Type\\": \\"Map\\", \\"ItemProcessor\\": {\\"StartAt\\": \\"B\\", \\"States\\": {\\"B\\": {\\"Type\\": \\"Pass\\", \\"End\\": true}}}, \\"End\\": true}}}"}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "pipe", "AssumeRolePolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["pipes.amazonaws.com", "states.amazonaws.com"]},
             "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}}]},
          "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], "Resource": {"Fn::GetAtt": ["Queue", "Arn"]}},
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": ["Letters", "Arn"]}},
            {"Effect": "Allow", "Action": ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListStreams", "kinesis:ListShards"], "Resource": "*"},
            {"Effect": "Allow", "Action": "states:StartExecution", "Resource": {"Ref": "Machine"}}]}}]}},
        "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/pipes/orders", "RetentionInDays": 30}},
        "MachineAlarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "failed", "Namespace": "AWS/States",
          "MetricName": "ExecutionsFailed", "Dimensions": [{"Name": "StateMachineArn", "Value": {"Ref": "Machine"}}], "Statistic": "Sum",
          "Period": 60, "EvaluationPeriods": 1, "Threshold": 0, "ComparisonOperator": "GreaterThanThreshold"}}
      }}
      """;

  @TempDir Path folder;
  private final Map<String, @Nullable String> before = new HashMap<>();
  private @Nullable AccountCloud cloud;

  private AccountCloud start() throws IOException {
    AccountCloud started = AccountCloud.start((ObjectNode) Json.parse(TEMPLATE));
    cloud = started;
    started
        .properties()
        .forEach((property, value) -> {
          before.putIfAbsent(property, System.getProperty(property));
          System.setProperty(property, value);
        });
    return started;
  }

  @AfterEach
  void close() {
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void namesTheResourceThePipesAndWhatToSet() throws IOException {
    start();
    Said said = Said.by("check", "--account");

    assertThat(said.err()).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            "arn:aws:sqs:eu-west-1:111122223333:orders-dlq: warning no-dead-letter-alarm  of <b>,"
                + " orders",
            "  No alarm watches queue orders-dlq, which receives the dead letters of pipe orders.",
            "  Dead letters are silent: without an alarm a customer notices first, or the messages"
                + " are deleted when their retention ends.",
            "  Add a CloudWatch alarm on ApproximateNumberOfMessagesVisible of AWS/SQS, with the"
                + " dimension QueueName: orders-dlq.",
            "",
            "<b>  warning  RUNNING  arn:aws:pipes:eu-west-1:111122223333:pipe/<b>",
            "orders  warning  RUNNING  arn:aws:pipes:eu-west-1:111122223333:pipe/orders",
            HOME + ": 2 pipes, 1 warning");
    assertThat(said.code()).isEqualTo(1);
    assertThat(Said.by("check", "--account", "--fail-on", "error").code()).isZero();
  }

  @Test
  void listsWhatItMayNotRead() throws IOException {
    start().denies("cloudwatch:DescribeAlarms").denies("sqs:GetQueueAttributes");
    Said said = Said.by("check", "--account", "--pipe", "orders");

    assertThat(said.lines())
        .containsExactly(
            "orders  no finding  RUNNING  arn:aws:pipes:eu-west-1:111122223333:pipe/orders",
            "not checked: queues (orders): needs sqs:GetQueueAttributes",
            "not checked: alarms: needs cloudwatch:DescribeAlarms",
            HOME + ": 1 pipe, no finding");
    assertThat(said.code()).isZero();
  }

  @Test
  void putsTheWorstPipeFirstInJsonAndOnThePage() throws IOException {
    start();
    Path page = folder.resolve("fleet.html");
    Said said = Said.by("check", "--account", "--format", "json", "--report", page.toString());
    JsonNode json = Json.parse(said.out());

    assertThat(json.at("/regions/0/account").asText()).isEqualTo("111122223333");
    assertThat(json.at("/regions/0/notChecked")).isEmpty();
    assertThat(json.at("/pipes/0/worst").asText()).isEqualTo("warning");
    assertThat(json.at("/pipes/0/findings/0/arn").asText())
        .isEqualTo("arn:aws:sqs:eu-west-1:111122223333:orders-dlq");
    assertThat(Files.readString(page))
        .contains("<title>2 pipes, 1 warning</title>", "no-dead-letter-alarm", "&lt;b&gt;")
        .doesNotContain("<b>", "<script");
  }

  @Test
  void givesALogicalLocationInSarif() throws IOException {
    start();
    JsonNode sarif = Json.parse(Said.by("check", "--account", "--format", "sarif").out());

    assertThat(sarif.at("/runs/0/results/0/locations/0/logicalLocations/0"))
        .isEqualTo(
            Json.parse(
                "{\"name\": \"queue orders-dlq\", \"kind\": \"resource\", \"fullyQualifiedName\":"
                    + " \"arn:aws:sqs:eu-west-1:111122223333:orders-dlq\"}"));
    assertThat(sarif.at("/runs/0/results/0/locations/0").has("physicalLocation")).isFalse();
  }

  @Test
  void annotatesWithoutAFile() throws IOException {
    start();

    assertThat(Said.by("check", "--account", "--github").out())
        .contains(
            "::warning"
                + " title=no-dead-letter-alarm::arn:aws:sqs:eu-west-1:111122223333:orders-dlq%0A");
  }

  @Test
  void printsPermissionsWithArns() throws IOException {
    start();
    Said said = Said.by("check", "--account", "--iam", "--pipe", "orders");

    assertThat(said.lines())
        .startsWith(
            "role pipe  (for pipe orders, " + HOME + ")",
            "  needs:",
            "    # to read queue orders",
            "    - Effect: Allow",
            "      Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]",
            "      Resource: arn:aws:sqs:eu-west-1:111122223333:orders");
    assertThat(said.code()).isZero();
  }

  @Test
  void printsThePolicyThatThePageShows() throws IOException {
    String page = Files.readString(Path.of("docs/account.md"));
    String policy = Said.by("check", "--account", "--permissions").out();

    assertThat(page).contains("```json\n" + policy + "```");
    for (AccountAction action : AccountAction.values()) {
      assertThat(policy).contains('"' + action.permission() + '"');
    }
    assertThat(policy).doesNotContain("Put", "Create", "Delete", "Update", "*\"\n      ]");
  }

  @Test
  void takesAnAccountWithoutPipes() throws IOException {
    start();
    Said said = Said.by("check", "--account", "--name-prefix", "none-");

    assertThat(said.lines()).containsExactly("eu-west-1: has no pipe to examine");
    assertThat(said.code()).isZero();
  }

  @Test
  void goesOnWithTheOtherRegions() throws IOException {
    start().fails("pipes:ListPipes", 1, 403, "AccessDeniedException");
    Said said = Said.by("check", "--account", "--region", "eu-west-1", "--region", "us-east-1");

    assertThat(said.err())
        .isEqualTo("standpipe: eu-west-1: the pipes cannot be listed: needs pipes:ListPipes\n");
    assertThat(said.out()).contains("2 pipes, 1 warning");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    List<List<String>> wrong =
        List.of(
            List.of(
                "--region eu-west-1",
                "--region, --profile, --pipe, --name-prefix, --report and --permissions: are for"
                    + " deployed pipes; add --account"),
            List.of("--account a.yaml", "--account: checks no templates; leave out a.yaml"),
            List.of("--account -p A=b", "--account: checks no templates; leave out --parameter"),
            List.of("--account --migrate", "--account: checks no templates; leave out --migrate"),
            List.of(
                "--account --pipe a --name-prefix b",
                "--pipe and --name-prefix: select pipes; pass only one of them"));
    for (List<String> one : wrong) {
      Said said = Said.by(("check " + one.getFirst()).split(" "));

      assertThat(said.err()).isEqualTo("standpipe: " + one.getLast() + "\n");
      assertThat(said.code()).isEqualTo(2);
    }
  }

  @Test
  void saysThatANamedPipeDoesNotExist() throws IOException {
    start();
    Said said = Said.by("check", "--account", "--pipe", "ordres");

    assertThat(said.err())
        .isEqualTo("standpipe: ordres: does not exist in this account and region; check --pipe\n");
    assertThat(said.code()).isEqualTo(2);
  }
}
