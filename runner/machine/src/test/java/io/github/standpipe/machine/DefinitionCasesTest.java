package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Definitions and requests as data, with what the service would say to them. A case gives a whole
 * {@code definition}, the text of one, one {@code state} of a machine that ends with it, or a
 * {@code request} of TestState.
 */
class DefinitionCasesTest {
  private static final Path CASES = Path.of("runner/machine/src/test/definitions");

  @TestFactory
  Stream<DynamicTest> areRefusedAsExpected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode one : MachineJson.parse(Files.readString(file))) {
          String name = file.getFileName() + ": " + one.path("case").asText();
          tests.add(DynamicTest.dynamicTest(name, () -> verify(one)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(380);
    return tests.stream();
  }

  private static void verify(JsonNode one) {
    assertThat(one.has("refused")).as("the case says what is expected").isTrue();
    List<String> expected = new ArrayList<>();
    one.path("refused").forEach(text -> expected.add(text.asText()));
    assertThat(said(one)).containsExactlyElementsOf(expected);
  }

  private static List<String> said(JsonNode one) {
    if (one.has("request")) {
      return StateTestCheck.check(one.get("request")).stream()
          .map(fault -> fault.error() + ": " + fault.message())
          .toList();
    }
    if (one.has("input")) {
      return ExecutionInputCheck.check(one.get("input").asText()).stream()
          .map(fault -> fault.error() + ": " + fault.message())
          .toList();
    }
    return found(one).stream().map(DefinitionDiagnostic::inRefusal).toList();
  }

  private static List<DefinitionDiagnostic> found(JsonNode one) {
    boolean express = one.path("express").asBoolean();
    JsonNode definition = one.has("state") ? machine(one) : one.path("definition");
    return definition.isTextual()
        ? DefinitionCheck.check(definition.textValue(), express)
        : DefinitionCheck.check(definition, express);
  }

  private static JsonNode machine(JsonNode one) {
    ObjectNode machine = MachineJson.NODES.objectNode();
    if (one.has("language")) {
      machine.set("QueryLanguage", one.get("language"));
    }
    machine.put("StartAt", "A");
    machine.putObject("States").set("A", one.get("state"));
    return machine;
  }
}
