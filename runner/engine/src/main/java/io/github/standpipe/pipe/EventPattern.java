package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * An event pattern for whole events rather than a pipe's records: that of a rule, a subscriber or
 * an archive. The dialect of a service decides what the service rejects although event-ruler
 * accepts it.
 */
public final class EventPattern {
  private static final int MOST_COMPLEX = 100;
  private static final Pattern SOURCE = Pattern.compile("(?s)\\.?\\R.*|\\.$");

  private final CompiledPattern compiled;
  private final JsonNode json;

  private EventPattern(JsonNode json, FilterPattern pattern) {
    this.json = json;
    this.compiled = new CompiledPattern(pattern);
  }

  /**
   * Reads a pattern; the last of repeated keys wins.
   *
   * @param text the pattern as JSON: {@code {"source": ["orders"], "detail": {"status":
   *     ["placed"]}}}
   * @param where the file, line and rule to name in messages
   * @param dialect rejects what event-ruler accepts and the service does not, with a {@link
   *     Refusal}; receives the parsed pattern
   * @return the pattern, ready to match
   * @throws Refusal for a text that is not a pattern
   */
  public static EventPattern parse(String text, String where, Consumer<JsonNode> dialect) {
    JsonNode pattern = json(text, where);
    if (!pattern.isObject()) {
      throw refusal(where, "Filter is not an object");
    }
    dialect.accept(pattern);
    PatternOperators.checkCombinations(pattern, where);
    String plain = Json.text(pattern);
    String reason = reason(plain);
    if (reason != null) {
      throw refusal(where, SOURCE.matcher(reason).replaceAll(""));
    }
    return new EventPattern(pattern, FilterPattern.ofEvents(plain, where, pattern));
  }

  /**
   * {@return a refusal in the words of EventBridge: {@code Event pattern is not valid. Reason:
   * ...}}
   *
   * @param where the file, line and rule to name in front
   * @param reason what is wrong with the pattern
   */
  public static Refusal refusal(String where, String reason) {
    return Refusal.of(Refusal.Kind.INVALID, where, "Event pattern is not valid. Reason: " + reason);
  }

  private static JsonNode json(String text, String where) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw refusal(where, "it is not JSON: " + Json.reason(e) + Json.place(e));
    }
  }

  private static @Nullable String reason(String pattern) {
    try {
      return JsonRuleCompiler.check(pattern);
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** {@return the pattern as parsed JSON} */
  public JsonNode json() {
    return json;
  }

  String where() {
    return compiled.pattern().where();
  }

  /** {@return the places at which event-ruler does not compare as the pattern reads} */
  public List<Warning> warnings() {
    return compiled.pattern().warnings();
  }

  /**
   * {@return whether the pattern matches an event, as event-ruler says}
   *
   * @param event the whole event: {@code {"version": "0", "source": ..., "detail": {...}}}
   * @throws Fault for an event that nests too deeply for event-ruler
   */
  public boolean matches(JsonNode event) {
    try {
      return compiled.matches(event, FilterPattern.Form.NONE);
    } catch (StackOverflowError e) {
      throw new Fault(where(), "the event nests too deeply for event-ruler");
    }
  }

  /**
   * {@return why the pattern matches an event or not, leaf by leaf}
   *
   * @param event the whole event
   * @throws Fault for an event that nests too deeply for event-ruler
   */
  public Explanation.OfPattern explain(JsonNode event) {
    return new ExplainedPattern(
            compiled, EventFields.of(event), FilterPattern.Form.NONE, Optional.empty())
        .explain(1, matches(event));
  }

  /**
   * {@return how many ways event-ruler must follow at the same time through the wildcards of the
   * pattern, at most 100}
   */
  public int complexity() {
    Machine machine = Machine.builder().build();
    compiled.pattern().addTo(machine, FilterPattern.Form.NONE, 0);
    return machine.evaluateComplexity(new MachineComplexityEvaluator(MOST_COMPLEX));
  }
}
