package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.cli.deployed.PullCommand;
import io.github.standpipe.internal.files.FullDisk;
import io.github.standpipe.internal.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployed pipe written down, and run here. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PullTest {
  private static final String CASE = "fixtures/OrderPipe/hydrates-the-customer-and-each-product";

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

  @Test
  void writesATemplateWithTheDeployedProperties() throws IOException {
    on.cloud()
        .with(
            "shop-orders",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "%s", "Target": "%s", "KmsKeyIdentifier": "012",
             "SourceParameters": {"FilterCriteria": {"Filters": [{"Pattern": "{\\"a\\": [1]}"}]}},
             "TargetParameters": {"InputTemplate": "{\\n  \\"id\\": <$.messageId>\\n}",
               "StepFunctionStateMachineParameters": {"InvocationType": "FIRE_AND_FORGET"}},
             "Tags": {"team": "orders", "aws:cloudformation:stack-name": "shop"}}
            """
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));

    Said said = Said.by("pull", "shop-orders");

    assertThat(said.lines())
        .containsExactly(
            "AWSTemplateFormatVersion: '2010-09-09'",
            "Description: Pulled from arn:aws:pipes:eu-west-1:111122223333:pipe/shop-orders",
            "Resources:",
            "  shoporders:",
            "    Type: AWS::Pipes::Pipe",
            "    Properties:",
            "      Name: shop-orders",
            "      Description: ''",
            "      Source: " + OnCloud.QUEUE,
            "      SourceParameters:",
            "        FilterCriteria:",
            "          Filters:",
            "            - Pattern: '{\"a\": [1]}'",
            "        SqsQueueParameters:",
            "          BatchSize: 10",
            "      Target: " + OnCloud.MACHINE,
            "      TargetParameters:",
            "        InputTemplate: |-",
            "          {",
            "            \"id\": <$.messageId>",
            "          }",
            "        StepFunctionStateMachineParameters:",
            "          InvocationType: FIRE_AND_FORGET",
            "      RoleArn: " + OnCloud.ROLE,
            "      Tags:",
            "        team: orders",
            "      KmsKeyIdentifier: '012'");
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
  }

  @Test
  void givesWhatTraceAndListTake() throws IOException {
    on.withOrderPipe("orders", "RUNNING", "");
    String pulled = folder.resolve("pulled.yaml").toString();

    Said said = Said.by("pull", "orders", "--save", pulled);
    Said trace = Said.by("trace", "orders", CASE + "/1-source.json", "-t", pulled);
    Said list = Said.by("list", "-t", pulled);

    assertThat(said.err()).isEqualTo("standpipe: saved as " + pulled + "\n");
    assertThat(said.out()).isEmpty();
    assertThat(trace.out())
        .contains("2 filtered         1 record  unchanged", "3 enrichment-input 1 item");
    assertThat(trace.lines().getLast())
        .isEqualTo(
            "returned at enriched: "
                + pulled
                + ":16: orders enriches with "
                + OnCloud.FUNCTION
                + ", which is not in the template; only functions in the template can run;"
                + " give its answer in enrichment.json");
    assertThat(list.lines()).contains("  filter      1 pattern");
  }

  @Test
  void overwritesNothingUnlessItIsAsked() throws IOException {
    on.withOrderPipe("orders", "RUNNING", "");
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

    Said refused = Said.by("pull", "orders", "--save", file.toString());
    assertThat(refused)
        .isEqualTo(
            new Said(
                2,
                "",
                "standpipe: --save "
                    + file
                    + ": exists already; save under another name, or pass --overwrite\n"));
    assertThat(file).hasContent("mine");

    Said saved = Said.by("pull", "orders", "--save", file.toString(), "--overwrite");
    assertThat(saved).isEqualTo(new Said(0, "", "standpipe: saved as " + file + "\n"));
    assertThat(file).content().startsWith("AWSTemplateFormatVersion: '2010-09-09'\n");
    assertThat(Said.by("pull", "orders", "--overwrite").err())
        .isEqualTo("standpipe: --overwrite: replaces the file of --save; pass both\n");
  }

  @Test
  void keepsTheFileThatItCannotOverwrite() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    PullCommand pull = new PullCommand();
    pull.overwrite = true;

    for (int room = 0; room < "theirs".length(); room++) {
      Path full = FullDisk.with(folder, room).resolve("mine.yaml");
      assertThatThrownBy(() -> pull.save("theirs", full))
          .hasMessage(
              file + ": cannot be written (No space left on device); save it under another name");
      assertThat(Tree.of(folder))
          .containsOnly(Map.entry("", "a folder"), Map.entry("mine.yaml", "mine"));
    }
  }

  @Test
  void runsFixturesThatBeginBehindAnEnrichmentThatIsNotHere() throws IOException {
    on.withOrderPipe("orders", "RUNNING", "");
    Path pulled = folder.resolve("pulled.yaml");
    Said.by("pull", "orders", "--save", pulled.toString());
    write("fixtures/orders/hands-on/4-enriched.json", "[{\"id\": 1}]");
    write("fixtures/orders/hands-on/5-target-input.json", "[{\"id\": 1}]");
    Path source = write("fixtures/orders/drops-a-text/1-source.json", "{\"no\": \"order\"}");
    Files.writeString(source.resolveSibling("2-filtered.json"), "[]");

    Said said =
        Said.by("test", "-t", pulled.toString(), "-f", folder.resolve("fixtures").toString());

    assertThat(said.lines())
        .containsExactly(
            "ok    orders/drops-a-text", "ok    orders/hands-on", "2 passed, 0 failed");
  }

  @Test
  void takesAMachineThatThePipeWaitsForAsExpress() throws IOException {
    on.cloud()
        .with(
            "waits",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "%s", "Target": "%s", "TargetParameters":
              {"StepFunctionStateMachineParameters": {"InvocationType": "REQUEST_RESPONSE"}}}
            """
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));
    String pulled = folder.resolve("pulled.yaml").toString();
    Said.by("pull", "waits", "--save", pulled);

    Said trace = Said.by("trace", "waits", CASE, "-t", pulled);

    assertThat(trace.out())
        .contains(
            "delivered: one execution of OrderMachine-7G8H9I with an array of 1 event",
            "warning [target-answer]");
    assertThat(trace.code()).isZero();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  @Test
  void joinsItWithTheTemplateSoThatItsFunctionsRun() throws IOException {
    on.withOrderPipe(
        "shop-OrderPipe-XYZ", "RUNNING", "\"LogConfiguration\": {\"Level\": \"INFO\"},");
    Path joined = Path.of("runner/cli/src/test/shop/pipes/pulled-by-a-test.yaml");
    try {
      Said said =
          Said.by(
              "pull",
              "shop-OrderPipe-XYZ",
              "-t",
              "runner/cli/src/test/shop/pipes/template.yaml",
              "--save",
              joined.toString());
      Said trace = Said.by("trace", "OrderPipe", CASE, "-t", joined.toString(), "-f", "fixtures");
      Said test = Said.by("test", CASE, "-t", joined.toString(), "-f", "fixtures");

      assertThat(said.code()).as(said.err()).isZero();
      assertThat(Files.readString(joined))
          .contains("        Level: INFO", "Fn::GetAtt: OrderEnricher.Arn", "Ref: OrderMachine")
          .doesNotContain("shop-OrderPipe-XYZ");
      assertThat(trace.lines().getLast())
          .isEqualTo("delivered: one execution of OrderMachine with an array of 1 event");
      assertThat(test.lines().getLast()).isEqualTo("1 passed, 0 failed");
    } finally {
      Files.deleteIfExists(joined);
    }
  }

  @Test
  void keepsAnArnThatIsNotTheTemplates() throws IOException {
    on.withOrderPipe("OrderPipe", "RUNNING", "");
    String machine = "arn:aws:states:eu-west-1:111122223333:stateMachine:elsewhere";
    on.cloud()
        .with(
            "OrderPipe",
            "RUNNING",
            "{\"RoleArn\": \"%s\", \"Source\": \"%s\", \"Target\": \"%s\"}"
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, machine));

    Said said = Said.by("pull", "OrderPipe", "-t", "runner/cli/src/test/shop/pipes/template.yaml");

    assertThat(said.out())
        .contains("      Target: " + machine + "\n", "Fn::GetAtt: OrderQueue.Arn");
  }

  @Test
  void makesAParameterOfWhatMayBeASecret() throws IOException {
    on.cloud()
        .with(
            "calls",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "%s", "Target": "%s",
             "EnrichmentParameters": {"HttpParameters": {
               "HeaderParameters": {"x-api-key": "abc"}, "PathParameterValues": ["*"]}}}
            """
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));

    Said said = Said.by("pull", "calls");

    assertThat(said.out())
        .contains("  HeaderParametersxapikey:\n    Type: String\n    NoEcho: true\n")
        .contains("            x-api-key:\n              Ref: HeaderParametersxapikey\n")
        .doesNotContain("abc");
    assertThat(said.err())
        .isEqualTo(
            "standpipe: EnrichmentParameters.HttpParameters.HeaderParameters.x-api-key may be a"
                + " secret; it became a parameter\n");
  }

  @Test
  void tellsASourceThatDoesNotRunHere() throws IOException {
    on.cloud()
        .with(
            "stream",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "arn:aws:kinesis:eu-west-1:111122223333:stream/s",
             "Target": "%s"}
            """
                .formatted(OnCloud.ROLE, OnCloud.MACHINE));

    assertThat(Said.by("pull", "stream").err())
        .isEqualTo(
            "standpipe: stream reads from arn:aws:kinesis:eu-west-1:111122223333:stream/s; only a"
                + " pipe from an SQS queue runs here\n");
  }

  @Test
  void refusesPlacesWhereTheTemplatesPathsWouldNotHold() throws IOException {
    String elsewhere = folder.resolve("x.yaml").toString();

    assertThat(
            Said.by(
                    "pull",
                    "x",
                    "-t",
                    "runner/cli/src/test/shop/pipes/template.yaml",
                    "--save",
                    elsewhere)
                .err())
        .isEqualTo(
            "standpipe: --save "
                + elsewhere
                + ": is in a different folder from runner/cli/src/test/shop/pipes/template.yaml,"
                + " whose paths are relative to its folder; save it there\n");
    assertThat(
            Said.by(
                    "pull",
                    "x",
                    "-t",
                    "runner/cli/src/test/shop/pipes/template.yaml",
                    "--save",
                    "runner/cli/src/test/shop/pipes/template.yaml")
                .err())
        .isEqualTo(
            "standpipe: --save runner/cli/src/test/shop/pipes/template.yaml: is the template"
                + " itself; save it under another name\n");
  }

  @Test
  void asksWhichPipeOfTheTemplateItIs() throws IOException {
    on.withOrderPipe("by-hand", "RUNNING", "");

    assertThat(
            Said.by("pull", "by-hand", "-t", "runner/cli/src/test/shop/pipes/template.yaml").err())
        .isEqualTo("standpipe: by-hand: no pipe of the template has its name; pass --as PIPE\n");
    assertThat(
            Said.by(
                    "pull",
                    "by-hand",
                    "-t",
                    "runner/cli/src/test/shop/pipes/template.yaml",
                    "--as",
                    "OrderPipe")
                .code())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:states:eu-central-1:111122223333:stateMachine:OrderMachine-7G8H9I",
        "arn:aws:states:eu-west-1:999922223333:stateMachine:OrderMachine-7G8H9I",
        "arn:aws:states:eu-west-1:111122223333:stateMachine:OrderMachine-7G8H9I:3",
        "arn:aws:states:eu-west-1:111122223333:stateMachine:OrderMachine"
      })
  void keepsTheArnOfAMachineThatOnlyLooksLikeTheTemplates(String machine) throws IOException {
    on.cloud()
        .with(
            "OrderPipe",
            "RUNNING",
            "{\"RoleArn\": \"%s\", \"Source\": \"%s\", \"Target\": \"%s\"}"
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, machine));

    Said pulled =
        Said.by("pull", "OrderPipe", "-t", "runner/cli/src/test/shop/pipes/template.yaml");
    Said diff =
        Said.by(
            "diff", "OrderPipe", "OrderPipe", "-t", "runner/cli/src/test/shop/pipes/template.yaml");

    assertThat(pulled.out()).contains("      Target: " + machine + "\n");
    assertThat(diff.lines()).contains("  Target", "    deployed  \"" + machine + "\"");
    assertThat(diff.out()).doesNotContain("Target\n    template  not known");
    assertThat(diff.code()).isEqualTo(1);
  }
}
