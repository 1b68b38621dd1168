package io.github.standpipe.internal.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
  private static final String QUEUE = "\"arn:aws:sqs:eu-west-1:1:q\"";
  private static final String MACHINE = "\"arn:aws:states:eu-west-1:1:stateMachine:m\"";

  private static DeployedPipe deployed(String properties) throws JsonProcessingException {
    return new DeployedPipe(
        "p",
        "arn:aws:pipes:eu-west-1:1:pipe/p",
        (ObjectNode) Json.parse(properties),
        "RUNNING",
        "RUNNING",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String over(String deployed, String template) throws JsonProcessingException {
    return Merge.over(deployed(deployed), (ObjectNode) Json.parse(template)).toString();
  }

  @Test
  void keepsWhatTheTemplateDoesNotMentionAtEachDepth() throws JsonProcessingException {
    assertThat(
            over(
                "{\"A\": {\"B\": {\"x\": 1, \"y\": 2}, \"C\": 3}, \"D\": 4}",
                "{\"A\": {\"B\": {\"x\": 9}}}"))
        .isEqualTo("{\"A\":{\"B\":{\"x\":9,\"y\":2},\"C\":3},\"D\":4}");
  }

  @Test
  void takesListsAsAWhole() throws JsonProcessingException {
    assertThat(over("{\"L\": [{\"a\": 1}, {\"b\": 2}]}", "{\"L\": [{\"a\": 9}]}"))
        .isEqualTo("{\"L\":[{\"a\":9}]}");
  }

  @Test
  void takesWhatTheTemplateEmptiesForEmptied() throws JsonProcessingException {
    assertThat(over("{\"Enrichment\": \"arn:x\", \"L\": [1]}", "{\"Enrichment\": \"\", \"L\": []}"))
        .isEqualTo("{\"Enrichment\":\"\",\"L\":[]}");
  }

  @Test
  void doesNotKeepTheParametersOfATargetOfAnotherKind() throws JsonProcessingException {
    String there =
        "{\"Target\": %s, \"TargetParameters\": {\"InputTemplate\": \"<$.body>\","
            + " \"SqsQueueParameters\": {\"MessageGroupId\": \"g\"}}}";

    assertThat(over(there.formatted(QUEUE), "{\"Target\": " + MACHINE + "}"))
        .isEqualTo(
            "{\"Target\":" + MACHINE + ",\"TargetParameters\":{\"InputTemplate\":\"<$.body>\"}}");
    assertThat(over(there.formatted(QUEUE), "{\"Target\": " + QUEUE.replace(":q", ":r") + "}"))
        .contains("MessageGroupId");
  }

  @Test
  void emptiesWhatTheApiWouldKeep() throws JsonProcessingException {
    ObjectNode exact =
        Merge.exact(
            (ObjectNode) Json.parse("{\"Target\": " + MACHINE + "}"),
            deployed(
                """
                {"Description": "d", "Enrichment": "arn:x", "KmsKeyIdentifier": "k",
                 "EnrichmentParameters": {"HttpParameters": {"PathParameterValues": ["a"]}},
                 "TargetParameters": {"StepFunctionStateMachineParameters":
                   {"InvocationType": "FIRE_AND_FORGET"}},
                 "SourceParameters": {"FilterCriteria": {"Filters": [{"Pattern": "{}"}]},
                   "SqsQueueParameters": {"BatchSize": 1}},
                 "LogConfiguration": {"Level": "INFO"}}
                """));

    assertThat(exact)
        .isEqualTo(
            Json.parse(
                """
                {"Target": %s, "Description": "", "Enrichment": "", "KmsKeyIdentifier": "",
                 "DesiredState": "RUNNING",
                 "EnrichmentParameters": {"InputTemplate": ""},
                 "TargetParameters": {"InputTemplate": ""},
                 "SourceParameters": {"FilterCriteria": {"Filters": []},
                   "SqsQueueParameters": {"BatchSize": 10, "MaximumBatchingWindowInSeconds": 0}},
                 "LogConfiguration": {"Level": "OFF"}}
                """
                    .formatted(MACHINE)));
  }

  @ParameterizedTest
  @CsvSource({
    "events:e:1:event-bus/b, events:e:1:api-destination/d/1, EventBridgeEventBusParameters",
    "events:e:1:api-destination/d/1, events:e:1:event-bus/b, HttpParameters",
    "sqs:e:1:q.fifo, sqs:e:1:q, SqsQueueParameters"
  })
  void doesNotKeepParametersOfAnotherKindOfTheSameService(String from, String to, String member)
      throws JsonProcessingException {
    String there =
        "{\"Target\": \"arn:aws:%s\", \"TargetParameters\": {\"InputTemplate\": \"t\","
            + " \"%s\": {\"x\": \"y\"}}}";

    assertThat(over(there.formatted(from, member), "{\"Target\": \"arn:aws:" + to + "\"}"))
        .isEqualTo(
            "{\"Target\":\"arn:aws:" + to + "\",\"TargetParameters\":{\"InputTemplate\":\"t\"}}");
    assertThat(over(there.formatted(to, member), "{\"Target\": \"arn:aws:" + to + "\"}"))
        .contains(member);
  }
}
