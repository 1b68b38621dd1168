package io.github.standpipe.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewFieldsTest {

  /** From none to more than are few, so that both ways of holding them are taken. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 7, 15, 16, 17, 18, 40})
  void holdsFieldsAsAHashTableInTheirOrderDoes(int names) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      FewFields fields = new FewFields();
      Map<String, JsonNode> expected = new LinkedHashMap<>();
      for (int step = 0; step < 120; step++) {
        String name = new String("n" + random.nextInt(names));
        JsonNode value = IntNode.valueOf(step);
        switch (random.nextInt(8)) {
          case 0 -> assertThat(fields.remove(name)).isEqualTo(expected.remove(name));
          case 1 -> assertThat(fields.get(name)).isEqualTo(expected.get(name));
          case 2 -> {
            int kept = random.nextInt(4);
            fields.entrySet().removeIf(field -> field.getValue().intValue() % 4 == kept);
            expected.entrySet().removeIf(field -> field.getValue().intValue() % 4 == kept);
          }
          case 3 -> {
            fields.entrySet().stream().limit(1).forEach(field -> field.setValue(value));
            expected.entrySet().stream().limit(1).forEach(field -> field.setValue(value));
          }
          default -> assertThat(fields.put(name, value)).isEqualTo(expected.put(name, value));
        }
        assertThat(fields.containsKey(name)).isEqualTo(expected.containsKey(name));
        assertThat(List.copyOf(fields.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
        assertThat(fields).hasSameSizeAs(expected).isEqualTo(expected);
        assertThat(fields.hashCode()).isEqualTo(expected.hashCode());
      }
      fields.clear();
      assertThat(fields).isEmpty();
    }
  }

  @Test
  void findsNothingUnderNull() {
    assertThat(new FewFields().containsKey(null)).isFalse();
  }
}
