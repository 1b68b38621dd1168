package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
  @ValueSource(strings = {"order.asl.json", "order-idempotent.asl.json", "each-event.asl.json"})
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

  /** A caught time-out has an empty cause: the envelope names the error. */
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
    assertThat(reasons()).allSatisfy(reason -> assertThat(reason).startsWith("States.Timeout"));
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void announcesEachOrderOfABatch() throws IOException {
    run("order.asl.json", "[{\"orderId\": 1}, {\"orderId\": 2, \"priority\": true}]", c -> done());
    assertThat(calls)
        .extracting(c -> c.arguments().at("/Entries/0/Detail/ship").asText())
        .containsExactly("in turn", "today");
  }
}
