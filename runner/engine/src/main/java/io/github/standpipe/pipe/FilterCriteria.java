package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * Passes the records that match any of up to five event patterns.
 *
 * <p>The verdict is event-ruler's. Before it is asked, a body that is JSON is parsed, and the
 * record is compared only with the patterns that fit the body's form (rule {@code
 * filter-body-forms}).
 */
public final class FilterCriteria {
  private static final int MAXIMUM_PATTERNS = 5;
  private static final Consumer<Warning> NOBODY = warning -> {};
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<FilterPattern> patterns;
  private final Machine forJson = Machine.builder().build();
  private final Machine forText = Machine.builder().build();
  private final boolean takesAnyForm;
  private volatile @Nullable FilterExplanation explanation;

  private FilterCriteria(List<FilterPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    for (int i = 0; i < this.patterns.size(); i++) {
      add(this.patterns.get(i), i);
    }
    this.takesAnyForm = patterns.stream().allMatch(FilterPattern::takesAnyForm);
  }

  /** {@return a filter that passes every record, as a pipe without {@code FilterCriteria} does} */
  public static FilterCriteria none() {
    return new FilterCriteria(List.of());
  }

  /**
   * {@return a filter that passes the records that match any of the patterns; all records if there
   * is no pattern}
   *
   * @param patterns at most five patterns, in the template's order
   * @throws Fault for more than five patterns
   */
  public static FilterCriteria of(List<FilterPattern> patterns) {
    if (patterns.size() > MAXIMUM_PATTERNS) {
      throw new Fault("has " + patterns.size() + " filters; Pipes accepts at most 5");
    }
    return new FilterCriteria(patterns);
  }

  /** {@return the patterns, in the template's order} */
  public List<FilterPattern> patterns() {
    return patterns;
  }

  private void add(FilterPattern pattern, int number) {
    pattern.addTo(forJson, FilterPattern.Form.JSON, number);
    pattern.addTo(forText, FilterPattern.Form.TEXT, number);
  }

  List<Warning> warnings() {
    return patterns.stream().flatMap(p -> p.warnings().stream()).toList();
  }

  /** Returns for each record whether it passes. */
  List<Boolean> pass(List<JsonNode> records, Consumer<Warning> warnings) {
    List<Boolean> passed = new ArrayList<>(records.size());
    for (JsonNode record : records) {
      passed.add(patterns.isEmpty() || passes(record, warnings));
    }
    return passed;
  }

  /**
   * {@return whether a message without attributes passes}
   *
   * @param body the body of the message; JSON or any other text
   * @throws Fault for a body that nests too deeply, or has numbers or keys that are too long (rule
   *     {@code filter-body-too-large})
   */
  public boolean passes(String body) {
    return patterns.isEmpty() || passes(Json.object().put("body", body), NOBODY);
  }

  /**
   * {@return whether a record passes}
   *
   * @param record an SQS record with all fields, see {@link SourceRecord}
   * @throws Fault as {@link #passes(String)}
   */
  public boolean passes(ObjectNode record) {
    return patterns.isEmpty() || passes(record, NOBODY);
  }

  /**
   * Explains for each record of a batch why it passes or not.
   *
   * <p>It costs many times more than filtering, so a run does not use it.
   *
   * @param batch a JSON array of SQS records
   * @return one explanation per record, in the order of the batch
   */
  public List<Explanation> explain(Payload batch) {
    FilterExplanation known = explanation;
    if (known == null) {
      known = new FilterExplanation(this);
      explanation = known;
    }
    return known.of(batch.items());
  }

  private boolean passes(JsonNode record, Consumer<Warning> warnings) {
    if (!record.isObject()) {
      throw new Fault(
          "the batch contains an item that is not a record, so no pattern can be compared with it");
    }
    if (takesAnyForm) {
      return matches(forJson, record, warnings);
    }
    return switch (RecordBody.of(record)) {
      case RecordBody.TextBody(JsonNode text) -> {
        if (text.textValue().startsWith(BYTE_ORDER_MARK)) {
          warn(
              record,
              "U7",
              "its body begins with a byte order mark; it was read as text",
              warnings);
        }
        boolean passes = matches(forText, record, warnings);
        if (passes && patterns.stream().anyMatch(p -> p.takesInPart(FilterPattern.Form.TEXT))) {
          warn(
              record, "filter-or", "its body is text; only branches without body saw it", warnings);
        }
        yield passes;
      }
      case RecordBody.JsonBody(JsonNode body, boolean repeatsKeys) -> {
        unsettled(record, body, repeatsKeys, warnings);
        ObjectNode parsed = Json.object().setAll((ObjectNode) record);
        yield matches(forJson, parsed.set("body", body), warnings);
      }
    };
  }

  private boolean matches(Machine machine, JsonNode record, Consumer<Warning> warnings) {
    if (warnings != NOBODY) {
      patterns.forEach(pattern -> pattern.compareNumbers(record, warnings));
    }
    try {
      return !machine.rulesForJSONEvent(record).isEmpty();
    } catch (StackOverflowError e) {
      throw RecordBody.unreadable(record, "it nests too deeply for event-ruler");
    }
  }

  private static void unsettled(
      JsonNode record, JsonNode body, boolean repeatsKeys, Consumer<Warning> warnings) {
    if (repeatsKeys) {
      warn(
          record,
          "U20",
          "its body repeats a key; the last one was used, as AWS documents",
          warnings);
    }
    if (body.isValueNode()) {
      warn(record, "U7", "its body is a JSON scalar; it was read as JSON, not as text", warnings);
    }
    if (body.isArray()) {
      String array = "its body is a JSON array; an object pattern matches if one element does";
      warn(record, "filter-body-array", array, warnings);
    }
  }

  private static void warn(JsonNode record, String rule, String seen, Consumer<Warning> warnings) {
    warnings.accept(new Warning(rule, "record " + record.path("messageId").asText() + ": " + seen));
  }
}
