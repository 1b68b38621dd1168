package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By id and part a repeat of a part is recognised. */
class PartsTest {
  @TempDir Path root;

  private Layer layer() {
    return new Layer(root).quarantining().set("EMIT_METADATA", "meta");
  }

  /** A stage that splits the same event in the same way each time, but drops as the run decides. */
  private static Enricher stage(int seed, Random drops) {
    return Enricher.each(event -> {
      int parts = Math.floorMod((event.path("at").toString() + seed).hashCode(), 5) % 3 + 1;
      if (event.path("at").size() > 0 && drops.nextInt(3) == 0) {
        return drops.nextInt(20) == 0
            ? new Verdict.Quarantine("bad " + path(event))
            : new Verdict.Drop("it is not needed now");
      }
      List<JsonNode> emitted = new ArrayList<>();
      for (int part = 1; part <= parts; part++) {
        ObjectNode copy = event.deepCopy();
        if (parts > 1) {
          copy.withArray("at").add(part);
        }
        emitted.add(copy);
      }
      return new Verdict.Emit(emitted);
    });
  }

  /** The naive oracle: each event carries its own way through the splits. */
  private static String path(JsonNode event) {
    return StreamSupport.stream(event.path("at").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("."));
  }

  @Test
  void keepsThePlaceOfAPartHoweverOthersAreDropped() {
    Random random = new Random(7);
    for (int run = 0; run < 1000; run++) {
      Layer layer = layer();
      Enricher chain = stage(random.nextInt(), random);
      for (int stages = random.nextInt(5); stages > 0; stages--) {
        chain = chain.then(stage(random.nextInt(), random));
      }
      Map<String, String> paths = new HashMap<>();
      for (int receive = 1; receive <= 3; receive++) {
        String request = batch(record("m", "{\"at\":[]}"), record("n", "{\"at\":[]}"));
        for (JsonNode event : Layer.json(layer.answer(chain, request))) {
          JsonNode meta = event.path("meta");
          assertThat(meta.path("part").asText()).isEqualTo(path(event));
          assertThat(meta.path("part").isInt()).isEqualTo(event.path("at").size() == 1);
          String before = paths.put(meta.path("id") + "/" + meta.path("part"), path(event));
          assertThat(before).isIn(null, path(event));
        }
      }
      assertThat(layer.reasons())
          .allMatch(reason -> reason.matches("[mn]: part ([\\d.]+)( of [23])?: bad \\1"));
    }
  }

  @Test
  void marksTheOnePartThatIsLeft() {
    Enricher splits =
        Enricher.each(event -> new Verdict.Emit(List.of(numbered(1), numbered(2), numbered(3))));
    Enricher second =
        Enricher.each(event ->
            event.path("n").asInt() == 2 ? Verdict.emit(event) : new Verdict.Drop("not needed"));
    assertThat(layer().answer(splits.then(second), batch(record("m", "{}"))))
        .isEqualTo(
            "[{\"n\":2,\"meta\":{\"id\":\"m\",\"messageId\":\"m\",\"correlationId\":\"m\","
                + "\"part\":2}}]");
  }

  private static ObjectNode numbered(int number) {
    return Json.object().put("n", number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"n\": .n}' | '{\"n\": .n}' | ",
        "'[for (.l) {\"n\": ., \"l\": [1, 2]}]' | '{\"n\": .n}' | 1 2 3",
        "'[for (.l) {\"n\": .}]' | 'if (.n == 7) [] else .' | 2 3",
        "'[for (.l) {\"n\": ., \"l\": [1, 2]}]' | 'let n = (.n) [for (.l) {\"n\": $n}]' |"
            + " 1.1 1.2 2.1 2.2 3.1 3.2",
        "'{\"l\": .l}' | '[for (.l) {\"n\": .}]' | 1 2 3",
        "'[for (.l) {\"n\": .}]' | 'if (.n == 7) drop(\"x\") else [., .]' | 2.1 2.2 3.1 3.2"
      })
  void countsThroughTransformsInAChain(String first, String second, String parts) {
    Layer layer =
        layer()
            .file("Split.v1-v2.jslt", "{\"l\": .l}")
            .set("TRANSFORM", "second.jslt")
            .file("second.jslt", second);
    Enricher next = Transform.in(layer.environment());
    layer.set("TRANSFORM", "order.jslt");
    String body = "{\"type\":\"Split\",\"version\":1,\"l\":[7,8,9]}";
    JsonNode answer =
        Layer.json(layer.answer(layer.transform(first).then(next), batch(record("m", body))));
    assertThat(answer.findValuesAsText("part"))
        .isEqualTo(parts == null ? List.of() : List.of(parts.split(" ")));
  }

  /** If a document decides how many there are, only a key of the transform's own identifies. */
  @Test
  void keepsTheOwnKeyThatATransformGivesToItsParts() {
    Layer layer = layer().documents("stock");
    Transform transform =
        layer.transform(
            "[for (.lines) {\"sku\": .sku, \"meta\": {\"part\": .sku}}"
                + " if (lookup(\"stock\", .sku))]");
    String body = "{\"lines\":[{\"sku\":\"none\"},{\"sku\":\"b\"},{\"sku\":\"c\"}]}";
    JsonNode answer = Layer.json(layer.answer(transform, batch(record("m", body))));
    assertThat(answer.findValuesAsText("part")).containsExactly("b", "c");
  }

  @Test
  void namesThePartInAReasonByItsFirstPlace() {
    Enricher splits = Enricher.each(event -> new Verdict.Emit(List.of(numbered(1), numbered(2))));
    Enricher drops =
        Enricher.each(
            event -> event.path("n").asInt() == 1 ? new Verdict.Drop("x") : Verdict.emit(event));
    Enricher fails = Enricher.each(event -> new Verdict.Fail("it is odd"));
    Layer layer = layer();
    layer.answer(splits.then(drops).then(fails), batch(record("m", "{}", 3)));
    assertThat(layer.reasons()).containsExactly("m: part 2 of 2: it is odd");
  }
}
