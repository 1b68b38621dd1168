package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.check.Catalogue;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private static final String HEALTHY = "runner/doctor/src/test/check/healthy.yaml";

  @TempDir Path folder;
  private String stopped = "";

  @BeforeEach
  void writeATemplateWithOneError() throws IOException {
    stopped = template("stopped.yaml", "RUNING", "");
  }

  private String template(String name, String state, String metadata) throws IOException {
    String pipe = "    Type: AWS::Pipes::Pipe\n";
    String text = Files.readString(Path.of(HEALTHY));
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        text.replace(
            pipe + "    Properties:\n",
            pipe + metadata + "    Properties:\n      DesiredState: " + state + "\n"));
    return file.toString();
  }

  private String suppressed() throws IOException {
    return template(
        "suppressed.yaml",
        "STOPPED",
        "    Metadata: {standpipe: {suppress: [{rule: pipe-stopped, reason: not yet}]}}\n");
  }

  @Test
  void tellsEachFindingInThreeSentencesAndWhatWasExamined() {
    Said said = Said.by("check", stopped);

    assertThat(said.lines())
        .containsExactly(
            stopped + ":22:7: error unknown-value",
            "  DesiredState of OrderPipe is 'RUNING'.",
            "  CloudFormation rejects a value that the API does not list.",
            "  Write RUNNING or STOPPED.",
            "",
            "OrderPipe  " + stopped + ":19",
            "  source OrderQueue, dead letters DeadLetterQueue, alarm DeadLetterAlarm, enrichment"
                + " OrderEnricher, alias live, function's role OrderEnricherRole, by SAM, target"
                + " OrderMachine, alarm OrderMachineAlarm, role OrderPipeRole, log OrderPipeLogs",
            stopped + ": 1 pipe, 1 error");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void aHealthyTemplateHasNoFinding() {
    Said said = Said.by("check", HEALTHY);

    assertThat(said.lines().getLast()).isEqualTo(HEALTHY + ": 1 pipe, no finding");
    assertThat(said.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "RUNING, error, 1",
    "RUNING, warning, 1",
    "RUNING, info, 1",
    "RUNING, never, 0",
    "STOPPED, error, 0",
    "STOPPED, warning, 0",
    "STOPPED, INFO, 1"
  })
  void endsByTheSeverityThatIsAsked(String state, String least, int code) throws IOException {
    assertThat(Said.by("check", template("t.yaml", state, ""), "--fail-on", least).code())
        .isEqualTo(code);
  }

  @Test
  void aTemplateThatCannotBeReadDoesNotStopTheOthers() throws IOException {
    Path broken = folder.resolve("broken.yaml");
    Files.writeString(broken, "Resources: [");

    Said said = Said.by("check", broken.toString(), folder + "/none.yaml", stopped, HEALTHY);

    assertThat(said.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("standpipe: " + broken + ":");
    assertThat(said.err()).contains("none.yaml: does not exist");
    assertThat(said.lines()).contains(stopped + ": 1 pipe, 1 error", "2 templates: 1 error");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void saysWhereThereIsNoPipe() throws IOException {
    Path none = folder.resolve("none.yaml");
    Files.writeString(none, "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");

    Said said = Said.by("check", none.toString());

    assertThat(said.out()).isEqualTo(none + ": has no pipe to examine\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void saysWhatAConditionLeavesOut() throws IOException {
    Path file = folder.resolve("conditional.yaml");
    Files.writeString(
        file,
        """
        Parameters: {On: {Type: String, Default: 'no'}}
        Conditions: {IsOn: !Not [!Equals [!Ref On, 'no']]}
        Resources:
          Late: {Type: AWS::Pipes::Pipe, Condition: IsOn, Properties: {}}
        """);

    assertThat(Said.by("check", file.toString()).lines())
        .containsExactly(
            "Late  not examined: its condition is false; give --parameter",
            file + ": has no pipe to examine");
    assertThat(Said.by("check", file.toString(), "-p", "On=yes").out())
        .contains("Late has no Source.");
  }

  @Test
  void examinesWhatAParameterSwitchesOn() throws IOException {
    Path file = folder.resolve("switched.yaml");
    Files.writeString(
        file,
        """
        Parameters: {On: {Type: String, Default: 'no'}}
        Conditions: {IsOn: !Equals [!Ref On, 'yes']}
        Resources:
          Late: {Type: AWS::Pipes::Pipe, Condition: IsOn, Properties: {}}
        """);

    assertThat(Said.by("check", file.toString()).out())
        .contains("Late has no Source.")
        .doesNotContain("not examined")
        .isEqualTo(Said.by("check", file.toString(), "-p", "On=yes").out());
  }

  @Test
  void countsWhatIsSuppressed() throws IOException {
    Said said = Said.by("check", suppressed(), "--fail-on", "info");

    assertThat(said.lines().getLast()).endsWith(": 1 pipe, no finding, 1 suppressed");
    assertThat(said.code()).isZero();
  }

  @Test
  void tellsFindingsAsJson() throws IOException {
    JsonNode checked =
        Json.parse(Said.by("check", "--format", "json", stopped, suppressed()).out());

    JsonNode finding = checked.at("/templates/0/findings/0");
    assertThat(names(finding))
        .containsExactly(
            "rule",
            "severity",
            "file",
            "line",
            "column",
            "resource",
            "seen",
            "why",
            "instead",
            "suppressed");
    assertThat(finding.get("line").asInt()).isEqualTo(22);
    assertThat(finding.get("severity").asText()).isEqualTo("error");
    assertThat(checked.at("/templates/1/findings/0/suppressed").asText()).isEqualTo("not yet");
    assertThat(checked.at("/templates/0/pipes/0/examined/1/name").asText())
        .isEqualTo("DeadLetterQueue");
  }

  @Test
  void tellsFindingsAsSarif() throws IOException {
    JsonNode sarif = Json.parse(Said.by("check", "--format", "sarif", stopped, suppressed()).out());

    assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
    JsonNode rules = sarif.at("/runs/0/tool/driver/rules");
    assertThat(rules).hasSameSizeAs(Catalogue.rules());
    assertThat(rules)
        .allSatisfy(rule -> {
          assertThat(rule.at("/help/text").asText()).isNotBlank();
          assertThat(rule.at("/shortDescription/text").asText()).endsWith(".");
          assertThat(rule.at("/defaultConfiguration/level").asText())
              .isIn("error", "warning", "note");
        });
    JsonNode result = sarif.at("/runs/0/results/0");
    assertThat(result.get("ruleId").asText()).isEqualTo("unknown-value");
    assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
        .isEqualTo(result.get("ruleId"));
    assertThat(result.get("level").asText()).isEqualTo("error");
    assertThat(result.at("/message/text").asText())
        .isEqualTo(
            "DesiredState of OrderPipe is 'RUNING'. CloudFormation rejects a"
                + " value that the API does not list. Write RUNNING or STOPPED.");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("file://" + stopped);
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(22);
    assertThat(place.at("/region/startColumn").asInt()).isEqualTo(7);
    JsonNode suppression = sarif.at("/runs/0/results/1/suppressions/0");
    assertThat(suppression.get("kind").asText()).isEqualTo("inSource");
    assertThat(suppression.get("justification").asText()).isEqualTo("not yet");
  }

  @Test
  void aRelativePathStaysOneInSarif() throws IOException {
    String template = "runner/cli/src/test/rules/pipes/template.yaml";
    JsonNode sarif = Json.parse(Said.by("check", "--format", "sarif", template).out());

    assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri"))
        .hasToString("\"" + template + "\"");
  }

  @Test
  void listsTheRules() {
    Said said = Said.by("check", "--rules");

    assertThat(said.lines())
        .hasSize(Catalogue.rules().size() + Catalogue.groups().size())
        .contains(
            "reliability",
            "  no-redrive                         warning  the source queue has no dead-letter"
                + " queue");
    assertThat(said.code()).isZero();
  }

  @Test
  void printsTheLeastPolicy() {
    Said said = Said.by("check", "--iam", HEALTHY);

    assertThat(said.lines())
        .startsWith(
            "OrderPipeRole  (for OrderPipe, " + HEALTHY + ")",
            "  needs:",
            "    # to read OrderQueue",
            "    - Effect: Allow",
            "      Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]",
            "      Resource: !GetAtt OrderQueue.Arn",
            "    # to enrich with OrderEnricher:live",
            "    - Effect: Allow",
            "      Action: lambda:InvokeFunction",
            "      Resource: !Sub ${OrderEnricher.Arn}:live");
    assertThat(said.code()).isZero();
  }

  @Test
  void printsWhatARoleLacksAndHasTooMuch() throws IOException {
    Path file = folder.resolve("lacking.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of(HEALTHY))
            .replace("states:StartExecution", "states:StartSyncExecution"));

    Said said = Said.by("check", "--iam", file.toString());
    JsonNode json =
        Json.parse(Said.by("check", "--iam", "--format", "json", file.toString()).out());

    assertThat(said.lines())
        .contains(
            "  lacks states:StartExecution on !Ref OrderMachine",
            "  too much: states:StartSyncExecution on !Ref OrderMachine");
    assertThat(said.code()).isEqualTo(1);
    JsonNode role = json.at("/templates/0/roles/0");
    assertThat(names(role))
        .containsExactly("name", "pipes", "needs", "lacks", "tooMuch", "unknown");
    assertThat(role.at("/lacks/0/actions/0").asText()).isEqualTo("states:StartExecution");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--iam --format sarif | standpipe: --iam: prints text or json; leave out --format sarif",
        "-p On | standpipe: --parameter On: has no value; write --parameter Name=value",
      })
  void refusesWhatCannotBeUsed(String arguments, String message) {
    List<String> all = new ArrayList<>(List.of("check", HEALTHY));
    all.addAll(List.of(arguments.split(" ")));

    Said said = Said.by(all.toArray(String[]::new));

    assertThat(said.err().strip()).isEqualTo(message);
    assertThat(said.code()).isEqualTo(2);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
