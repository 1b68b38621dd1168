package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reports show of targets that are not state machines. */
class TargetReportTest {
  private static final Pattern BLOCK =
      Pattern.compile("<template class=\"block\" data-first=\"\\d+\">([^<]*)</template>");
  private static final String TEMPLATE =
      """
      Resources:
        In: {Type: AWS::SQS::Queue}
        Out: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, ContentBasedDeduplication: true}}
        Depot: {Type: AWS::Events::EventBus, Properties: {Name: depot}}
        Heavy:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Depot
            EventPattern: {detail: {kilos: [{numeric: [">", 20]}]}}
            Targets: [{Id: labels, Arn: !GetAtt In.Arn}]
        ToQueue:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt In.Arn
            Target: !GetAtt Out.Arn
            TargetParameters: {SqsQueueParameters: {MessageGroupId: $.body.street}, InputTemplate: <$.body.id>}
        ToBus:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt In.Arn
            Target: !GetAtt Depot.Arn
            TargetParameters: {InputTemplate: '{"kilos": <$.body.kilos>}'}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    write("template.yaml", TEMPLATE);
    write(
        "fixtures/ToQueue/groups/1-source.json",
        """
        [{"messageId": "m1", "body": {"id": "P-1", "street": "ash"}},
         {"messageId": "m2", "body": {"id": "P-2", "street": "the elms"}}]
        """);
    write(
        "fixtures/ToQueue/groups/error.txt",
        "target-input: SendMessageBatch: 1 of 2 entries failed: InvalidParameterValue:"
            + " MessageGroupId is not 1 to 128 letters, digits and punctuation\n");
    write("fixtures/ToBus/weighs/1-source.json", "[{\"body\": {\"kilos\": 25}}]");
    write("fixtures/ToBus/weighs/5-target-input.json", "[{\"kilos\": 25}]");
  }

  private void write(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String report(String option) throws Exception {
    Path report = folder.resolve("report");
    Said said =
        Said.by(
            "test", "-t", folder.resolve("template.yaml").toString(), option, report.toString());
    assertThat(said.lines().getLast()).isEqualTo("2 passed, 0 failed");
    return Files.readString(report);
  }

  @Test
  void thePageShowsWhatWasSentAndWhatTheRulesDid() throws Exception {
    List<JsonNode> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(report("--html"));
    while (matcher.find()) {
      byte[] bytes = Base64.getDecoder().decode(matcher.group(1));
      try (InflaterInputStream text = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
        blocks.add(Json.parse(text.readAllBytes()));
      }
    }
    JsonNode block = blocks.getFirst();
    String toQueue = block.at("/articles/ToQueue~1groups").asText();
    assertThat(toQueue)
        .contains(
            "At the target",
            "SendMessageBatch: 1 of 2 entries accepted",
            "entry 2: InvalidParameterValue: MessageGroupId is not");
    assertThat(block.path("texts").toString())
        .contains("\\\"MessageBody\\\":\\\"P-2\\\",\\\"MessageGroupId\\\":\\\"the elms\\\"");
    assertThat(block.at("/articles/ToBus~1weighs").asText())
        .contains("PutEvents: 1 of 1 entry accepted", "Behind the target", "Heavy", "labels");
  }

  @Test
  void theXmlNamesTheCallWithoutPayload() throws Exception {
    assertThat(report("--junit-xml"))
        .contains(
            "<property name=\"target\" value=\"SendMessageBatch: 1 of 2 entries accepted\"/>",
            "<property name=\"target\" value=\"PutEvents: 1 of 1 entry accepted\"/>")
        .doesNotContain("the elms");
  }
}
