package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Failure;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.InputTemplate;
import java.util.List;
import java.util.Locale;

/** The explanation of a batch as JSON; {@code docs/explain.md} describes its shape. */
final class ExplainJson {
  private ExplainJson() {}

  static ArrayNode filter(List<Explanation> explanations) {
    ArrayNode json = Json.array();
    for (Explanation explanation : explanations) {
      ObjectNode record = json.addObject();
      record.put("messageId", explanation.messageId()).put("passes", explanation.passes());
      record.put("fault", explanation.fault().orElse(null));
      record.put("agrees", explanation.agrees());
      ArrayNode patterns = record.putArray("patterns");
      explanation.patterns().forEach(pattern -> patterns.add(pattern(pattern)));
    }
    return json;
  }

  private static ObjectNode pattern(Explanation.OfPattern pattern) {
    ObjectNode json = Json.object();
    json.put("number", pattern.number()).put("where", pattern.where());
    json.put("matches", pattern.matches()).put("reason", pattern.reason().orElse(null));
    json.put("missing", pattern.missing()).put("cut", pattern.isCut());
    ArrayNode leaves = json.putArray("leaves");
    pattern.leaves().forEach(leaf -> leaves.add(leaf(leaf)));
    return json;
  }

  private static ObjectNode leaf(Explanation.Leaf leaf) {
    ObjectNode json = Json.object();
    json.put("path", leaf.path()).put("or", leaf.branch());
    json.put("state", leaf.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("counts", leaf.counts()).put("hint", leaf.hint().orElse(null));
    json.set("wanted", leaf.wanted());
    ArrayNode seen = json.putArray("seen");
    for (Explanation.Seen one : leaf.actual()) {
      ObjectNode value = seen.addObject().put("place", one.place());
      value.set("value", one.value());
      value.put("matches", one.matches());
    }
    return json;
  }

  static ArrayNode placeholders(List<InputTemplate.Placeholder> placeholders) {
    ArrayNode json = Json.array();
    for (InputTemplate.Placeholder p : placeholders) {
      ObjectNode one = json.addObject().put("stage", p.stage().toString()).put("item", p.item());
      one.put("name", p.name()).put("where", p.where());
      one.put("line", p.line()).put("column", p.column()).put("position", p.quotes());
      one.put("missing", p.value().isEmpty()).set("value", p.value().orElse(null));
      one.put("fails", p.fails()).put(p.fails() ? "fault" : "rendered", p.rendered());
    }
    return json;
  }

  static ArrayNode lookups(List<Evidence.Asked> asked) {
    ArrayNode json = Json.array();
    for (Evidence.Asked one : asked) {
      ObjectNode round = json.addObject().put("round", one.round()).put("lookup", one.lookup());
      one.found().forEach(round.putArray("found")::add);
      one.missed().forEach(round.putArray("missed")::add);
    }
    return json;
  }

  static ArrayNode failures(List<Evidence.Failed> failed) {
    ArrayNode json = Json.array();
    for (Evidence.Failed one : failed) {
      Failure failure = one.failure();
      ObjectNode failing = json.addObject().put("record", one.record());
      failing.put("reason", failure.reason()).put("expression", failure.expression());
      failing.putArray("given").addAll(failure.arguments());
      ArrayNode calls = failing.putArray("calls");
      failure.calls().forEach(c -> calls.addObject().put("place", c.place()).put("text", c.text()));
      failing.put("input", failure.input()).set("value", failure.value());
    }
    return json;
  }
}
