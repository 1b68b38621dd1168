package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of JSONPath; other paths are shown by the machines that hold them. */
class JsonPathsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.items[?(@.a)] | [{\"a\":1},{\"a\":null}]",
        "$.items[?(!@.a)] | [{\"b\":{\"c\":2}}]",
        "$.items[?(@.b.c)] | [{\"b\":{\"c\":2}}]",
        "$.items[?(@.a && @.a == 1)] | [{\"a\":1}]",
        "$.items[?(@.a == $.one)] | [{\"a\":1}]"
      })
  void filtersByWhatIsThere(String path, String expected) throws Exception {
    String root = "{\"one\": 1, \"items\": [{\"a\": 1}, {\"a\": null}, {\"b\": {\"c\": 2}}]}";

    assertThat(new JsonPaths().read(path, MachineJson.parse(root)))
        .isEqualTo(MachineJson.parse(expected));
  }

  @Test
  void knowsTheLengthOfAnArrayAndNoOtherFunction() throws Exception {
    JsonNode root = MachineJson.parse("{\"l\": [1, 2, 3]}");

    assertThat(new JsonPaths().read("$.l.length()", root)).isEqualTo(MachineJson.parse("3"));
    for (String function : List.of("sum", "max", "avg")) {
      assertThatThrownBy(() -> new JsonPaths().read("$.l." + function + "()", root))
          .isInstanceOf(JsonPaths.NoValueException.class);
    }
  }
}
