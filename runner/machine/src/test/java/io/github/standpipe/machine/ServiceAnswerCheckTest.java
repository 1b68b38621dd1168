package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers made by the models of the APIs pass, and answers with one fault are refused for it. */
class ServiceAnswerCheckTest {
  private static final List<String> CALLS =
      List.of(
          "arn:aws:states:::sqs:sendMessage",
          "arn:aws:states:::sns:publish",
          "arn:aws:states:::events:putEvents",
          "arn:aws:states:::aws-sdk:lambda:invoke",
          "arn:aws:states:::dynamodb:getItem",
          "arn:aws:states:::dynamodb:updateItem",
          "arn:aws:states:::states:startExecution",
          "arn:aws:states:::states:startExecution.sync",
          "arn:aws:states:::aws-sdk:dynamodb:describeTable",
          "arn:aws:states:::aws-sdk:lambda:getFunction",
          "arn:aws:states:::aws-sdk:kms:encrypt",
          "arn:aws:states:::aws-sdk:s3:listObjectsV2",
          "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
          "arn:aws:states:::aws-sdk:ssm:getParameter",
          "arn:aws:states:::aws-sdk:sfn:describeExecution",
          "arn:aws:states:::aws-sdk:eventbridge:listRules",
          "arn:aws:states:::glue:startJobRun.sync",
          "arn:aws:states:::athena:getQueryResults");

  @Test
  void takesWhatTheModelsDescribe() {
    int objects = 0;
    for (String arn : CALLS) {
      ServiceCall call = ServiceCall.parse(arn).orElseThrow();
      for (int seed = 0; seed < 40; seed++) {
        JsonNode answer = answer(call, new Random(seed));
        objects += answer.isEmpty() ? 0 : 1;
        assertThat(new ServiceAnswerCheck(true).check(call, answer))
            .as("%s %s", arn, answer)
            .isEmpty();
      }
    }
    assertThat(objects).isGreaterThan(400);
  }

  @Test
  void takesTheJsonThatSync2MakesOfInputAndOutput() throws IOException {
    JsonNode answer =
        MachineJson.parse(
            "{\"ExecutionArn\": \"a\", \"StateMachineArn\": \"b\", \"StartDate\": \"t\","
                + " \"Status\": \"SUCCEEDED\", \"Input\": {\"id\": 1}, \"Output\": [1]}");
    String start = "arn:aws:states:::states:startExecution";

    assertThat(faults(start + ".sync:2", answer)).isEmpty();
    assertThat(faults(start + ".sync", answer)).contains("Field 'Input' must be a string");
    assertThat(faults(start + ".sync:2", ((ObjectNode) answer).put("StopDate", 1)))
        .contains("Field 'StopDate' must be a string");
  }

  @Test
  void takesAPayloadAsJsonUnlessItComesByTheSdk() throws IOException {
    JsonNode answer = MachineJson.parse("{\"StatusCode\": 200, \"Payload\": {\"id\": 1}}");

    assertThat(faults("arn:aws:states:::lambda:invoke", answer)).isEmpty();
    assertThat(faults("arn:aws:states:::aws-sdk:lambda:invoke", answer))
        .contains("Field 'Payload' must be a string");
  }

  private static Optional<String> faults(String resource, JsonNode answer) {
    return new ServiceAnswerCheck(true).check(ServiceCall.parse(resource).orElseThrow(), answer);
  }

  @Test
  void refusesOneFaultForWhatItIs() {
    int faults = 0;
    for (String arn : CALLS) {
      ServiceCall call = ServiceCall.parse(arn).orElseThrow();
      for (int seed = 0; seed < 40; seed++) {
        Random random = new Random(seed);
        JsonNode answer = answer(call, random);
        List<String> names = answer.properties().stream().map(p -> p.getKey()).toList();
        if (!names.isEmpty()) {
          String name = names.get(random.nextInt(names.size()));
          ((ObjectNode) answer).set(name, other(answer.get(name)));
          faults++;
          assertThat(new ServiceAnswerCheck(random.nextBoolean()).check(call, answer))
              .as("%s %s", arn, answer)
              .hasValueSatisfying(
                  why -> assertThat(why).startsWith("Field '" + name + "' must be "));
        }
      }
    }
    assertThat(faults).isGreaterThan(400);
  }

  @Test
  void asksForWhatIsAlwaysAnsweredOnlyIfStrict() {
    ServiceCall call = ServiceCall.parse(CALLS.get(6)).orElseThrow();
    JsonNode nothing = MachineJson.NODES.objectNode();
    assertThat(new ServiceAnswerCheck(true).check(call, nothing))
        .contains("Required field 'ExecutionArn' is missing");
    assertThat(new ServiceAnswerCheck(false).check(call, nothing)).isEmpty();
  }

  private static JsonNode other(JsonNode value) {
    return value.isTextual()
        ? MachineJson.NODES.numberNode(7)
        : MachineJson.NODES.textNode("no " + value.getNodeType());
  }

  private static JsonNode answer(ServiceCall call, Random random) {
    if (call.isJob() && !call.service().equals("states")) {
      return MachineJson.NODES.objectNode();
    }
    ServiceCall asked =
        call.isJob() ? new ServiceCall(call.service(), "describeExecution", "", call.sdk()) : call;
    return object(ServiceModels.operation(asked).orElseThrow().answer(), random, 0);
  }

  private static ObjectNode object(String shape, Random random, int depth) {
    ObjectNode object = MachineJson.NODES.objectNode();
    String service = shape.isEmpty() ? "" : shape.substring(0, shape.indexOf(' '));
    for (ServiceModels.Member member : ServiceModels.members(shape)) {
      if (member.required() || depth < 4 && random.nextInt(3) > 0) {
        object.set(member.name(), value(service, member.type(), random, depth + 1));
      }
    }
    return object;
  }

  private static JsonNode value(String service, String type, Random random, int depth) {
    if (type.startsWith("@")) {
      return object(service + " " + type.substring(1), random, depth);
    }
    String kind = type.split(" ", 2)[0];
    String rest = type.substring(kind.length()).strip();
    return switch (kind) {
      case "text" -> MachineJson.NODES.textNode("x".repeat((int) Math.max(1, least(rest))));
      case "number" -> MachineJson.NODES.numberNode(least(rest));
      case "flag" -> MachineJson.NODES.booleanNode(random.nextBoolean());
      case "enum" -> MachineJson.NODES.textNode(rest.split("\\|")[0]);
      case "list" -> MachineJson.NODES.arrayNode().add(value(service, rest, random, depth + 1));
      case "map" ->
          MachineJson.NODES.objectNode().set("key", value(service, rest, random, depth + 1));
      default -> throw new AssertionError(Set.of(type));
    };
  }

  private static long least(String bounds) {
    int dots = bounds.indexOf("..");
    return dots < 1 ? 1 : (long) Double.parseDouble(bounds.substring(0, dots));
  }
}
