package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  private static final String[] RULES = {
    "-t",
    "runner/cli/src/test/rules/pipes/template.yaml",
    "-f",
    "runner/cli/src/test/rules/fixtures"
  };

  @TempDir Path folder;

  @Test
  void explainsTheSourcesOfAllFixtures() {
    Said said = Said.by("explain", "OrderPipe", "--only", "filter");

    assertThat(said.lines())
        .contains(
            "OrderPipe  fixtures/OrderPipe/drops-a-draft/1-source.json",
            "OrderPipe  fixtures/OrderPipe/drops-a-text-body/1-source.json");
    assertThat(said.code()).isZero();
  }

  @Test
  void tellsEachPlaceholderWithItsPlace() throws IOException {
    Path record = folder.resolve("record.json");
    Files.writeString(record, "{\"messageId\": \"m1\", \"body\": {\"y\": 1}}");

    Said said =
        Said.by("explain", "Direct", record.toString(), RULES[0], RULES[1], RULES[2], RULES[3]);

    assertThat(said.lines())
        .containsSequence(
            "  target-input item 1: <$.messageId> at 1:8 as a value: \"m1\" -> \"m1\"",
            "  target-input item 1: <$.body.x> at 1:28 as a value: missing; fails: there is nothing"
                + " at <$.body.x>, and what AWS writes in that case is"
                + " unsettled; send the field or remove the placeholder");
  }

  @Test
  void explainsAsJson() throws IOException {
    JsonNode explained =
        Json.parse(
                Said.by(
                        "explain",
                        "OrderPipe",
                        "fixtures/OrderPipe/returns-an-order-of-an-unknown-product",
                        "--json")
                    .out())
            .get(0);

    assertThat(explained.at("/filter/0/patterns/0/leaves/1"))
        .hasToString(
            "{\"path\":\"body.detail-type\",\"or\":\"\",\"state\":\"matched\",\"counts\":true,"
                + "\"hint\":null,\"wanted\":[\"OrderPlaced\"],\"seen\":[{\"place\":"
                + "\"body.detail-type\",\"value\":\"OrderPlaced\",\"matches\":true}]}");
    assertThat(explained.at("/lookups/1"))
        .hasToString(
            "{\"round\":1,\"lookup\":\"products\",\"found\":[\"HOSE-20\"],\"missed\":[\"LADDER-9\"]}");
    assertThat(explained.at("/failures/0/calls/1/place").asText())
        .isEqualTo("transforms/order.jslt:20:5");
    assertThat(explained.at("/failures/0/input").asText()).isEqualTo(".detail.data.items[1]");
  }

  @Test
  void tellsInATraceWhyARecordIsRejected() {
    Said said = Said.by("trace", "OrderPipe", "fixtures/OrderPipe/drops-a-draft");

    assertThat(said.lines())
        .contains(
            "        - body.detail.data.status: \"draft\"; wanted"
                + " [{\"anything-but\":[\"draft\",\"cancelled\"]}]");
  }

  @Test
  void explainsTheFilterOfAPipeWhoseFunctionCannotRun() throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        """
        Resources:
          From: {Type: AWS::SQS::Queue}
          Python: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Handler: a.b}}
          Foreign:
            Type: AWS::Pipes::Pipe
            Properties:
              Source: !GetAtt From.Arn
              SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{"body": {"a": [1]}}'}]}}
              Enrichment: !GetAtt Python.Arn
              Target: arn:aws:states:us-east-1:123456789012:stateMachine:far
              TargetParameters:
                StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
        """);
    Path body = folder.resolve("body.json");
    Files.writeString(body, "{\"A\": 1}");

    Said said =
        Said.by(
            "explain", "Foreign", body.toString(), "--only", "filter", "-t", template.toString());

    assertThat(said.lines().getLast())
        .isEqualTo("      - body.a: absent; wanted [1]; there is body.A");
  }

  @Test
  void asksForAFileWhereThereIsNoFixture() {
    Said said = Said.by("explain", "OrderPipe", "-f", folder.toString());

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe has no fixture that begins with 1-source.json: name a file\n");
    assertThat(said.code()).isEqualTo(2);
  }
}
