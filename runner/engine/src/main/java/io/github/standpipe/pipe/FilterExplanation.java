package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.FilterPattern.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Explains the verdicts of a filter on records. */
final class FilterExplanation {
  private static final Comparator<OfPattern> CLOSEST_FIRST =
      Comparator.comparing((OfPattern p) -> !p.matches())
          .thenComparing(p -> p.reason().isPresent())
          .thenComparing(FilterExplanation::isFar)
          .thenComparing(OfPattern::missing);

  private final FilterCriteria criteria;
  private final List<CompiledPattern> patterns;

  FilterExplanation(FilterCriteria criteria) {
    this.criteria = criteria;
    this.patterns = criteria.patterns().stream().map(CompiledPattern::new).toList();
  }

  /**
   * No leaf matches: a pattern with a single leaf is not closer just because it has fewer leaves.
   */
  private static boolean isFar(OfPattern pattern) {
    return pattern.leaves().stream().filter(Explanation.Leaf::counts).count() == pattern.missing();
  }

  List<Explanation> of(List<JsonNode> records) {
    List<Explanation> explanations = new ArrayList<>();
    for (JsonNode record : records) {
      explanations.add(of(explanations.size() + 1, record));
    }
    return explanations;
  }

  private Explanation of(int place, JsonNode record) {
    String id = record.path("messageId").asText();
    try {
      boolean passes = criteria.pass(List.of(record), warning -> {}).getFirst();
      return new Explanation(place, id, passes, patterns(record), Optional.empty());
    } catch (Fault e) {
      return new Explanation(place, id, false, List.of(), Optional.of(e.getMessage()));
    }
  }

  private List<OfPattern> patterns(JsonNode record) {
    boolean asksForNone = patterns.stream().allMatch(p -> p.pattern().takesAnyForm());
    if (asksForNone) {
      return patterns(record, Form.NONE);
    }
    return switch (RecordBody.of(record)) {
      case RecordBody.TextBody text -> patterns(record, Form.TEXT);
      case RecordBody.JsonBody(JsonNode body, boolean repeatsKeys) -> {
        ObjectNode parsed = Json.object().setAll((ObjectNode) record);
        yield patterns(parsed.set("body", body), Form.JSON);
      }
    };
  }

  private List<OfPattern> patterns(JsonNode record, Form seen) {
    EventFields fields = EventFields.of(record);
    List<OfPattern> explained = new ArrayList<>();
    for (CompiledPattern pattern : patterns) {
      Optional<String> reason = reason(pattern.pattern(), seen);
      explained.add(
          new ExplainedPattern(pattern, fields, seen, reason)
              .explain(explained.size() + 1, reason.isEmpty() && pattern.matches(record, seen)));
    }
    return explained.stream().sorted(CLOSEST_FIRST).toList();
  }

  /** Rule {@code filter-body-forms}. */
  private static Optional<String> reason(FilterPattern asked, Form seen) {
    if (seen == Form.NONE || asked.takes(seen)) {
      return Optional.empty();
    }
    return Optional.of(
        seen == Form.TEXT
            ? "the body is text, and the pattern wants JSON"
            : "the body is JSON, and the pattern wants text");
  }
}
