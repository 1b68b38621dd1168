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

  /**
   * {@return a batch of events that have no records}
   *
   * @param events the events, in order
   */
  public static Batch of(List<JsonNode> events) {
    return new Batch(events, place -> NullNode.instance);
  }

  /**
   * {@return a batch of events with their records}
   *
   * @param events the events, in order
   * @param records one for each event, in the same order: an SQS record as Pipes passes it on;
   *     anything else counts as absent
   * @throws IllegalArgumentException if the lists differ in length
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

  /**
   * {@return the events: the parsed body of each record, or an item that an input template
   * rendered}
   */
  public List<JsonNode> events() {
    return events;
  }

  /** {@return the number of events} */
  public int size() {
    return events.size();
  }

  /**
   * {@return the event at a place}
   *
   * @param place from 0 on
   */
  public JsonNode event(int place) {
    return events.get(place);
  }

  /**
   * {@return the record behind the event at a place, {@code {"messageId": ..., "body": "...",
   * ...}}; JSON null for an event that has none, such as one that an input template rendered}
   *
   * @param place from 0 on
   */
  public JsonNode record(int place) {
    JsonNode record = records.apply(place);
    return RequestItem.isSqs(record) ? record : NullNode.instance;
  }

  /** {@return the records behind all events, see {@link #record}} */
  public List<JsonNode> records() {
    return IntStream.range(0, size()).mapToObj(this::record).toList();
  }

  /** The events from a place up to another one. */
  Batch part(int from, int to) {
    return new Batch(events.subList(from, to), place -> records.apply(from + place));
  }
}
