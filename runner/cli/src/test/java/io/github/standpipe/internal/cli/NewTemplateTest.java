package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code standpipe new} puts into a template is as the doctor wants it. */
class NewTemplateTest {
  private static final String SAM = "Transform: AWS::Serverless-2016-10-31\n";

  @TempDir Path folder;
  private Path project = Path.of("");
  private Path template = Path.of("");

  @BeforeEach
  void makeAFolder() throws IOException {
    project = Files.createDirectory(folder.toRealPath().resolve("shop"));
    template = project.resolve("pipes/template.yaml");
  }

  private Said make(String... arguments) {
    return Said.by(
        Stream.of(List.of("new"), List.of(arguments), List.of("-C", project.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private String with(String text) throws IOException {
    Files.createDirectories(project.resolve("src/main/java"));
    Files.createDirectories(template.getParent());
    Files.writeString(template, text);
    assertThat(make("pipe", "Refund").err()).isEmpty();
    String changed = Files.readString(template);
    assertThat(changed).startsWith(text);
    return changed.substring(text.length());
  }

  private void hasNoFinding(String... parameters) {
    List<String> check = new ArrayList<>(List.of("check", template.toString()));
    Stream.of(parameters).forEach(parameter -> check.addAll(List.of("-p", parameter)));
    Said said = Said.by(check.toArray(String[]::new));
    assertThat(said.lines().getLast()).endsWith(", no finding");
  }

  /** Runs the linter, if it is installed. */
  private void passesTheLinter() throws InterruptedException, IOException {
    Path said = folder.resolve("lint.txt");
    Process lint;
    try {
      lint =
          new ProcessBuilder("cfn-lint", template.toString())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      Assumptions.abort("cfn-lint is not installed");
      return;
    }
    assertThat(lint.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enricher", "transform", "pipe"})
  void hasNoFindingInAWholeProject(String kind) throws Exception {
    make(kind, "Refunds");
    make("transform", "OrderTotals");

    hasNoFinding();
    hasNoFinding("AlarmTopicArn=arn:aws:sns:eu-west-1:123456789012:alarms");
  }

  @Test
  void passesTheLinterInAWholeProject() throws Exception {
    make("enricher", "LoyaltyEnricher");
    make("transform", "OrderTotals");

    passesTheLinter();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enricher", "transform", "pipe"})
  void hasNoFindingInThisProject(String kind) throws Exception {
    copyThisProject();
    make(kind, "Newcomers");

    hasNoFinding();
    assertThat(Files.readString(template))
        .contains(
            "    Enrichment: !Ref Newcomers"
                + (kind.equals("enricher") ? "" : "Enricher")
                + ".Alias",
            "    AlarmActions: !If [AlarmsHaveATopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]");
  }

  @Test
  void hasNoFindingInATemplateThatSetsNothing() throws Exception {
    String added = with(SAM);

    assertThat(added)
        .contains(
            "Enrichment: !GetAtt RefundEnricher.Arn",
            "Resource: !GetAtt RefundEnricher.Arn",
            "Runtime: java21",
            "MemorySize: 1024",
            "Timeout: 25",
            "LoggingConfig: {LogFormat: JSON, LogGroup: !Ref RefundEnricherLogs}",
            "Level: ERROR",
            "RetentionInDays: 30")
        .doesNotContain("AlarmActions", "AutoPublishAlias", "@");
    hasNoFinding();
    passesTheLinter();
  }

  @Test
  void repeatsNothingThatGlobalsSet() throws Exception {
    String added =
        with(
            SAM
                + """
                Parameters:
                  Runtime: {Type: String, Default: java25}
                Globals:
                  Function:
                    CodeUri: ../target/shop.zip
                    Handler: io.github.standpipe.enrich.EnrichmentHandler
                    Runtime: !Ref Runtime
                    MemorySize: 2048
                    Timeout: 20
                    Layers: [!Ref Transforms]
                    LoggingConfig: {LogFormat: JSON}
                    SnapStart: {ApplyOn: PublishedVersions}
                    AutoPublishAlias: now
                """);

    assertThat(added)
        .contains("LoggingConfig: {LogGroup: !Ref RefundEnricherLogs}")
        .contains("Enrichment: !Ref RefundEnricher.Alias", "Resource: !Ref RefundEnricher.Alias")
        .doesNotContain("CodeUri", "Handler", " Runtime", "MemorySize", " Timeout:", "Layers:")
        .doesNotContain("AutoPublishAlias", "LogFormat");
    hasNoFinding();
  }

  @Test
  void publishesAnAliasWhereSnapStartIsOnAndNobodyDoes() throws Exception {
    String added = with(SAM + "Globals: {Function: {SnapStart: {ApplyOn: PublishedVersions}}}\n");

    assertThat(added)
        .contains("AutoPublishAlias: live", "AutoPublishAliasAllProperties: true")
        .contains("Enrichment: !Ref RefundEnricher.Alias");
    hasNoFinding();
  }

  @ParameterizedTest
  @CsvSource({
    "Runtime: python3.13, Runtime: java21",
    "MemorySize: 256, MemorySize: 1024",
    "Timeout: 90, Timeout: 25",
    "Handler: app.main, Handler: io.github.standpipe.enrich.EnrichmentHandler",
    "LoggingConfig: {LogFormat: Text}, 'LoggingConfig: {LogFormat: JSON, LogGroup'"
  })
  void writesWhatGlobalsSetOtherwise(String global, String written) throws Exception {
    assertThat(with(SAM + "Globals: {Function: {" + global + "}}\n")).contains(written);
    hasNoFinding();
  }

  @Test
  void tellsWhomTheAlarmsThatAreThereTell() throws Exception {
    String added =
        with(
            SAM
                + """
                Parameters:
                  PipeLogLevel: {Type: String, Default: INFO}
                Resources:
                  Pager: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: alias/aws/sns}}
                  Other: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: alias/aws/sns}}
                  Late:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      AlarmActions:
                        - Ref: Pager
                        - !Sub "arn:${AWS::Partition}:sns:${AWS::Region}:1:late"
                  Lines:
                    Type: AWS::Logs::LogGroup
                    Properties: {RetentionInDays: 90}
                """);

    assertThat(added)
        .contains(
            "AlarmActions: [!Ref Pager, !Sub \"arn:${AWS::Partition}:sns:${AWS::Region}:1:late\"]",
            "RetentionInDays: 90",
            "Level: !Ref PipeLogLevel")
        .doesNotContain("RetentionInDays: 30");
    hasNoFinding();
  }

  @Test
  void tellsTheOnlyTopic() throws Exception {
    assertThat(with(SAM + "Resources:\n  Pager:\n    Type: AWS::SNS::Topic\n"))
        .contains("AlarmActions: [!Ref Pager]");
  }

  @Test
  void takesTheCodeThatMostFunctionsHave() throws Exception {
    String functions =
        Stream.of("A: a.zip", "B: b.zip", "C: b.zip", "D: a.zip")
            .map(function -> function.split(": "))
            .map(function ->
                "  %s: {Type: AWS::Serverless::Function, Properties: {CodeUri: %s}}\n"
                    .formatted((Object[]) function))
            .reduce("", String::concat);
    String python =
        "  P: {Type: AWS::Serverless::Function, Properties: {CodeUri: p, Runtime: python3.13}}\n";

    assertThat(with(SAM + "Resources:\n" + python + functions)).contains("CodeUri: a.zip");
  }

  @Test
  void marksANewPackageAsTheOthersAre() throws Exception {
    Path other = Files.createDirectories(project.resolve("src/main/java/shop"));
    Files.writeString(other.resolve("package-info.java"), "@NullMarked\npackage shop;\n");
    with(SAM);

    make("enricher", "Loyalty", "--package", "shop.loyalty");
    make("enricher", "Points", "--package", "shop.loyalty");

    assertThat(project.resolve("src/main/java/shop/loyalty/package-info.java"))
        .hasContent(
            "/** Enrichers in Java. */\n@NullMarked\npackage shop.loyalty;\n\n"
                + "import org.jspecify.annotations.NullMarked;\n");
    assertThat(other.resolve("loyalty/Points.java")).exists();
  }

  private void copyThisProject() throws IOException {
    for (String file : List.of("pom.xml", "pipes/template.yaml")) {
      Files.createDirectories(project.resolve(file).getParent());
      Files.copy(Path.of(file), project.resolve(file));
    }
    Files.createDirectories(project.resolve("transforms"));
    try (Stream<Path> transforms = Files.list(Path.of("transforms"))) {
      for (Path transform : transforms.toList()) {
        Files.copy(transform, project.resolve(transform));
      }
    }
    try (Stream<Path> machines = Files.list(Path.of("pipes"))) {
      for (Path machine : machines.filter(file -> file.toString().endsWith(".json")).toList()) {
        Files.copy(machine, project.resolve(machine));
      }
    }
  }

  private Said tests(String pipe) {
    return Said.by("test", pipe, "-t", template.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform", "pipe"})
  void putsAPipeBehindTheDefaultBusInAWholeProject(String kind) throws Exception {
    Said said = make(kind, "Refund", "--bus");

    assertThat(said.lines())
        .contains(
            "note: the rule takes events of the source refund; write yours into the EventPattern of"
                + " RefundRule and into schemas/RefundPipe/light.json");
    hasNoFinding();
    hasNoFinding("AlarmTopicArn=arn:aws:sns:eu-west-1:123456789012:alarms");
    passesTheLinter();
    assertThat(tests("RefundPipe").lines().getLast()).startsWith("3 passed, 0 failed");
    assertThat(Files.readString(template))
        .contains(
            "  RefundRule:\n    Type: AWS::Events::Rule\n",
            "Condition: {ArnEquals: {aws:SourceArn: !GetAtt RefundRule.Arn}}",
            "DeadLetterConfig: {Arn: !GetAtt RefundUndeliveredQueue.Arn}",
            "  RefundUndeliveredAlarm:\n    Type: AWS::CloudWatch::Alarm\n",
            "  SchemaRegistry:\n    Type: AWS::EventSchemas::Registry\n",
            "RegistryName: !GetAtt SchemaRegistry.RegistryName")
        .doesNotContain("EventBusName", "@");
  }

  @Test
  void putsASecondPipeIntoTheRegistryOfTheFirst() throws Exception {
    make("pipe", "Refund", "--bus");
    assertThat(make("pipe", "Return", "--bus").err()).isEmpty();

    hasNoFinding();
    passesTheLinter();
    assertThat(Files.readString(template).split("Type: AWS::EventSchemas::Registry")).hasSize(2);
    assertThat(Files.readString(template).split("Type: AWS::EventSchemas::Schema\n")).hasSize(5);
  }

  @Test
  void putsAPipeBehindTheBusOfThisProject() throws Exception {
    copyThisProject();
    make("pipe", "Newcomers", "--bus");

    hasNoFinding();
    passesTheLinter();
    assertThat(tests("NewcomersPipe").lines().getLast()).startsWith("3 passed, 0 failed");
    assertThat(Files.readString(template))
        .contains(
            """
                  Description: Events to the queue of NewcomersPipe
                  EventBusName: !Ref OrderBus
            """,
            "SchemaName: NewcomersPipe.rich");
    assertThat(Files.readString(template).split("Type: AWS::EventSchemas::Registry")).hasSize(2);
  }

  /** What the template registers is what the files say, and what the fixtures are. */
  @Test
  void writesSchemasThatItsFixturesAreOf() throws Exception {
    make("pipe", "Refund", "--bus");

    String text = Files.readString(template);
    for (String kind : List.of("light", "rich")) {
      String file =
          Files.readString(template.resolveSibling("schemas/RefundPipe/" + kind + ".json"));
      assertThat(text).contains(file.indent(8));
      assertThat(text)
          .contains("Description: " + Json.parse(file).get("description").asText() + "\n");
    }
    Path fixture = project.resolve("fixtures/RefundPipe/enriches-an-event");
    assertThat(errors("light", Json.read(fixture.resolve("1-source.json")))).isEmpty();
    assertThat(errors("rich", Json.read(fixture.resolve("4-enriched.json")).get(0))).isEmpty();
    assertThat(errors("rich", Json.object())).isNotEmpty();
  }

  private List<String> errors(String kind, JsonNode event) {
    Path file = template.resolveSibling("schemas/RefundPipe/" + kind + ".json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
        .getSchema(Json.read(file))
        .validate(event)
        .stream()
        .map(Error::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A | EventBusName: !Ref A",
        "B | EventBusName: !Ref B",
        "partner/shop | EventBusName: 'partner/shop'",
      })
  void namesTheBusThatIsChosen(String bus, String written) throws Exception {
    with(
        SAM
            + "Resources:\n  A: {Type: AWS::Events::EventBus, Properties: {Name: a}}\n"
            + "  B: {Type: AWS::Events::EventBus, Properties: {Name: b}}\n");

    assertThat(make("pipe", "Two", "--bus-name", bus).err()).isEmpty();
    assertThat(Files.readString(template)).contains("\n      " + written + "\n");
    assertThat(make("pipe", "Three", "--bus").err())
        .isEqualTo(
            "standpipe: --bus: the template has 2 buses; choose by --bus-name one of A, B\n");
    assertThat(make("pipe", "Four", "--bus-name", "no bus").err())
        .isEqualTo(
            "standpipe: --bus-name no bus: is not the name of a bus; write letters, digits, ., -, _"
                + " or /\n");
  }
}
