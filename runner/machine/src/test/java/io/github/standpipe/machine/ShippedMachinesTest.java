package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machines of the template, from the batch to the end of the execution. */
class ShippedMachinesTest {
  private final List<TaskCall> calls = new ArrayList<>();

  private Execution run(String file, String input, TaskHandler tasks) throws IOException {
    JsonNode definition = MachineJson.parse(Files.readString(Path.of("pipes", file)));
    return StateMachine.read(file, definition)
        .run(
            MachineJson.parse(input),
            call -> {
              calls.add(call);
              return tasks.perform(call);
            },
            Clock.systemUTC(),
            UUID::randomUUID);
  }

  private List<String> reasons() {
    return calls.stream()
        .filter(call -> call.resource().endsWith(":sqs:sendMessage"))
        .map(call -> call.arguments().path("MessageBody").path("reason").asText())
        .toList();
  }

  private static TaskOutcome done() {
    return new TaskOutcome.Succeeded(MachineJson.NODES.objectNode());
  }

  /** An enricher may emit events without the fields that a machine asks for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "order.asl.json",
        "order-idempotent.asl.json",
        "each-event.asl.json",
        "parcels.asl.json"
      })
  void failsNoNeighboursForAnEventWithoutFields(String file) throws IOException {
    Execution execution =
        run(
            file,
            "[{\"metadata\": {\"id\": \"e-1\"}, \"priority\": true}, {}, {\"n\": 3}]",
            c -> done());
    assertThat(execution.status())
        .as("%s %s", execution.error(), execution.cause())
        .isEqualTo(Execution.Status.SUCCEEDED);
  }

  @Test
  void setsAnOrderWithoutAnIdAside() throws IOException {
    run("order-idempotent.asl.json", "[{}, {\"metadata\": {\"id\": \"e-2\"}}]", c -> done());
    assertThat(reasons())
        .containsExactly("Order.WithoutId: metadata.id is missing; emit it by EMIT_METADATA");
    assertThat(calls).filteredOn(c -> c.resource().endsWith("startExecution")).hasSize(1);
  }

  @Test
  void setsAMoveWithoutItsFieldsAsideAndRecordsItsNeighbours() throws IOException {
    String whole = "{'parcelId': 'P-%d', 'status': 'left', 'city': 'Hamburg', 'at': '2026-01-01'}";
    String batch = "[" + whole.formatted(1) + ", {'parcelId': 'P-2'}, " + whole.formatted(3) + "]";
    Execution execution = run("parcels.asl.json", batch.replace('\'', '"'), c -> done());
    assertThat(execution.output())
        .hasValueSatisfying(output -> assertThat(output).hasToString("{\"batchItemFailures\":[]}"));
    assertThat(reasons())
        .containsExactly("Move.Incomplete: parcelId, status, city and at must be texts");
    assertThat(calls)
        .filteredOn(call -> call.resource().endsWith("putItem"))
        .extracting(call -> call.arguments().at("/Item/parcelId/S").asText())
        .containsExactly("P-1", "P-3");
  }

  /** A caught time-out has an empty cause: the envelope says what did not answer. */
  @ParameterizedTest
  @ValueSource(strings = {"order.asl.json", "order-idempotent.asl.json", "each-event.asl.json"})
  void givesAReasonForATimeOut(String file) throws IOException {
    Execution execution =
        run(
            file,
            "[{\"metadata\": {\"id\": \"e-1\"}, \"priority\": false}]",
            call ->
                call.resource().endsWith(":sqs:sendMessage") ? done() : new TaskOutcome.TimedOut());
    assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(reasons())
        .allSatisfy(reason ->
            assertThat(reason)
                .matches(
                    "States\\.Timeout: (EventBridge|Step Functions) did not answer within 10"
                        + " seconds"));
    assertThat(reasons()).hasSize(1);
  }

  private List<JsonNode> announced() {
    return calls.stream().map(call -> call.arguments().at("/Entries/0/Detail")).toList();
  }

  @Test
  void announcesEachOrderOfABatch() throws IOException {
    run("order.asl.json", "[{\"orderId\": 1}, {\"orderId\": 2, \"priority\": true}]", c -> done());
    assertThat(announced())
        .extracting(detail -> detail.at("/data/ship").asText())
        .containsExactly("in turn", "today");
    assertThat(announced())
        .extracting(detail -> detail.at("/data/orderId").asInt())
        .containsExactly(1, 2);
  }

  /** What is announced is an event like those that came: ids and time apart from the data. */
  @ParameterizedTest
  @ValueSource(strings = {"order.asl.json", "each-event.asl.json"})
  void announcesInTheEnvelopeOfAllEvents(String file) throws IOException {
    run(
        file,
        "[{\"metadata\": {\"correlationId\": \"corr-1\"}, \"n\": 12345678901234567890.10}, {},"
            + " {\"metadata\": {\"correlationId\": 5}}]",
        call -> done());
    assertThat(announced())
        .allSatisfy(detail -> {
          assertThat(detail.propertyStream().map(Map.Entry::getKey).toList())
              .containsExactly("metadata", "data");
          assertThat(detail.get("metadata").propertyStream().map(Map.Entry::getKey).toList())
              .containsExactly("id", "version", "timestamp", "domain", "service", "correlationId");
        });
    List<String> ids =
        announced().stream().map(detail -> detail.at("/metadata/id").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w-]{1,80}"));
    assertThat(announced())
        .extracting(detail -> detail.at("/metadata/correlationId").asText())
        .containsExactly("corr-1", ids.get(1), ids.get(2));
    assertThat(announced().getFirst().at("/data/n").decimalValue())
        .isEqualTo("12345678901234567890.10");
  }

  @Test
  void announcesOneOrderInTheSameEnvelope() throws IOException {
    run("one-order.asl.json", "{\"metadata\": {\"correlationId\": \"corr-1\"}}", c -> done());
    assertThat(announced().getFirst().at("/metadata/correlationId").asText()).isEqualTo("corr-1");
    assertThat(announced().getFirst().at("/metadata/id").asText()).endsWith("-accepted");
    assertThat(announced().getFirst().at("/data/ship").asText()).isEqualTo("in turn");
  }
}
