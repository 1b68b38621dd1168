package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaGateTest {
  @TempDir Path layer;

  private SchemaGate gate(Map<String, String> variables) {
    return SchemaGate.in(
        new Environment(variables, layer, Map.of(), InstantSource.system(), UUID::randomUUID));
  }

  private static boolean hasValidator() {
    try {
      Class.forName("io.github.standpipe.internal.validation.JsonSchemaReader");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  void letsEverythingPassUnlessAVariableNamesASchema() {
    SchemaGate gate = gate(Map.of("SCHEMA_IN", " "));
    Verdict emit = new Verdict.Emit(List.of(Json.object()));
    gate.checkIn(Json.object());
    assertThat(gate.checkOut(emit)).isSameAs(emit);
  }

  /** In this module there is only the code of standpipe-enrichers.zip. */
  @Test
  void namesTheZipIfTheCodeLacksTheValidator() throws IOException {
    assumeFalse(hasValidator(), "a class path of all modules has it");
    Files.writeString(layer.resolve("in.json"), "{}");
    assertThatThrownBy(() -> gate(Map.of("SCHEMA_IN", "in.json")))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "environment variable SCHEMA_IN: is set, but this function's code does not contain the"
                + " validator; deploy standpipe-enrichers-schema.zip as its code");
  }

  @Test
  void refusesASchemaOutsideOfTheLayer() {
    assertThatThrownBy(() -> gate(Map.of("SCHEMA_OUT", "../out.json")))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("environment variable SCHEMA_OUT: names '../out.json', which is");
  }

  @Test
  void quarantinesWithTheFirstViolations() {
    List<String> many = List.of("a: x", "b: x", "c: x", "d: x", "e: x", "f: x", "g: x");
    SchemaGate gate = new SchemaGate(Optional.of(event -> many), Optional.of(event -> many));
    JsonNode event = Json.object();
    assertThatThrownBy(() -> gate.checkIn(event)).isInstanceOf(VerdictException.class);
    assertThat(gate.checkOut(new Verdict.Emit(List.of(event))))
        .isEqualTo(
            new Verdict.Quarantine(
                "its enriched event contradicts SCHEMA_OUT: a: x; b: x; c: x; d: x; e: x; and 2"
                    + " more"));
    Verdict drop = new Verdict.Drop("not wanted");
    assertThat(gate.checkOut(drop)).isSameAs(drop);
  }
}
