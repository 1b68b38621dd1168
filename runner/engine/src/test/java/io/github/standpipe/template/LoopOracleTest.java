package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random loops, nested and over parameters and mappings, as cfn-lint 1.51.0 expands them. */
class LoopOracleTest {
  private static final Path CASES =
      Path.of("runner/engine/src/test/resources/templates/loops.json");

  private static Stream<JsonNode> cases() {
    return StreamSupport.stream(Json.read(CASES).spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void expandsThemAlike(JsonNode one) throws JsonProcessingException {
    Value.Mapping written =
        (Value.Mapping)
            JsonValues.read(one.get("written").toString(), "t.json", new YamlNotes(false));
    Expansion expansion = Expansion.of(written, Path.of("t.json"), Map.of(), Map.of());
    JsonNode expanded = JsonNodes.written(expansion.root());
    for (String section : List.of("Conditions", "Resources", "Outputs")) {
      assertThat(expanded.get(section)).isEqualTo(one.get("expanded").get(section));
    }
    assertThat(expansion.refusedLoops()).isEmpty();
  }
}
