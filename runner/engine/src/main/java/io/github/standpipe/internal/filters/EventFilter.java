package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Payload;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A filter that can be compared: it passes the events that match one of its patterns.
 *
 * @param kind what the events look like
 * @param patterns the patterns; all events pass if there is none
 * @param passes whether an event passes, as event-ruler says. An event of kind {@code RECORD} has
 *     the fields of a record, with a body that is JSON or, as a string, text
 * @param explanation for each pattern how an event compares, the closest one first
 */
public record EventFilter(
    EventKind kind,
    List<JsonNode> patterns,
    Predicate<JsonNode> passes,
    Function<JsonNode, List<Explanation.OfPattern>> explanation) {

  public EventFilter {
    patterns = List.copyOf(patterns);
  }

  /** The filter of a pipe. */
  public static EventFilter of(FilterCriteria criteria) {
    return new EventFilter(
        EventKind.RECORD,
        criteria.patterns().stream().map(EventFilter::json).toList(),
        message -> criteria.passes(record(message)),
        message -> criteria.explain(Payload.of(List.of(record(message)))).getFirst().patterns());
  }

  /** The pattern of a rule, or of one scope of a subscriber. */
  public static EventFilter of(EventPattern pattern, EventKind kind) {
    return new EventFilter(
        kind, List.of(pattern.json()), pattern::matches, event -> List.of(pattern.explain(event)));
  }

  /** Passes all events. */
  public static EventFilter everything(EventKind kind) {
    return new EventFilter(kind, List.of(), event -> true, event -> List.of());
  }

  /** The leaves that reject an event, on the way that comes closest. */
  public List<Explanation.Leaf> obstacles(JsonNode event) {
    return explanation.apply(event).stream()
        .limit(1)
        .flatMap(pattern -> pattern.leaves().stream())
        .filter(leaf -> leaf.counts() && leaf.state() != Explanation.State.MATCHED)
        .toList();
  }

  private static JsonNode json(FilterPattern pattern) {
    try {
      return Json.parse(pattern.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  /** The record of a message: its body as the text that SQS delivers. */
  private static ObjectNode record(JsonNode message) {
    ObjectNode record = Json.object().setAll((ObjectNode) message);
    JsonNode body = message.path("body");
    return body.isContainerNode() ? record.put("body", Json.text(body)) : record;
  }
}
