package io.github.standpipe.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Pairs of schemas as data, each with the changes that are right and the reason why. {@code strict}
 * holds those under that option, if others are right then.
 */
class SchemaPairsTest {
  private static final Path PAIRS = Path.of("runner/engine/src/test/schema-pairs");
  private static final Set<Party> BOTH = EnumSet.allOf(Party.class);

  private static List<Path> pairs() throws IOException {
    try (Stream<Path> files = Files.list(PAIRS)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreManyPairsAndEachIsArgued() throws IOException {
    assertThat(pairs()).hasSizeGreaterThan(30);
    for (Path file : pairs()) {
      assertThat(Json.read(file).path("because").asText())
          .as(file.toString())
          .hasSizeGreaterThan(40);
    }
  }

  @TestFactory
  Stream<DynamicTest> haveTheChangesThatAreArgued() throws IOException {
    return pairs().stream()
        .map(file ->
            DynamicTest.dynamicTest(file.getFileName().toString(), () -> verify(Json.read(file))));
  }

  private static void verify(JsonNode pair) {
    SchemaDocument before = document("old", pair);
    SchemaDocument after = document("new", pair);
    assertThat(changes(Compatibility.of(before, after, BOTH, false)))
        .as(pair.path("because").asText())
        .containsExactlyInAnyOrderElementsOf(texts(pair.path("changes")));
    if (pair.has("strict")) {
      assertThat(changes(Compatibility.of(before, after, BOTH, true)))
          .containsExactlyInAnyOrderElementsOf(texts(pair.path("strict")));
    }
    verifyByParty(before, after);
  }

  /** A party's own verdict is what both report about it. */
  private static void verifyByParty(SchemaDocument before, SchemaDocument after) {
    Compatibility both = Compatibility.of(before, after, BOTH, false);
    for (Party party : Party.values()) {
      List<String> own =
          Compatibility.of(before, after, Set.of(party), false).changes().stream()
              .filter(SchemaChange::isBreaking)
              .map(change -> change.kind() + " " + change.path() + " " + change.detail())
              .toList();
      assertThat(own)
          .containsExactlyInAnyOrderElementsOf(
              both.changes().stream()
                  .filter(change -> change.breaks().contains(party))
                  .map(change -> change.kind() + " " + change.path() + " " + change.detail())
                  .toList());
    }
  }

  private static SchemaDocument document(String key, JsonNode pair) {
    return SchemaDocument.read(key + ".json", Json.text(pair.path(key)));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> changes(Compatibility verdict) {
    return verdict.changes().stream()
        .map(change ->
            change.kind().id()
                + " "
                + change.path()
                + ": "
                + change.detail()
                + (change.isBreaking()
                    ? change.breaks().stream()
                        .map(Party::toString)
                        .sorted()
                        .collect(Collectors.joining(", ", "; breaks ", ""))
                    : ""))
        .toList();
  }
}
