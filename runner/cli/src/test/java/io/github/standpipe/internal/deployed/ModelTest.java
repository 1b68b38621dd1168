package io.github.standpipe.internal.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;

class ModelTest {

  private static JsonNode normal(String json) throws JsonProcessingException {
    return Model.normal(Json.parse(json), CreatePipeRequest.builder());
  }

  @Test
  void takesTextsForNumbersAsCloudFormationDoes() throws JsonProcessingException {
    assertThat(
            normal("{\"SourceParameters\": {\"SqsQueueParameters\": {\"BatchSize\": \" 5 \"}}}")
                .at("/SourceParameters/SqsQueueParameters/BatchSize")
                .isInt())
        .isTrue();
  }

  @Test
  void keepsEachKindOfMember() throws JsonProcessingException {
    JsonNode given =
        Json.parse(
            """
            {"Name": "n", "Tags": {"a.b": "c"},
             "SourceParameters": {"KinesisStreamParameters": {
               "StartingPositionTimestamp": "2026-01-01T00:00:00Z"}},
             "TargetParameters": {"EcsTaskParameters": {"EnableECSManagedTags": true,
               "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["s-1", "s-2"]}},
               "CapacityProviderStrategy": [{"CapacityProvider": "p", "Weight": 1}],
               "Overrides": {"ContainerOverrides": [
                 {"Environment": [{"Name": "A", "Value": "b"}]}]}}}}
            """);

    assertThat(Model.normal(given, CreatePipeRequest.builder())).isEqualTo(given);
  }

  @Test
  void keepsAnEmptyListThatIsGiven() throws JsonProcessingException {
    assertThat(normal("{\"SourceParameters\": {\"FilterCriteria\": {\"Filters\": []}}}"))
        .hasToString("{\"SourceParameters\":{\"FilterCriteria\":{\"Filters\":[]}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Sauce\": \"x\"} | Sauce: AWS does not have this property; check its name",
        "{\"Source\": {}} | Source: is an object; write a text",
        "{\"Tags\": []} | Tags: is an array; write a mapping",
        "{\"SourceParameters\": \"x\"} | SourceParameters: is a string; write a mapping",
        "{\"SourceParameters\": {\"SqsQueueParameters\": {\"BatchSize\": \"x\"}}}"
            + "| SourceParameters.SqsQueueParameters.BatchSize: is a string; write a whole number",
        "{\"TargetParameters\": {\"EcsTaskParameters\": {\"EnableECSManagedTags\": 1}}}|"
            + " TargetParameters.EcsTaskParameters.EnableECSManagedTags: is a number; write true or"
            + " false"
      })
  void refusesWhatTheModelDoesNotHave(String json, String message) {
    assertThatThrownBy(() -> normal(json)).isInstanceOf(Fault.class).hasMessage(message);
  }

  @Test
  void tellsEachMemberThatAnUpdateDoesNotTake() throws JsonProcessingException {
    List<String> unknown = new ArrayList<>();
    Model.fill(
        UpdatePipeRequest.builder(),
        Json.parse(
            "{\"SourceParameters\": {\"DynamoDBStreamParameters\": {\"StartingPosition\":"
                + " \"LATEST\"}}}"),
        unknown::add);

    assertThat(unknown)
        .containsExactly("SourceParameters.DynamoDBStreamParameters.StartingPosition");
  }

  @Test
  void holdsTheTestServerToTheModel() throws JsonProcessingException {
    JsonNode unknown = Json.parse("{\"SourceParameters\": {\"Filter\": {}}}");
    JsonNode wrong =
        Json.parse("{\"SourceParameters\": {\"SqsQueueParameters\": {\"BatchSize\": \"5\"}}}");
    JsonNode inPath = Json.parse("{\"Name\": \"x\"}");

    assertThat(SdkShape.fault(CreatePipeRequest.builder(), unknown))
        .contains("/SourceParameters/Filter is not a member of the model");
    assertThat(SdkShape.fault(CreatePipeRequest.builder(), wrong))
        .contains("/SourceParameters/SqsQueueParameters/BatchSize is not a whole number");
    assertThat(SdkShape.fault(CreatePipeRequest.builder(), inPath))
        .contains("/Name is not a member of the model");
  }
}
