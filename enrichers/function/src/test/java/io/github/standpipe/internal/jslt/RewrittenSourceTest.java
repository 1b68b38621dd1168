package io.github.standpipe.internal.jslt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import io.github.standpipe.enrich.RandomTransforms;
import io.github.standpipe.json.Json;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A source that is rewritten to be traced is the same transform. */
class RewrittenSourceTest {
  private static final int MANY = 1_000;
  private static final List<String> EVENTS =
      List.of(
          "{\"a\": 1, \"b\": \"x\", \"c\": [1, 2, {\"a\": null}], \"d\": {\"a\": {\"a\": []}}}",
          "{\"k0\": {\"a\": 1, \"e f\": 2}, \"c\": [{\"a\": 3}, {\"a\": 4, \"k0\": {}}]}",
          "[[1, [2]], [], {\"a\": [true, false, \"\"]}]",
          "\"12\"",
          "null");

  @Test
  void isTheSourceIfNothingIsWrapped() {
    for (String source : readable()) {
      assertThat(JsltTree.of(source, false).rewritten((node, text) -> text)).isEqualTo(source);
    }
  }

  @Test
  void hasEachNodeWithinItsParentInOrder() {
    for (String source : readable()) {
      JsltTree tree = JsltTree.of(source, false);

      assertInOrder(tree, tree.root(), 0, tree.text().length());
    }
  }

  /** Some random sources are not JSLT. */
  private static List<String> readable() {
    List<String> sources =
        LongStream.range(0, MANY)
            .mapToObj(RandomTransforms::of)
            .filter(source -> JsltTree.error(source, false).isEmpty())
            .toList();
    assertThat(sources).hasSizeGreaterThan(MANY / 2);
    return sources;
  }

  private static void assertInOrder(JsltTree tree, SimpleNode node, int from, int to) {
    int at = from;
    for (SimpleNode child : JsltTree.children(node)) {
      assertThat(tree.from(child)).isBetween(at, tree.to(child));
      assertThat(tree.to(child)).isLessThanOrEqualTo(to);
      assertInOrder(tree, child, tree.from(child), tree.to(child));
      at = tree.to(child);
    }
  }

  @Test
  void givesTheSameValueAndLeavesNoStepBehind() {
    int values = 0;
    int failures = 0;
    for (int seed = 0; seed < MANY; seed++) {
      String source = RandomTransforms.of(seed);
      Trail trail = new Trail();
      Optional<Expression> plain = compiled(source, List.of());
      if (plain.isEmpty()) {
        continue;
      }
      Expression traced =
          compiled(trail.follow("x.jslt", source, false), trail.functions()).orElseThrow();
      for (String event : EVENTS) {
        Optional<String> expected = value(plain.get(), event);
        trail.begin();

        assertThat(value(traced, event)).as("%s of %s", source, event).isEqualTo(expected);

        List<Trail.Step> steps = trail.end();
        if (expected.isPresent()) {
          assertThat(steps).isEmpty();
          values++;
        } else {
          failures += steps.isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat(values).isGreaterThan(500);
    assertThat(failures).isGreaterThan(100);
  }

  private static Optional<Expression> compiled(String source, Collection<Function> functions) {
    try {
      return Optional.of(new Parser(new StringReader(source)).withFunctions(functions).compile());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(Expression expression, String event) {
    try {
      JsonNode value = expression.apply(Json.parse(event));
      return Optional.of(Json.text(value));
    } catch (RuntimeException | StackOverflowError | java.io.IOException e) {
      return Optional.empty();
    }
  }
}
