package io.github.standpipe.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNodeTest {
  private static final String TEXTS = "ab'\"\\ {}[],:\n\u00e9\ud83d\ude80";

  /** A random value, written in a random layout, with the same value when its parts are read. */
  @Test
  void placesEachPartOfAJsonText() throws JsonProcessingException {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      JsonNode value = value(random, 3);
      String text = random.nextBoolean() ? Json.pretty(value) : value.toString();
      hold(JsonScan.of(text).orElseThrow(), value, text);
      if (value.isContainerNode() && !text.contains("\n")) {
        hold(YamlScan.of(text).orElseThrow(), value, text);
      }
    }
  }

  private static void hold(SourceNode node, JsonNode value, String text)
      throws JsonProcessingException {
    assertThat(Json.parse(text.substring(node.from(), node.to()))).isEqualTo(value);
    assertThat(node.members()).hasSize(value.isObject() ? value.size() : 0);
    for (SourceNode.Member member : node.members()) {
      hold(member.value(), value.get(member.key()), text);
    }
    for (int i = 0; i < node.items().size(); i++) {
      hold(node.items().get(i), value.get(i), text);
    }
  }

  /** A part that is taken out leaves the same as a value without it. */
  @Test
  void takesOutOnePart() throws JsonProcessingException {
    Random random = new Random(12);
    for (int i = 0; i < 2_000; i++) {
      JsonNode value = value(random, 3);
      String text = random.nextBoolean() ? Json.pretty(value) : value.toString();
      SourceNode node = JsonScan.of(text).orElseThrow();
      if (value instanceof ObjectNode object && !object.isEmpty()) {
        int index = random.nextInt(object.size());
        ObjectNode rest = object.deepCopy();
        rest.remove(node.members().get(index).key());
        assertThat(Json.parse(Removal.member(text, node, index).of(text))).isEqualTo(rest);
      } else if (value instanceof ArrayNode array && !array.isEmpty()) {
        int index = random.nextInt(array.size());
        ArrayNode rest = array.deepCopy();
        rest.remove(index);
        assertThat(Json.parse(Removal.item(text, node, index).of(text))).isEqualTo(rest);
      }
    }
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Json.object().put("x", random.nextInt(100)).get("x");
      case 1 -> Json.object().put("x", random.nextBoolean()).get("x");
      case 2 -> Json.object().putNull("x").get("x");
      case 3 -> Json.object().put("x", text(random)).get("x");
      case 4 -> {
        ArrayNode array = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set("k" + i, value(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.appendCodePoint(TEXTS.codePointAt(random.nextInt(TEXTS.length() - 1)));
    }
    return text.toString().replaceAll("[\ud800-\udfff]", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k: '{\"a\": [\"it''s\", 2]}'",
        "k: \"{\\\"a\\\": [\\\"it's\\\", 2]}\"",
        "k: |\n  {\n    \"a\": [\"it's\",\n      2]\n  }\nz: 1",
        "k: >\n  {\"a\":\n  [\"it's\", 2]}\n",
        "k: !Sub '{\"a\": [\"it''s\", 2]}'",
        "{\"k\": \"{\\\"a\\\": [\\\"it's\\\", 2]}\"}"
      })
  void followsATextInsideOfAScalar(String outer) throws JsonProcessingException {
    SourceFile file = new SourceFile(Path.of("t"), "t", outer);
    SourceNode scalar = YamlScan.of(outer).orElseThrow().get("k").orElseThrow();
    LocatedValue inner =
        new LocatedValue(file, Embedding.plain(outer), scalar).parsed().orElseThrow();
    SourceNode first = inner.node().get("a").orElseThrow().items().getFirst();
    TextEdit edit = inner.text().outer(new TextEdit(first.from(), first.to(), "\"not it's \\\"\""));
    String changed = YamlScan.of(edit.of(outer)).orElseThrow().get("k").orElseThrow().value();
    assertThat(Json.parse(changed)).isEqualTo(Json.parse("{\"a\": [\"not it's \\\"\", 2]}"));
  }

  @Test
  void takesOutAnItemOfABlockOfYaml() {
    String yaml = "a:\n  - b: 1\n    c: 2\n  - d: 3\ne: 4\n";
    SourceNode list = YamlScan.of(yaml).orElseThrow().get("a").orElseThrow();
    assertThat(Removal.item(yaml, list, 0).of(yaml)).isEqualTo("a:\n  - d: 3\ne: 4\n");
    assertThat(Removal.item(yaml, list, 1).of(yaml)).isEqualTo("a:\n  - b: 1\n    c: 2\ne: 4\n");
    assertThat(Removal.member(yaml, list.items().getFirst(), 1).of(yaml))
        .isEqualTo("a:\n  - b: 1\n  - d: 3\ne: 4\n");
  }
}
