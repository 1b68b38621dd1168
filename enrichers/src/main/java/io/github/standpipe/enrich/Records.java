package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records behind the events that an enricher is given: message id, attributes, and all else
 * that is not in the event itself.
 *
 * <p>They are bound to the thread that calls the enricher; one that works on other threads asks
 * before it starts them.
 */
public final class Records {
  private static final ThreadLocal<@Nullable Records> CURRENT = new ThreadLocal<>();
  private static final int AMBIGUOUS = -1;

  private final List<JsonNode> events;
  private final IntFunction<JsonNode> records;
  private @Nullable Map<JsonNode, Integer> places;

  private Records(List<JsonNode> events, IntFunction<JsonNode> records) {
    this.events = events;
    this.records = records;
  }

  /**
   * The record of each event, as the pipe handed it on; null, as JSON has it, for an event that has
   * none: what an input template rendered, and what the enricher did not get from the function.
   */
  public static List<JsonNode> of(List<JsonNode> events) {
    IntFunction<JsonNode> records = behind(events);
    return IntStream.range(0, events.size()).mapToObj(records).toList();
  }

  /** The same, of the event at a place, and found only when it is asked for. */
  static IntFunction<JsonNode> behind(List<JsonNode> events) {
    Records current = CURRENT.get();
    return place -> current == null ? NullNode.instance : current.record(events.get(place), place);
  }

  /** Does work for which these are the records behind the events, place by place. */
  static <T> T during(List<JsonNode> events, IntFunction<JsonNode> records, Supplier<T> work) {
    Records before = CURRENT.get();
    CURRENT.set(new Records(events, records));
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /** Most enrichers are given all events; where it is some of them, each is known by itself. */
  private JsonNode record(JsonNode event, int place) {
    int known = place < events.size() && events.get(place) == event ? place : place(event);
    JsonNode record = known < 0 ? NullNode.instance : records.apply(known);
    return Given.isSqs(record) ? record : NullNode.instance;
  }

  private int place(JsonNode event) {
    if (places == null) {
      places = new IdentityHashMap<>();
      for (int place = 0; place < events.size(); place++) {
        places.merge(events.get(place), place, (one, other) -> AMBIGUOUS);
      }
    }
    return places.getOrDefault(event, AMBIGUOUS);
  }
}
