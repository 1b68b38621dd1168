package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machines in {@code pipes}, as far as they can be checked without running. */
class StateMachinesTest {
  private static final Set<String> LAST = Set.of("Succeed", "Fail");

  static Stream<Path> files() {
    return Stream.of("order", "order-idempotent", "one-order", "each-event", "parcels", "backfill")
        .map(name -> Path.of("pipes", name + ".asl.json"));
  }

  /** A machine and those that its Map states hold. */
  private static List<JsonNode> machines(JsonNode machine) {
    List<JsonNode> all = new ArrayList<>(List.of(machine));
    machine
        .get("States")
        .forEach(state -> {
          if (state.has("ItemProcessor")) {
            all.addAll(machines(state.get("ItemProcessor")));
          }
        });
    return all;
  }

  private static Stream<JsonNode> states(Path file) {
    return machines(Json.read(file)).stream().flatMap(m -> m.get("States").valueStream());
  }

  private static Stream<String> nexts(JsonNode state) {
    Stream<JsonNode> choices =
        Stream.of("Choices", "Catch").flatMap(key -> state.path(key).valueStream());
    return Stream.concat(
        Stream.of("Next", "Default").filter(state::has).map(key -> state.get(key).asText()),
        choices.map(choice -> choice.path("Next").asText()));
  }

  private static Set<String> reached(JsonNode machine) {
    Set<String> reached = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(machine.get("StartAt").asText()));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (reached.add(name)) {
        nexts(machine.get("States").path(name)).forEach(open::add);
      }
    }
    return reached;
  }

  private static List<String> names(JsonNode machine) {
    return machine.get("States").propertyStream().map(entry -> entry.getKey()).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void leadsToEachOfItsStatesAndToNoOther(Path file) {
    assertThat(machines(Json.read(file)))
        .allSatisfy(machine ->
            assertThat(reached(machine)).containsExactlyInAnyOrderElementsOf(names(machine)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void endsOrGoesOnFromEachState(Path file) {
    assertThat(states(file))
        .allSatisfy(state -> {
          boolean last = LAST.contains(state.get("Type").asText()) || state.has("End");
          assertThat(nexts(state).findAny().isPresent() || last).as(state.toString()).isTrue();
          assertThat(state.has("End") && state.has("Next")).as(state.toString()).isFalse();
        });
  }

  @ParameterizedTest
  @MethodSource("files")
  void triesEachTaskAgainAndLetsNoneHang(Path file) {
    assertThat(states(file).filter(state -> state.get("Type").asText().equals("Task")))
        .isNotEmpty()
        .allSatisfy(task -> {
          assertThat(task.path("Retry").valueStream().toList()).isNotEmpty();
          assertThat(task.path("TimeoutSeconds").asInt()).isPositive();
        });
  }

  /** Only the machine of one order is started by a machine, and the backfill by a person. */
  private static Stream<Path> filesOfPipes() {
    return files().filter(file -> !file.endsWith("backfill.asl.json"));
  }

  @ParameterizedTest
  @MethodSource("filesOfPipes")
  void takesTheArrayThatAPipeHandsOn(Path file) {
    JsonNode machine = Json.read(file);
    JsonNode first = machine.get("States").get(machine.get("StartAt").asText());
    if (!file.endsWith("one-order.asl.json")) {
      assertThat(first.get("Type").asText()).isEqualTo("Map");
      assertThat(first.get("ItemsPath").asText()).isEqualTo("$");
    }
    assertThat(machine.toString()).doesNotContain("$[0]");
  }

  @Test
  void treatsAnOrderAlikeInABatchAndAlone() {
    JsonNode batch =
        Json.read(Path.of("pipes/order.asl.json")).at("/States/EachOrder/ItemProcessor/States");
    JsonNode alone = Json.read(Path.of("pipes/one-order.asl.json")).get("States");
    for (String name :
        List.of(
            "IsPriority",
            "ShipToday",
            "ShipInTurn",
            "HasCorrelationId",
            "TakeCorrelationId",
            "NameCorrelationId",
            "Announce",
            "TimedOut")) {
      assertThat(alone.get(name)).isEqualTo(batch.get(name));
    }
  }

  @Test
  void takesAnOrderThatWasStartedBeforeForDone() {
    JsonNode states =
        Json.read(Path.of("pipes/order-idempotent.asl.json"))
            .at("/States/EachOrder/ItemProcessor/States");
    JsonNode start = states.get("StartOrder");
    assertThat(start.at("/Parameters/Name.$").asText()).isEqualTo("$.metadata.id");
    assertThat(start.at("/Retry/0/MaxAttempts").asInt(-1)).isZero();
    assertThat(start.at("/Catch/0/ErrorEquals/0").asText())
        .isEqualTo(start.at("/Retry/0/ErrorEquals/0").asText())
        .isEqualTo("StepFunctions.ExecutionAlreadyExistsException");
    assertThat(states.at("/" + start.at("/Catch/0/Next").asText() + "/Type").asText())
        .isEqualTo("Succeed");
  }
}
