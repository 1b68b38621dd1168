package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Compares a template with a deployed pipe. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DiffTest {
  private static final String OF_STACK =
      "\"Tags\": {\"aws:cloudformation:logical-id\": \"OrderPipe\","
          + " \"aws:cloudformation:stack-name\": \"%s\"},";

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

  private static Said diff(String... arguments) {
    List<String> all = new ArrayList<>(List.of("diff"));
    all.addAll(List.of(arguments));
    if (!all.contains("-t")) {
      all.addAll(List.of("-t", "runner/cli/src/test/shop/pipes/template.yaml"));
    }
    return Said.by(all.toArray(String[]::new));
  }

  @Test
  void findsNoDifferenceInWhatCloudFormationMadeOfTheTemplate() throws IOException {
    on.withOrderPipe("a", "RUNNING", "");
    on.withOrderPipe("b", "RUNNING", "");
    on.withOrderPipe("shop-OrderPipe-XYZ", "RUNNING", OF_STACK.formatted("shop"));

    Said said = diff("OrderPipe");

    assertThat(said.lines())
        .containsExactly(
            "OrderPipe  runner/cli/src/test/shop/pipes/template.yaml:56 "
                + " arn:aws:pipes:eu-west-1:111122223333:pipe/shop-OrderPipe-XYZ",
            "no difference");
    assertThat(said.code()).isZero();
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void tellsEachDifferenceByItsPath() throws IOException {
    on.withOrderPipe("orders", "RUNNING", "\"LogConfiguration\": {\"Level\": \"ERROR\"},");
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        Files.readString(Path.of("runner/cli/src/test/shop/pipes/template.yaml"))
            .replace("BatchSize: 10", "BatchSize: '5'")
            .replace("[\"OrderPlaced\"]", "[\"OrderPaid\"]"));

    Said said = diff("OrderPipe", "orders", "-t", template.toString());

    assertThat(said.lines().subList(1, said.lines().size()))
        .containsExactly(
            "  SourceParameters.FilterCriteria.Filters[0].Pattern body.detail-type[0]",
            "    template  \"OrderPaid\"",
            "    deployed  \"OrderPlaced\"",
            "  SourceParameters.SqsQueueParameters.BatchSize",
            "    template  5",
            "    deployed  10",
            "  LogConfiguration.Level",
            "    template  nothing",
            "    deployed  \"ERROR\"",
            "3 differences");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void tellsWhatIsNotKnownHere() throws IOException {
    on.cloud()
        .with(
            "orders",
            "RUNNING",
            """
            {"RoleArn": "arn:aws:iam::111122223333:role/by-hand", "Source": "%s", "Target": "%s",
             "Enrichment": "arn:aws:states:eu-west-1:111122223333:stateMachine:x"}
            """
                .formatted(OnCloud.QUEUE, OnCloud.MACHINE));

    JsonNode json = Started.json(diff("OrderPipe", "orders", "--json").out());

    assertThat(json.path("same").asBoolean()).isFalse();
    JsonNode role = named(json, "RoleArn");
    assertThat(role.path("unknown").asText())
        .isEqualTo(
            "runner/cli/src/test/shop/pipes/template.yaml:60: it depends on OrderPipeRole.Arn of a"
                + " deployment");
    assertThat(role.path("template").isNull()).isTrue();
    assertThat(named(json, "Enrichment").path("unknown").isNull()).isTrue();
  }

  private static JsonNode named(JsonNode report, String path) {
    for (JsonNode difference : report.path("differences")) {
      if (difference.path("path").asText().equals(path)) {
        return difference;
      }
    }
    throw new AssertionError("no difference at " + path);
  }

  @Test
  void asksForANameWhereNonePipeIsTagged() throws IOException {
    on.withOrderPipe("orders", "RUNNING", "");

    Said said = diff("OrderPipe");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: OrderPipe: no pipe in eu-west-1 has CloudFormation tags for it; give the"
                + " name of the pipe\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void asksForANameWhereTwoAreTagged() throws IOException {
    on.withOrderPipe("one", "RUNNING", OF_STACK.formatted("dev"));
    on.withOrderPipe("two", "RUNNING", OF_STACK.formatted("test"));

    assertThat(diff("OrderPipe").err())
        .isEqualTo(
            "standpipe: OrderPipe: more than one pipe was created from it: one, two; give one's"
                + " name\n");
    assertThat(diff("OrderPipe", "-p", "AWS::StackName=test").lines().getFirst())
        .endsWith("pipe/two");
  }

  private static final String STATE =
      """
      {"format_version": "1.0", "terraform_version": "1.9.0", "values": {"root_module": {"resources": [
        {"address": "aws_pipes_pipe.orders", "mode": "managed", "type": "aws_pipes_pipe", "name": "orders",
         "provider_name": "registry.terraform.io/hashicorp/aws", "values": {
           "name": "orders", "description": "%s", "role_arn": "%s", "source": "%s", "target": "%s",
           "desired_state": "RUNNING",
           "source_parameters": [{"sqs_queue_parameters": [{"batch_size": 10}]}],
           "target_parameters": [{"step_function_state_machine_parameters": [{"invocation_type": "FIRE_AND_FORGET"}]}]}}]}}}
      """;

  /** Terraform gives a pipe the name that its state has, and no tags. */
  @Test
  void comparesAStateOfTerraformByTheNameOfThePipe() throws IOException {
    on.cloud()
        .with(
            "orders",
            "RUNNING",
            """
            {"RoleArn": "%s", "Source": "%s", "Target": "%s", "Description": "Moves orders",
             "SourceParameters": {"SqsQueueParameters": {"BatchSize": 10}},
             "TargetParameters": {"StepFunctionStateMachineParameters": {"InvocationType": "FIRE_AND_FORGET"}}}
            """
                .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE));

    Said same = diff("orders", "-t", state("Moves orders"));
    Said other = diff("orders", "-t", state("Moves old orders"));

    assertThat(same.code()).isZero();
    assertThat(same.lines()).last().asString().contains("no difference");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.lines()).anyMatch(line -> line.contains("Description"));
  }

  private String state(String description) throws IOException {
    String text = STATE.formatted(description, OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE);
    return Files.writeString(folder.resolve(description.length() + ".json"), text).toString();
  }
}
