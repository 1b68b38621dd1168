package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** One pipe of a template made and changed by the API. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DeployTest {
  private static final String TEMPLATE = "runner/cli/src/test/shop/pipes/template.yaml";
  private static final String[] ARNS = {
    "-p", "OrderQueue.Arn=" + OnCloud.QUEUE,
    "-p", "OrderEnricher.Arn=" + OnCloud.FUNCTION,
    "-p", "OrderMachine.Arn=" + OnCloud.MACHINE,
    "-p", "OrderPipeRole.Arn=" + OnCloud.ROLE
  };

  @TempDir Path folder;
  private OnCloud on;

  @BeforeEach
  void start() throws IOException {
    on = OnCloud.start();
  }

  @AfterEach
  void close() {
    on.close();
  }

  private static Said deploy(String... arguments) {
    return Said.by(
        Stream.concat(
                Stream.of("deploy", "OrderPipe"),
                Stream.concat(
                    List.of(arguments).contains("-t") ? Stream.of() : Stream.of("-t", TEMPLATE),
                    Stream.of(arguments)))
            .toArray(String[]::new));
  }

  private static Said deployWithArns(String... arguments) {
    return deploy(Stream.concat(Stream.of(ARNS), Stream.of(arguments)).toArray(String[]::new));
  }

  private String template(String properties) throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        """
        Resources:
          OrderPipe:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: %s
              Source: %s
              Target: %s
        %s
        """
            .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE, properties.indent(6)));
    return template.toString();
  }

  @Test
  void makesAPipeAndWaitsUntilItRuns() {
    Said said = deployWithArns("--yes");

    assertThat(said.code()).isZero();
    assertThat(said.lines())
        .startsWith("OrderPipe is new in eu-west-1")
        .contains(
            "  Source", "    + \"" + OnCloud.QUEUE + "\"", "OrderPipe  RUNNING  desired RUNNING");
    assertThat(said.err().lines()).containsExactly("OrderPipe: CREATING", "OrderPipe: RUNNING");
    assertThat(on.cloud().pipe("OrderPipe").path("Enrichment").asText())
        .isEqualTo(OnCloud.FUNCTION);
    assertThat(on.cloud().changes()).containsExactly("POST /v1/pipes/OrderPipe");
  }

  @Test
  void saysThatThereIsNothingToChange() {
    deployWithArns("--yes");

    Said said = deployWithArns();

    assertThat(said.lines())
        .containsExactly("OrderPipe is as the template says; nothing to change");
    assertThat(said.code()).isZero();
    assertThat(on.cloud().changes()).hasSize(1);
  }

  @Test
  void asksForWhatIsNotKnownHere() {
    Said said = deploy("--yes");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: cannot be made, for Enrichment, RoleArn, Source, Target are not"
                + " known here; pass -p OrderEnricher.Arn=... -p OrderPipeRole.Arn=... -p"
                + " OrderQueue.Arn=... -p OrderMachine.Arn=...\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void tellsWhatCannotBeResolvedAtAll() throws IOException {
    String template = template("Enrichment: !Select [3, [a, b]]");

    Said said = deploy("-t", template, "--yes");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: " + template + ":8: Fn::Select asks for item 3 of 2, counted from 0\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void asksForTheAccountWhereTheNamesAreKnown() throws IOException {
    Path template = folder.resolve("named.yaml");
    Files.writeString(
        template,
        """
        Resources:
          Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
          OrderPipe:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipe
              Source: !GetAtt Queue.Arn
              Target: %s
              TargetParameters:
                StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
        """
            .formatted(OnCloud.MACHINE));

    Said asked = deploy("-t", template.toString(), "--yes");
    Said made = deploy("-t", template.toString(), "--yes", "-p", "AWS::AccountId=111122223333");

    assertThat(asked.err())
        .isEqualTo(
            "standpipe: OrderPipe: cannot be made, for RoleArn, Source are not known here; pass"
                + " -p AWS::AccountId=...\n");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(on.cloud().pipe("OrderPipe").path("Source").asText())
        .isEqualTo("arn:aws:sqs:eu-west-1:111122223333:orders");
  }

  @Test
  void keepsWhatTheTemplateDoesNotMention() throws IOException {
    on.withOrderPipe(
        "OrderPipe",
        "STOPPED",
        """
        "DesiredState": "STOPPED", "KmsKeyIdentifier": "key-1", "Tags": {"team": "orders"},
        "LogConfiguration": {"Level": "ERROR", "CloudwatchLogsLogDestination":
          {"LogGroupArn": "arn:aws:logs:eu-west-1:111122223333:log-group:pipes"}},
        "EnrichmentParameters": {"InputTemplate": "{\\"id\\": <$.messageId>}"},
        """);

    Said said = deploy("--yes", "-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.lines())
        .startsWith(
            "OrderPipe changes, arn:aws:pipes:eu-west-1:111122223333:pipe/OrderPipe",
            "  SourceParameters.SqsQueueParameters.BatchSize",
            "    - 10",
            "    + 5",
            "  keeps DesiredState  \"STOPPED\"",
            "  keeps EnrichmentParameters.InputTemplate  \"{\\\"id\\\": <$.messageId>}\"",
            "  keeps Tags.team  \"orders\"",
            "  keeps LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn "
                + " \"arn:aws:logs:eu-west-1:111122223333:log-group:pipes\"",
            "  keeps LogConfiguration.Level  \"ERROR\"",
            "  keeps KmsKeyIdentifier  \"key-1\"");
    JsonNode after = on.cloud().pipe("OrderPipe");
    assertThat(after.at("/SourceParameters/SqsQueueParameters/BatchSize").asInt()).isEqualTo(5);
    assertThat(after.at("/SourceParameters/FilterCriteria/Filters")).hasSize(1);
    assertThat(after.at("/EnrichmentParameters/InputTemplate").asText())
        .isEqualTo("{\"id\": <$.messageId>}");
    assertThat(after.at("/LogConfiguration/CloudwatchLogsLogDestination/LogGroupArn").asText())
        .endsWith("log-group:pipes");
    assertThat(after.path("KmsKeyIdentifier").asText()).isEqualTo("key-1");
    assertThat(after.path("DesiredState").asText()).isEqualTo("STOPPED");
    assertThat(after.path("CurrentState").asText()).isEqualTo("STOPPED");
    assertThat(after.at("/Tags/team").asText()).isEqualTo("orders");
  }

  /** The sample template beside its files, with one text changed. */
  private String changedTemplate(String from, String to) throws IOException {
    String text = Files.readString(Path.of("runner/cli/src/test/shop/pipes/template.yaml"));
    assertThat(text).contains(from);
    Path changed = folder.resolve("changed.yaml");
    Files.writeString(changed, text.replace(from, to));
    return changed.toString();
  }

  @Test
  void removesWhatTheTemplateDoesNotHaveWhereItIsToBeExact() throws IOException {
    on.withOrderPipe(
        "OrderPipe",
        "RUNNING",
        """
        "KmsKeyIdentifier": "key-1", "Tags": {"team": "orders", "aws:cloudformation:stack-name": "shop"},
        "LogConfiguration": {"Level": "ERROR"},
        "EnrichmentParameters": {"InputTemplate": "{\\"id\\": <$.messageId>}"},
        """);

    Said said = deploy("--yes", "--exact");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("belongs to the stack shop, whose next deployment undoes this");
    JsonNode after = on.cloud().pipe("OrderPipe");
    assertThat(after.has("KmsKeyIdentifier")).isFalse();
    assertThat(after.at("/LogConfiguration/Level").asText()).isEqualTo("OFF");
    assertThat(after.at("/EnrichmentParameters").has("InputTemplate")).isFalse();
    assertThat(after.at("/Tags").has("team")).isFalse();
    assertThat(after.at("/Tags").has("aws:cloudformation:stack-name")).isTrue();
    assertThat(after.at("/SourceParameters/FilterCriteria/Filters")).hasSize(1);
    assertThat(deploy("--exact").lines())
        .containsExactly("OrderPipe is as the template says; nothing to change");
  }

  @Test
  void removesAFilterWhereItIsToBeExact() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    String bare =
        template(
            "TargetParameters: {StepFunctionStateMachineParameters: {InvocationType:"
                + " FIRE_AND_FORGET}}");

    Said said = deploy("-t", bare, "--yes", "--exact");

    assertThat(said.code()).as(said.err()).isZero();
    JsonNode after = on.cloud().pipe("OrderPipe");
    assertThat(after.at("/SourceParameters").has("FilterCriteria")).isFalse();
    assertThat(after.has("Enrichment")).isFalse();
    assertThat(after.has("Description")).isTrue();
    assertThat(after.path("Description").asText()).isEmpty();
  }

  @Test
  void setsTagsByThemselves() throws IOException {
    String tagged =
        template(
            """
            Tags: {team: orders}
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
            """);
    on.withOrderPipe("OrderPipe", "RUNNING", "");

    Said said = deploy("-t", tagged, "--yes");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(on.cloud().pipe("OrderPipe").at("/Tags/team").asText()).isEqualTo("orders");
    assertThat(on.cloud().changes())
        .contains("POST /tags/arn:aws:pipes:eu-west-1:111122223333:pipe/OrderPipe")
        .noneMatch(call -> call.startsWith("PUT "));
  }

  @Test
  void refusesAnotherSource() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");

    Said said = deploy("--yes", "-p", "OrderQueue.Arn=arn:aws:sqs:eu-west-1:111122223333:other");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: reads from "
                + OnCloud.QUEUE
                + " and the template says arn:aws:sqs:eu-west-1:111122223333:other; an update"
                + " cannot change a Source: delete the pipe first, or deploy with another"
                + " --name\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void refusesWhatNoUpdateChanges() throws IOException {
    String stream =
        """
        {"RoleArn": "%s", "Source": "arn:aws:kinesis:eu-west-1:111122223333:stream/s",
         "Target": "%s", "SourceParameters": {"KinesisStreamParameters":
           {"StartingPosition": "LATEST", "BatchSize": 100}}}
        """;
    on.cloud().with("OrderPipe", "RUNNING", stream.formatted(OnCloud.ROLE, OnCloud.MACHINE));
    String properties =
        "SourceParameters: {KinesisStreamParameters: {BatchSize: 50, StartingPosition: %s}}";
    String kinesis = "arn:aws:kinesis:eu-west-1:111122223333:stream/s";
    String moved = template(properties.formatted("TRIM_HORIZON")).toString();
    Files.writeString(
        Path.of(moved), Files.readString(Path.of(moved)).replace(OnCloud.QUEUE, kinesis));

    Said refused = deploy("-t", moved, "--yes");
    Files.writeString(
        Path.of(moved), Files.readString(Path.of(moved)).replace("TRIM_HORIZON", "LATEST"));
    Said changed = deploy("-t", moved, "--yes");

    assertThat(refused.err())
        .isEqualTo(
            "standpipe: OrderPipe: an update cannot change"
                + " SourceParameters.KinesisStreamParameters.StartingPosition; delete the pipe"
                + " first, or deploy with another --name\n");
    assertThat(changed.code()).as(changed.err()).isZero();
    assertThat(
            on.cloud()
                .pipe("OrderPipe")
                .at("/SourceParameters/KinesisStreamParameters/BatchSize")
                .asInt())
        .isEqualTo(50);
  }

  @Test
  void refusesWhatSomebodyElseIsChanging() throws IOException {
    on.withOrderPipe("OrderPipe", "UPDATING", "");

    assertThat(deploy("--yes").err())
        .isEqualTo("standpipe: OrderPipe: is UPDATING; wait until that is done\n");
  }

  @Test
  void sendsNothingWhereSomebodyElseChangedItMeanwhile() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().touchedAtLook(2);

    Said said = deploy("--yes", "-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: it was changed by someone else in the meantime; check it and try"
                + " again\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void tellsAConflict() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().fails("PUT ", 1, 409, "ConflictException", "Pipe is being updated.");

    Said said = deploy("--yes", "-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: another change is in progress: Pipe is being updated; wait and"
                + " try again\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void triesAgainWhenItIsThrottled() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().fails("PUT ", 1, 429, "ThrottlingException", "Rate exceeded");

    Said said = deploy("--yes", "-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(on.cloud().changes()).hasSize(2);
  }

  @Test
  void explainsWhyAPipeCouldNotBeMade() {
    on.cloud()
        .nextEnds(
            "CREATE_FAILED",
            "The provided customer role does not have permissions to call ReceiveMessage on SQS");

    Said said = deployWithArns("--yes");

    assertThat(said.lines())
        .contains(
            "OrderPipe  CREATE_FAILED  desired RUNNING",
            "  reason      The provided customer role does not have permissions to call"
                + " ReceiveMessage on SQS",
            "  to do       allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes"
                + " on "
                + OnCloud.QUEUE
                + " to "
                + OnCloud.ROLE);
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void explainsARollBackThatFailed() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().nextEnds("UPDATE_ROLLBACK_FAILED", "Unable to assume the role");

    Said said = deploy("--yes", "--json", "-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    JsonNode json = Started.json(said.out());
    assertThat(json.path("state").asText()).isEqualTo("UPDATE_ROLLBACK_FAILED");
    assertThat(json.path("advice").asText())
        .startsWith("let pipes.amazonaws.com assume " + OnCloud.ROLE);
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void endsAWaitThatTakesTooLong() {
    on.cloud().takes(1000);

    Said said = deployWithArns("--yes", "--timeout", "1");

    assertThat(said.err().lines())
        .containsExactly(
            "OrderPipe: CREATING",
            "standpipe: OrderPipe: is still CREATING after 1 s; it continues by itself: standpipe"
                + " status OrderPipe shows how it ends");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void refusesToChangeAnythingWithoutATerminalOrYes() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");

    Said said = deploy("-t", changedTemplate("BatchSize: 10", "BatchSize: 5"));

    assertThat(said.lines()).contains("    - 10", "    + 5");
    assertThat(said.err())
        .isEqualTo(
            "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void hidesWhatMayBeASecret() throws IOException {
    on.cloud()
        .with(
            "OrderPipe",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "%s", "Target": "%s",
             "Enrichment": "arn:aws:events:eu-west-1:111122223333:api-destination/a/1",
             "EnrichmentParameters": {"HttpParameters": {"HeaderParameters": {"x-key": "abc"}}}}
            """
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));

    Said said = deploy("-t", template("Description: new"), "--yes");

    assertThat(said.out())
        .contains("keeps EnrichmentParameters.HttpParameters.HeaderParameters.x-key  (hidden)")
        .doesNotContain("abc");
    assertThat(
            on.cloud()
                .pipe("OrderPipe")
                .at("/EnrichmentParameters/HttpParameters/HeaderParameters/x-key")
                .asText())
        .isEqualTo("abc");
  }

  @Test
  void refusesATemplateThatLacksWhatAPipeNeeds() throws IOException {
    Path bare = folder.resolve("bare.yaml");
    Files.writeString(
        bare,
        "Resources: {OrderPipe: {Type: AWS::Pipes::Pipe, Properties: {Source: %s}}}"
            .formatted(OnCloud.QUEUE));

    assertThat(deploy("-t", bare.toString(), "--yes").err())
        .isEqualTo("standpipe: OrderPipe: a pipe needs Target, RoleArn; add it to the template\n");
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThat(deploy("--timeout", "0").err())
        .isEqualTo("standpipe: --timeout 0: give a number from 1 to 3600\n");
  }

  @Test
  void sendsEverythingAgainToAPipeThatFailed() {
    on.cloud().nextEnds("CREATE_FAILED", "Unable to assume the role");
    deployWithArns("--yes");

    Said again = deployWithArns("--yes");
    Said third = deployWithArns("--yes");

    assertThat(again.lines()).contains("  is CREATE_FAILED; all properties are sent again");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(on.cloud().changes())
        .containsExactly("POST /v1/pipes/OrderPipe", "PUT /v1/pipes/OrderPipe");
    assertThat(third.lines())
        .containsExactly("OrderPipe is as the template says; nothing to change");
  }

  @Test
  void refusesEachMemberThatAnUpdateLacksBeforeItAsks() throws IOException {
    String kafka =
        """
        {"RoleArn": "%s", "Source": "%s", "Target": "%s", "SourceParameters":
          {"SelfManagedKafkaParameters": {"TopicName": "t",
            "AdditionalBootstrapServers": ["a:9092"]}}}
        """;
    on.cloud()
        .with(
            "OrderPipe", "RUNNING", kafka.formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));
    String template =
        template(
            "SourceParameters: {SelfManagedKafkaParameters: {TopicName: u,"
                + " AdditionalBootstrapServers: ['a:9092', 'b:9092']}}");

    Said said = deploy("-t", template);

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: an update cannot change"
                + " SourceParameters.SelfManagedKafkaParameters.TopicName,"
                + " SourceParameters.SelfManagedKafkaParameters.AdditionalBootstrapServers; delete"
                + " the pipe first, or deploy with another --name\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void setsTagsBeforeAWaitThatEndsEarly() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().takes(1000);

    Said said =
        deploy("--yes", "--timeout", "1", "-t", template("Description: new\nTags: {team: a}"));

    assertThat(said.err()).contains("is still UPDATING after 1 s");
    assertThat(on.cloud().pipe("OrderPipe").at("/Tags/team").asText()).isEqualTo("a");
  }

  @Test
  void saysThatTagsAreOpenIfOnlyTheyAreRefused() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    on.cloud().fails("POST /tags/", 1, 403, "AccessDeniedException", "not allowed");

    Said said = deploy("--yes", "-t", template("Description: new\nTags: {team: a}"));

    assertThat(said.err())
        .contains("the update was sent and continues, but its tags are not set yet: deploy again");
    assertThat(said.code()).isEqualTo(2);
  }
}
