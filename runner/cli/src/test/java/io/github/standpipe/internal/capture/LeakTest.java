package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Payload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No personal value stays, but at the paths that are said to be kept. */
class LeakTest {
  private static final int BODIES = 10_000;

  @Test
  void leavesNoMarkedValueBesidesThePathsThatAreListed() {
    Random random = new Random(71);
    int bodies = 0;
    int kept = 0;
    while (bodies < BODIES) {
      MarkedEvents events = new MarkedEvents(random);
      FilterCriteria filter = events.filter();
      Set<String> keep =
          random.nextInt(4) == 0 ? Set.of("note", "lookups.customers.name") : Set.of();
      Redaction redaction =
          Redaction.replacing(
              Replacements.of(filter, keep, random.nextLong()), events.records, events.documents);

      List<ObjectNode> redacted = events.records.stream().map(redaction::record).toList();
      JsonNode document = events.documents.getOrDefault("customers", Json.object()).path("C-1");
      JsonNode copy = redaction.document("customers", document);

      Listed listed = Listed.of(redaction.kept());
      String rest = rest(redacted, copy, listed);
      assertThat(events.marks.stream().filter(rest::contains))
          .as(() -> keep + " of " + events.records + events.documents + " in " + redacted + copy)
          .isEmpty();
      assertThat(passes(filter, redacted)).isEqualTo(passes(filter, events.records));
      bodies += redacted.size();
      kept += listed.values().size();
    }
    assertThat(kept).isPositive();
  }

  /** Paths whose values are said to be kept, and those whose keys are. */
  private record Listed(Set<String> values, Set<String> keys) {
    static Listed of(KeptPaths kept) {
      Listed listed = new Listed(new HashSet<>(), new HashSet<>());
      kept.byReason()
          .forEach((reason, paths) ->
              (reason == KeptPaths.Reason.KEYS ? listed.keys() : listed.values()).addAll(paths));
      return listed;
    }
  }

  private static List<Boolean> passes(FilterCriteria filter, List<ObjectNode> records) {
    return filter.explain(Payload.of(records)).stream().map(Explanation::passes).toList();
  }

  /** All that stands at no listed path. */
  private static String rest(List<ObjectNode> records, JsonNode document, Listed listed) {
    StringBuilder rest = new StringBuilder();
    for (ObjectNode record : records) {
      collect("", event(record), listed, rest);
      collect("attributes", record.path("attributes"), listed, rest);
      collect("messageAttributes", record.path("messageAttributes"), listed, rest);
    }
    collect("lookups.customers", document, listed, rest);
    return rest.toString();
  }

  private static JsonNode event(ObjectNode record) {
    JsonNode parsed = Capture.parsed(record.path("body").textValue());
    return parsed == null ? record.path("body") : parsed;
  }

  private static void collect(String path, JsonNode value, Listed listed, StringBuilder rest) {
    if (isListed(path.isEmpty() ? "body" : path, listed.values())) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String step = member.getKey().replace('.', '_');
      String below = path.isEmpty() ? step : path + "." + step;
      if (!isListed(below, listed.values()) && !isListed(below, listed.keys())) {
        rest.append(member.getKey()).append('\n');
      }
      collect(below, member.getValue(), listed, rest);
    }
    if (value.isArray()) {
      value.forEach(item -> collect(path, item, listed, rest));
    } else if (value.isTextual() && Capture.parsed(value.textValue()) instanceof JsonNode inner) {
      collect(path, inner, listed, rest);
    } else if (value.isValueNode()) {
      rest.append(value.asText()).append('\n');
    }
  }

  /** With a star for any key. */
  private static boolean isListed(String path, Set<String> listed) {
    if (listed.contains(path)) {
      return true;
    }
    List<String> steps = List.of(path.split("\\.", -1));
    return listed.stream()
        .filter(one -> one.contains("*"))
        .map(one -> new ArrayList<>(List.of(one.split("\\.", -1))))
        .anyMatch(one -> isAlike(one, steps));
  }

  private static boolean isAlike(List<String> listed, List<String> steps) {
    boolean alike = listed.size() == steps.size();
    for (int i = 0; alike && i < steps.size(); i++) {
      alike = listed.get(i).equals("*") || listed.get(i).equals(steps.get(i));
    }
    return alike;
  }
}
