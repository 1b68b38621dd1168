package io.github.standpipe.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to be read of an event decides the result, and nothing else does. */
class RandomTransformsTest {
  private static final int TRANSFORMS = 500;
  private static final int EVENTS = 40;

  private record Case(
      long seed,
      String text,
      Expression transform,
      List<PathReading> readings,
      List<JsonNode> events) {}

  @TempDir static Path folder;

  private static List<Case> cases;

  @BeforeAll
  static void generate() throws IOException {
    cases = new ArrayList<>();
    for (long seed = 0; seed < TRANSFORMS; seed++) {
      RandomTransforms random = new RandomTransforms(seed);
      String text = random.transform();
      try {
        Expression transform = Parser.compileString(text);
        Path file = Files.writeString(folder.resolve("t.jslt"), text);
        Readings readings = new Readings();
        FollowedValue result =
            JsltFollower.follow(file, new FollowedValue.EventPart(List.of()), readings);
        readings.whole(result, PathReading.Use.RESULT, "the result");
        List<JsonNode> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
          events.add(random.event());
        }
        cases.add(new Case(seed, text, transform, readings.all(), events));
      } catch (JsltException e) {
        // JSLT refuses a few of them, such as arithmetic on constants of other types
      }
    }
    assertThat(cases).hasSizeGreaterThan(TRANSFORMS * 9 / 10);
  }

  private static String result(Expression transform, JsonNode event) {
    try {
      return String.valueOf(transform.apply(event));
    } catch (JsltException e) {
      return "fails";
    }
  }

  @Test
  void giveTheSameForAnEventWithOnlyWhatIsRead() {
    int smaller = 0;
    for (Case one : cases) {
      ReducedEvent reduction = ReducedEvent.by(one.readings());
      for (JsonNode event : one.events()) {
        JsonNode reduced = reduction.of(event);
        smaller += reduced.equals(event) ? 0 : 1;
        assertThat(result(one.transform(), reduced))
            .as("%d%n%s%n%s%n%s", one.seed(), one.text(), event, reduced)
            .isEqualTo(result(one.transform(), event));
      }
    }
    assertThat(smaller).isGreaterThan(cases.size() * EVENTS / 2);
  }

  /** A path that always stands in the result is missed in some event that has it. */
  @Test
  void giveAnotherResultWithoutAPathThatIsAlwaysRead() {
    int paths = 0;
    int missed = 0;
    StringBuilder idle = new StringBuilder();
    for (Case one : cases) {
      Map<List<String>, PathReading> always = new LinkedHashMap<>();
      one.readings().stream()
          .filter(reading -> reading.isAlways() && !reading.steps().isEmpty())
          .filter(reading -> reading.use() == PathReading.Use.RESULT)
          .filter(reading -> !reading.steps().contains(PathReading.EACH))
          .forEach(reading -> always.put(reading.steps(), reading));
      for (List<String> steps : always.keySet()) {
        List<JsonNode> having =
            one.events().stream()
                .filter(event -> ReducedEvent.has(event, steps))
                .filter(event -> !result(one.transform(), event).equals("fails"))
                .toList();
        if (having.size() >= 5) {
          paths++;
          boolean isMissed =
              having.stream()
                  .anyMatch(event ->
                      !result(one.transform(), ReducedEvent.without(event, steps))
                          .equals(result(one.transform(), event)));
          missed += isMissed ? 1 : 0;
          idle.append(isMissed ? "" : one.seed() + " " + steps + "\n" + one.text() + "\n\n");
        }
      }
    }
    assertThat(paths).isGreaterThan(cases.size() / 4);
    assertThat(missed).as(idle.toString()).isEqualTo(paths);
  }
}
