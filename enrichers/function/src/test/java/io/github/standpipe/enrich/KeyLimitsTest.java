package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of look-ups are those of a request and of one event, never those of a batch. */
class KeyLimitsTest {
  private static final String TRANSFORM =
      "{\"a\": [for (.a) lookup(\"one\", lookup(\"two\", .))], \"b\": [for (.b) lookup(\"one\","
          + " .)]}";

  @TempDir Path root;

  private static ObjectNode event(Random random) {
    ObjectNode event = Json.object();
    for (String field : List.of("a", "b")) {
      ArrayNode keys = event.putArray(field);
      int most = random.nextInt(6) == 0 ? 40 : 4;
      for (int key = random.nextInt(most); key > 0; key--) {
        keys.add("k" + random.nextInt(random.nextBoolean() ? 5 : 100));
      }
    }
    return event;
  }

  /** A look-up whose documents are other keys. */
  private static Lookup service(String name, int most) {
    return (keys, invocation) -> {
      assertThat(keys.size()).isBetween(1, most);
      Map<String, JsonNode> found = new HashMap<>();
      keys.forEach(key -> found.put(key, document(name, key)));
      return found;
    };
  }

  private static JsonNode document(String name, String key) {
    return TextNode.valueOf(name.charAt(0) + key.substring(1));
  }

  /** What becomes of an event with immediate look-ups: its result, or empty if it is too hungry. */
  private static String alone(JsonNode event, int most) {
    ObjectNode rich = Json.object();
    Set<String> asked = new HashSet<>();
    ArrayNode a = Json.array();
    for (JsonNode key : event.path("a")) {
      asked.add("two " + key.asText());
      JsonNode two = document("two", key.asText());
      asked.add("one " + two.asText());
      a.add(document("one", two.asText()));
    }
    ArrayNode b = Json.array();
    for (JsonNode key : event.path("b")) {
      asked.add("one " + key.asText());
      b.add(document("one", key.asText()));
    }
    rich.set("a", a);
    rich.set("b", b);
    if (asked.size() > most) {
      return "failed: order.jslt: asks for more than "
          + most
          + " keys; split the event or raise MAX_EVENT_LOOKUP_KEYS";
    }
    // JSLT leaves out empty arrays
    rich.properties().removeIf(field -> field.getValue().isEmpty());
    return Json.text(rich);
  }

  @Test
  void givesEachEventWhatItGetsAlone() {
    for (int seed = 0; seed < 1_200; seed++) {
      Random random = new Random(seed);
      int atOnce = 1 + random.nextInt(30);
      int each = 1 + random.nextInt(30);
      Layer layer =
          new Layer(root)
              .with("one", service("one", atOnce))
              .with("two", service("two", atOnce))
              .set("MAX_LOOKUP_KEYS", String.valueOf(atOnce))
              .set("MAX_EVENT_LOOKUP_KEYS", String.valueOf(each));
      List<JsonNode> events = new ArrayList<>();
      for (int count = 1 + random.nextInt(12); count > 0; count--) {
        events.add(event(random));
      }
      List<String> verdicts =
          layer.verdicts(layer.transform(TRANSFORM), events).stream().map(layer::told).toList();
      assertThat(verdicts)
          .as("seed " + seed)
          .isEqualTo(events.stream().map(event -> alone(event, each)).toList());
    }
  }

  /** The size of a real burst, at the standard limits. */
  @Test
  void passesTenThousandEventsOfElevenKeys() {
    Layer layer = new Layer(root).with("one", service("one", 100_000));
    List<JsonNode> events = new ArrayList<>();
    for (int number = 0; number < 10_000; number++) {
      ObjectNode event = Json.object();
      ArrayNode keys = event.putArray("b");
      for (int key = 0; key < 11; key++) {
        keys.add("k" + number + "-" + key);
      }
      events.add(event);
    }
    assertThat(layer.verdicts(layer.transform("{\"b\": [for (.b) lookup(\"one\", .)]}"), events))
        .hasSize(10_000)
        .hasOnlyElementsOfType(Verdict.Emit.class);
  }
}
