package io.github.standpipe.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.Execution;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskOutcome;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to be read of a machine's input decides what its states send, and nothing else. */
class RandomDefinitionsTest {
  private static final int MACHINES = 400;
  private static final int INPUTS = 8;
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private record Case(long seed, ObjectNode text, MachineReads reads) {}

  @TempDir static Path folder;

  private static List<Case> cases;

  @BeforeAll
  static void generate() throws IOException {
    ObjectNode resources = Json.object();
    List<ObjectNode> definitions = new ArrayList<>();
    for (int seed = 0; seed < MACHINES; seed++) {
      ObjectNode definition = new RandomDefinitions(seed).machine();
      definitions.add(definition);
      ObjectNode machine = resources.putObject("M" + seed);
      machine.put("Type", "AWS::Serverless::StateMachine");
      machine.putObject("Properties").set("Definition", definition);
    }
    String text = Json.text(Json.object().set("Resources", resources));
    Template template =
        Template.read(Files.writeString(folder.resolve("template.json"), text), Map.of());
    FollowedValue given =
        new FollowedValue.BuiltList(List.of(new FollowedValue.EventPart(List.of())));
    cases = new ArrayList<>();
    for (int seed = 0; seed < MACHINES; seed++) {
      Property definition =
          template.declared("M" + seed).flatMap(MachineDefinition::property).orElseThrow();
      cases.add(
          new Case(seed, definitions.get(seed), MachineReads.of("M" + seed, definition, given)));
    }
  }

  private static List<String> sent(StateMachine machine, JsonNode input) {
    List<String> sent = new ArrayList<>();
    Execution run =
        machine.run(
            input,
            call -> {
              sent.add(call.state() + " " + call.arguments());
              return new TaskOutcome.Succeeded(Json.object().put("ok", true));
            },
            CLOCK,
            () -> new UUID(1, 2));
    sent.add(run.status() + " " + run.error().orElse(""));
    return sent;
  }

  private static ArrayNode input(RandomTransforms random) {
    ArrayNode input = Json.array();
    for (int i = 0; i < 2; i++) {
      input.add(random.fullEvent());
    }
    return input;
  }

  @Test
  void sendTheSameForAnInputWithOnlyWhatIsRead() {
    int smaller = 0;
    int calls = 0;
    int ended = 0;
    for (Case one : cases) {
      StateMachine machine = StateMachine.read("m", one.text());
      ReducedEvent reduction = ReducedEvent.by(one.reads().readings(), one.seed() % 2 == 1);
      RandomTransforms random = new RandomTransforms(one.seed());
      for (int i = 0; i < INPUTS; i++) {
        ArrayNode input = input(random);
        JsonNode rest = reduction.of(input);
        JsonNode reduced = rest.isMissingNode() ? Json.array() : rest;
        List<String> expected = sent(machine, input);
        smaller += reduced.equals(input) ? 0 : 1;
        calls += expected.size() - 1;
        ended += expected.getLast().startsWith("SUCCEEDED") ? 1 : 0;
        assertThat(sent(machine, reduced))
            .as("%d%n%s%n%s%n%s", one.seed(), Json.pretty(one.text()), input, reduced)
            .isEqualTo(expected);
      }
    }
    assertThat(smaller).isGreaterThan(MACHINES * INPUTS / 3);
    assertThat(calls).isGreaterThan(MACHINES * INPUTS / 2);
    assertThat(ended).isGreaterThan(MACHINES * INPUTS / 20);
  }
}
