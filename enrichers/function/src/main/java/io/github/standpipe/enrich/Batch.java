package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The events that an enricher receives, in the order of their records, and the records behind them:
 * message id, attributes, and everything else that is not part of the event itself.
 *
 * <p>Events and records must not be changed: they may be shared, and are passed again if a smaller
 * batch is tried.
 */
public final class Batch {
  private final List<JsonNode> events;
  private final IntFunction<JsonNode> records;

  private Batch(List<JsonNode> events, IntFunction<JsonNode> records) {
    this.events = events;
    this.records = records;
  }

  /** Events that have no records. */
  public static Batch of(List<JsonNode> events) {
    return new Batch(events, place -> NullNode.instance);
  }

  /**
   * Events with their records.
   *
   * @param records one for each event, in the same order: an SQS record as Pipes passes it on;
   *     anything else counts as absent
   */
  public static Batch of(List<JsonNode> events, List<JsonNode> records) {
    if (records.size() != events.size()) {
      throw new IllegalArgumentException(
          records.size() + " records for " + events.size() + " events; give one each");
    }
    return of(events, records::get);
  }

  /** The same, with records that are read only when they are needed. */
  static Batch of(List<JsonNode> events, IntFunction<JsonNode> records) {
    return new Batch(events, records);
  }

  /** The events: the parsed body of each record, or an item that an input template rendered. */
  public List<JsonNode> events() {
    return events;
  }

  /** The number of events. */
  public int size() {
    return events.size();
  }

  /** The event at a place, from 0 on. */
  public JsonNode event(int place) {
    return events.get(place);
  }

  /**
   * The record behind the event at a place, {@code {"messageId": ..., "body": "...", ...}}; JSON
   * null for an event that has none, such as one that an input template rendered.
   */
  public JsonNode record(int place) {
    JsonNode record = records.apply(place);
    return RequestItem.isSqs(record) ? record : NullNode.instance;
  }

  /** The records behind all events, see {@link #record}. */
  public List<JsonNode> records() {
    return IntStream.range(0, size()).mapToObj(this::record).toList();
  }

  /** The events from a place up to another one. */
  Batch part(int from, int to) {
    return new Batch(events.subList(from, to), place -> records.apply(from + place));
  }
}
