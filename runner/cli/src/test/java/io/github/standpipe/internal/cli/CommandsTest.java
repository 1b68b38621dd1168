package io.github.standpipe.internal.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String[] RULES = {
    "-t",
    "runner/cli/src/test/rules/pipes/template.yaml",
    "-f",
    "runner/cli/src/test/rules/fixtures"
  };

  @TempDir Path folder;

  private static Said withRules(String... arguments) {
    return Said.by(Stream.of(arguments, RULES).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void listsThePipesOfTheTemplate() throws IOException {
    Said said = Said.by("list");
    assertThat(said.lines())
        .startsWith(
            "OrderPipe  pipes/template.yaml:" + line("OrderPipe"),
            "  source      OrderQueue  (AWS::SQS::Queue)",
            "  filter      1 pattern",
            "  enrichment  OrderEnricher  (AWS::Serverless::Function)",
            "  target      OrderMachine  (AWS::Serverless::StateMachine)",
            "  fixtures    " + cases("OrderPipe"));
    assertThat(said.code()).isZero();
  }

  private static int line(String resource) throws IOException {
    return Files.readAllLines(Path.of("pipes/template.yaml")).indexOf("  " + resource + ":") + 1;
  }

  private static long cases(String pipe) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("fixtures", pipe))) {
      return entries
          .filter(entry -> !FixtureNames.isShared(entry.getFileName().toString()))
          .count();
    }
  }

  @Test
  void listsAPipeThatIsOffWithWhatSwitchesItOn() throws IOException {
    assertThat(Said.by("list").lines())
        .endsWith(
            "FifoPipe  pipes/template.yaml:" + line("FifoPipe"),
            "  off         deployed with FifoPipeEnabled=true",
            "  source      FifoQueue  (AWS::SQS::Queue)",
            "  filter      1 pattern",
            "  enrichment  FifoEnricher  (AWS::Serverless::Function)",
            "  target      FifoMachine  (AWS::Serverless::StateMachine)",
            "  fixtures    " + cases("FifoPipe"));
    assertThat(Said.by("list", "-p", "FifoPipeEnabled=true").out())
        .doesNotContain("deployed with FifoPipeEnabled");
  }

  @Test
  void runsThePipesThatAreOffToo() {
    Said traced = Said.by("trace", "PartnerPipe", "fixtures/PartnerPipe/rates-a-company", "--json");
    assertThat(traced.code()).isZero();
    assertThat(Said.by("test", "UpcastPipe").code()).isZero();
  }

  @Test
  void listsAsJson() throws IOException {
    JsonNode pipes = Json.parse(Said.by("list", "--json").out());
    JsonNode pipe = pipes.get(0);

    assertThat(names(pipe))
        .containsExactly(
            "name",
            "logicalId",
            "where",
            "off",
            "source",
            "filters",
            "enrichment",
            "target",
            "fixtures",
            "fault");
    assertThat(pipe.at("/source/type").asText()).isEqualTo("AWS::SQS::Queue");
    assertThat(pipe.get("fault").isNull()).isTrue();
    assertThat(pipe.get("off").isNull()).isTrue();
    assertThat(pipes.get(pipes.size() - 1).get("off").asText()).isEqualTo("FifoPipeEnabled=true");
  }

  @Test
  void listsAPipeThatCannotRunWithTheReason() throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        """
        Resources:
          From: {Type: AWS::SQS::Queue}
          To: {Type: AWS::SNS::Topic}
          Loud:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: arn:aws:iam::123456789012:role/pipe
              Source: !GetAtt From.Arn
              Enrichment: arn:aws:events:us-east-1:123456789012:api-destination/prices/0a1b
              Target: !Ref To
        """);

    Said said = Said.by("list", "-t", template.toString());

    assertThat(said.lines()).contains("  target      To  (AWS::SNS::Topic)");
    assertThat(said.lines().getLast()).startsWith("  cannot run: " + template + ":");
    assertThat(said.lines().getLast()).contains("AWS::Events::ApiDestination", "enrichment.json");
    assertThat(said.code()).isZero();
  }

  @Test
  void listsPipesOfWhichSomethingIsNotKnown() throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        """
        Parameters: {Machine: {Type: String}}
        Conditions: {Odd: !Equals [!Ref Machine, '']}
        Resources:
          From: {Type: AWS::SQS::Queue}
          Python: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Handler: a.b}}
          Given:
            Type: AWS::Pipes::Pipe
            Properties:
              Source: !GetAtt From.Arn
              SourceParameters: {FilterCriteria: {Filters: !If [Odd, [], []]}}
              Target: !Ref Machine
          Foreign:
            Type: AWS::Pipes::Pipe
            Properties:
              Source: !GetAtt From.Arn
              Enrichment: !GetAtt Python.Arn
              Target: arn:aws:states:us-east-1:123456789012:stateMachine:far
              TargetParameters:
                StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
        """);

    Said said = Said.by("list", "-t", template.toString());

    assertThat(said.lines())
        .contains(
            "  filter      not resolved",
            "  target      Ref Machine  (not resolved)",
            "  cannot run: "
                + template
                + ":2: names the parameter Machine, which has no value; pass --parameter"
                + " Machine=value",
            "  cannot run: "
                + template
                + ":5: Python has no code beside the template; name its folder in CodeUri or Code,"
                + " or give its answer in fixtures, such as enrichment.json");
    assertThat(said.code()).isZero();
    JsonNode pipes = Json.parse(Said.by("list", "--json", "-t", template.toString()).out());
    assertThat(pipes.at("/0/filters").isNull()).isTrue();
    assertThat(pipes.at("/1/filters").asInt(-1)).isZero();
  }

  @Test
  void showsEachStageWithWhatItChanged() throws IOException {
    Path body = folder.resolve("order.json");
    Files.writeString(body, "{\"x\": 1}\n");

    Said said = withRules("trace", "Direct", body.toString());

    assertThat(said.lines())
        .containsSequence(
            "Direct  the input was taken as one message body",
            "1 source           1 record",
            "    [",
            "      {",
            "        \"messageId\": \"00000000-0000-4000-8000-000000000001\",")
        .contains("        \"body\": \"{\\\"x\\\":1}\",")
        .containsSequence(
            "2 filtered         1 record  unchanged",
            "5 target-input     1 event, 57 bytes",
            "    + id",
            "    [",
            "      {",
            "        \"id\": \"00000000-0000-4000-8000-000000000001\",",
            "        \"x\": 1",
            "      }",
            "    ]",
            "delivered: one execution of Machine with an array of 1 event");
    assertThat(said.code()).isZero();
  }

  @Test
  void tellsWhichWarningsARunHas() throws IOException {
    Path record = folder.resolve("record.json");
    Files.writeString(record, "{\"messageId\": \"m1\", \"body\": \"{\\\"v\\\": null}\"}");

    Said said = withRules("trace", "Escaped", record.toString());

    assertThat(said.lines().getLast())
        .isEqualTo("warning [template-null] item 1: <$.body.v> is null; it was inserted as null");
  }

  @ParameterizedTest
  @MethodSource
  void tellsWhatTheInputWasTakenFor(String text, String taken) throws IOException {
    Path file = folder.resolve("given");
    Files.writeString(file, text);

    Said said = withRules("trace", "Plain", file.toString());

    assertThat(said.lines().getFirst()).isEqualTo("Plain  the input was taken as " + taken);
  }

  static Stream<Arguments> tellsWhatTheInputWasTakenFor() {
    return Stream.of(
        Arguments.of(
            "[{\"body\": \"a\"}, {\"messageId\": \"m\", \"body\": {}}]", "an array of records"),
        Arguments.of("{\"body\": \"a\"}", "one record"),
        Arguments.of("{\"body\": \"a\", \"title\": \"b\"}", "one message body"),
        Arguments.of("\uFEFF{\"body\": \"a\"}\r\n", "one record"),
        Arguments.of("{\"detail\": {}}", "one message body"),
        Arguments.of("[1, 2]", "one message body"),
        Arguments.of("plain text", "one message body"),
        Arguments.of("", "one message body"));
  }

  @Test
  void printsATraceAsJson() throws IOException {
    Said said = Said.by("trace", "OrderPipe", "fixtures/OrderPipe/passes-eight-of-ten", "--json");

    JsonNode trace = Json.parse(said.out());
    assertThat(names(trace))
        .containsExactly(
            "pipe",
            "takenAs",
            "stages",
            "records",
            "outcome",
            "warnings",
            "quarantined",
            "filter",
            "placeholders",
            "lookups",
            "failures");
    assertThat(names(trace.get("stages")))
        .containsExactly("source", "filtered", "enrichment-input", "enriched", "target-input");
    assertThat(trace.at("/stages/filtered")).hasSize(8);
    assertThat(trace.at("/records/3"))
        .hasToString("{\"messageId\":\"message-4\",\"fate\":\"filtered\"}");
    assertThat(trace.get("outcome")).hasToString("{\"kind\":\"delivered\"}");
  }

  @Test
  void tellsWhatATargetTemplateChangesOfAnAnswerWithABody() throws IOException {
    Path template = enrichedBy("{\"body\": \"{\\\"x\\\": 1}\", \"id\": 5}");

    Said said = Said.by("trace", "P", record().toString(), "-t", template.toString());

    assertThat(said.lines()).contains("    + id2  - body, id");
  }

  @Test
  void tellsWhatTheEnrichmentQuarantines() throws IOException {
    Path template = enrichedBy("quarantine(\"it is a test\")");

    Said said = Said.by("trace", "P", record().toString(), "-t", template.toString());

    assertThat(said.lines())
        .endsWith(
            "quarantined: nothing was left after enriched; no execution",
            "quarantined: m1: " + folder.resolve("x.jslt") + ": it is a test");
    assertThat(said.code()).isZero();
  }

  private Path record() throws IOException {
    return Files.writeString(
        folder.resolve("record.json"), "{\"messageId\": \"m1\", \"body\": {}}");
  }

  /** The template of a pipe P that is enriched by a transform. */
  private Path enrichedBy(String jslt) throws IOException {
    Files.writeString(folder.resolve("x.jslt"), jslt);
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          From: {Type: AWS::SQS::Queue}
          To: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {}}}
          Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: .}}
          Rich:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: java21
              Handler: io.github.standpipe.enrich.EnrichmentHandler
              Layers: [!Ref Layer]
              Environment:
                Variables: {TRANSFORM: x.jslt, QUARANTINE_QUEUE_URL: "https://sqs.example/1/q"}
          P:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: arn:aws:iam::123456789012:role/pipe
              Source: !GetAtt From.Arn
              Enrichment: !GetAtt Rich.Arn
              Target: !Ref To
              TargetParameters:
                InputTemplate: '{"id2": <$.id>}'
                StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
        """);
    return template;
  }

  @Test
  void exitsWith1ForABatchThatReturns() {
    Said said =
        Said.by("trace", "OrderPipe", "fixtures/OrderPipe/returns-an-order-of-an-unknown-product");

    assertThat(said.lines().getLast())
        .isEqualTo(
            "returned at enriched: record 1 (message-1): transforms/order.jslt:20:5: error: there"
                + " is no product LADDER-9");
    assertThat(said.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passes-eight-of-ten",
        "drops-a-draft",
        "returns-three-orders-for-one-unknown-product"
      })
  void savesATraceThatPassesAsAFixture(String name) throws IOException {
    Path subject = Files.createDirectories(folder.resolve("OrderPipe"));
    Path saved = subject.resolve("repeats-" + name);
    copyLookups(subject);

    Said said =
        Said.by("trace", "OrderPipe", "fixtures/OrderPipe/" + name, "--save", saved.toString());

    assertThat(said.err()).isEqualTo("standpipe: saved as " + saved + "\n");
    Said tested = Said.by("test", "-f", folder.toString());
    assertThat(tested.out())
        .isEqualTo("ok    OrderPipe/repeats-" + name + "\n1 passed, 0 failed\n");
    Said again =
        Said.by("trace", "OrderPipe", "fixtures/OrderPipe/" + name, "--save", saved.toString());
    assertThat(again.err())
        .isEqualTo("standpipe: " + saved + ": is not empty; save to an empty folder\n");
    assertThat(again.code()).isEqualTo(2);
  }

  private static void copyLookups(Path subject) throws IOException {
    Path lookups = Files.createDirectories(subject.resolve("lookups"));
    for (String name : List.of("customers", "products", "warehouses")) {
      Path file = Path.of("fixtures/OrderPipe/lookups", name + ".json");
      Files.copy(file, lookups.resolve(file.getFileName()));
    }
  }

  @Test
  void testsOneCase() {
    Said said = Said.by("test", "OrderPipe/drops-a-draft");

    assertThat(said.out()).isEqualTo("ok    OrderPipe/drops-a-draft\n1 passed, 0 failed\n");
    assertThat(said.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fixtures/OrderPipe/drops-a-draft/", "./fixtures/OrderPipe/drops-a-draft"})
  void testsACaseThatIsGivenByItsPath(String path) {
    assertThat(Said.by("test", path, "OrderPipe/drops-a-draft").out())
        .isEqualTo("ok    OrderPipe/drops-a-draft\n1 passed, 0 failed\n");
  }

  @Test
  void tellsEachDifferenceOfAFixtureByItsPath() throws IOException {
    Path fixture = Files.createDirectories(folder.resolve("Direct/returns-the-number"));
    Files.writeString(
        fixture.resolve("1-source.json"), "{\"messageId\": \"m1\", \"body\": {\"x\": 1}}");
    Files.writeString(
        fixture.resolve("5-target-input.json"), "[{\"id\": \"m1\", \"x\": 2, \"y\": 3}]");

    Said said = Said.by("test", "-t", RULES[1], "-f", folder.toString());

    assertThat(said.out())
        .isEqualTo(
            """
            FAIL  Direct/returns-the-number
                    5-target-input.json: $[0].x: expected 2, was 1
                    5-target-input.json: $[0].y: expected 3, was absent
                      beside id "m1"
            0 passed, 1 failed
            """);
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void testsAsJson() throws IOException {
    JsonNode report = Json.parse(Said.by("test", "OrderPipe/drops-a-draft", "--json").out());

    assertThat(report)
        .hasToString(
            "{\"passed\":1,\"failed\":0,\"accepted\":0,\"fixtures\":[{\"name\":"
                + "\"OrderPipe/drops-a-draft\",\"passed\":true,\"accepted\":false,"
                + "\"differences\":[],\"loose\":[]}]}");
  }

  @ParameterizedTest
  @MethodSource
  void refusesInOneLine(List<String> arguments, String line) throws IOException {
    Said said = Said.by(arguments.toArray(String[]::new));

    assertThat(said.err()).isEqualTo(withAllPipes(line) + "\n");
    assertThat(said.out()).isEmpty();
    assertThat(said.code()).isEqualTo(2);
  }

  /** A pipe that is added to the project is named, too. */
  private static String withAllPipes(String line) throws IOException {
    String pipes =
        String.join(
            ", ", Json.parse(Said.by("list", "--json").out()).findValuesAsText("logicalId"));
    String subjects;
    try (Stream<Path> folders = Files.list(Path.of("fixtures"))) {
      subjects = folders.map(f -> f.getFileName().toString()).sorted().collect(joining(", "));
    }
    return line.replaceFirst("its pipes are .*", "its pipes are " + pipes)
        .replaceFirst("it has .*", "it has " + subjects);
  }

  static Stream<Arguments> refusesInOneLine() {
    return Stream.of(
        Arguments.of(
            List.of("explain"),
            "standpipe explain: Missing required parameter: 'PIPE'; see standpipe explain --help"),
        Arguments.of(
            List.of("walk"),
            "standpipe: Unmatched argument at index 0: 'walk'; see standpipe --help"),
        Arguments.of(
            List.of("trace", "OrderPip", "x"),
            "standpipe: pipes/template.yaml: has no pipe OrderPip; its pipes are OrderPipe"),
        Arguments.of(
            List.of("trace", "OrderPipe", "no.json"), "standpipe: no.json: does not exist"),
        Arguments.of(List.of("list", "-t", "no.yaml"), "standpipe: no.yaml: does not exist"),
        Arguments.of(
            List.of("list", "-p", "Stage"),
            "standpipe: --parameter Stage: has no value; write --parameter Name=value"),
        Arguments.of(
            List.of("test", "Nope"), "standpipe: fixtures holds no Nope; it has OrderPipe"),
        Arguments.of(
            List.of("test", "OrderPipe/nope"),
            "standpipe: fixtures holds no OrderPipe/nope; it has OrderPipe"),
        Arguments.of(List.of("test", "-f", "nowhere"), "standpipe: nowhere: does not exist"),
        Arguments.of(List.of("list", "-f", "README.md"), "standpipe: README.md: is not a folder"),
        Arguments.of(List.of("test", ""), "standpipe: fixtures holds no ; it has OrderPipe"),
        Arguments.of(List.of("test", "/"), "standpipe: fixtures holds no /; it has OrderPipe"),
        Arguments.of(List.of("test", ".."), "standpipe: fixtures holds no ..; it has OrderPipe"),
        Arguments.of(
            List.of("test", "OrderPipe/lookups"),
            "standpipe: fixtures holds no OrderPipe/lookups; it has OrderPipe"),
        Arguments.of(
            List.of("trace", "OrderPipe", "fixtures"),
            "standpipe: fixtures: gives no stage; trace a file, or the folder of a fixture that"
                + " holds 1-source.json or a later one"),
        Arguments.of(
            List.of(
                "trace",
                "OrderPipe",
                "enrichers/json/target/classes/io/github/standpipe/json/Json.class"),
            "standpipe: enrichers/json/target/classes/io/github/standpipe/json/Json.class: is not"
                + " UTF-8 text"),
        Arguments.of(
            List.of("run", "OrderPipe", "--send", "nope"), "standpipe: nope: does not exist"),
        Arguments.of(
            List.of("run", "OrderPipe", "--send", "fixtures"),
            "standpipe: fixtures: is a folder; name a file"),
        Arguments.of(
            List.of("run", "OrderPipe", "--pollers", "0"),
            "standpipe: --pollers 0: give a number from 1 to 50"),
        Arguments.of(
            List.of("run", "OrderPipe", "--pollers", "51"),
            "standpipe: --pollers 51: give a number from 1 to 50"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "trace", "explain", "test", "list", "new"})
  void printsHelpForEveryCommand(String command) {
    Said said = Said.by(command, "--help");

    assertThat(said.out()).startsWith("Usage: standpipe " + command + " ").contains("--template");
    assertThat(said.code()).isZero();
  }

  @Test
  void generatesBashCompletion() {
    assertThat(Said.by("generate-completion").out()).contains("complete -F _complete_standpipe");
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .toList();
  }
}
