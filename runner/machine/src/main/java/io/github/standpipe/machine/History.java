package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the events of a run, each with the event that led to it. */
final class History {
  /** A quota of the service: an execution fails instead of writing more, its end included. */
  static final int LIMIT = 25_000;

  /** The service has no such quota for Express; this bound ends an endless loop. */
  static final int EXPRESS_LIMIT = 250_000;

  private final int limit;
  private final List<HistoryEvent> events;
  private long last;

  History(int limit) {
    this(limit, new ArrayList<>(), 0);
  }

  private History(int limit, List<HistoryEvent> events, long last) {
    this.limit = limit;
    this.events = events;
    this.last = last;
  }

  /** The same events, for a parallel flow: from here on it has its own last event. */
  History branch() {
    return new History(limit, events, last);
  }

  /** Adds an event that the next one follows. */
  long add(String type, String state, Supplier<ObjectNode> details) {
    last = addBeside(type, state, details);
    return last;
  }

  /** Adds an event that the next one does not follow. */
  long addBeside(String type, String state, Supplier<ObjectNode> details) {
    return addAfter(last, type, state, details);
  }

  /** Adds an event that follows a given one. */
  long addAfter(long previous, String type, String state, Supplier<ObjectNode> details) {
    if (events.size() >= limit - 1) {
      throw StateFailure.fatal(
          "States.Runtime",
          "The execution reached the maximum number of history events (" + limit + ").");
    }
    return append(previous, type, state, details);
  }

  private long append(long previous, String type, String state, Supplier<ObjectNode> details) {
    long id = events.size() + 1L;
    events.add(new HistoryEvent(id, previous, type, state, details));
    return id;
  }

  /** Adds the last event, which follows whatever came last. */
  void end(String type, Supplier<ObjectNode> details) {
    last = append(events.size(), type, "", details);
  }

  long last() {
    return last;
  }

  void follow(long id) {
    last = id;
  }

  /** The event that led to another. */
  long previousOf(long id) {
    return events.get((int) id - 1).previousId();
  }

  /** The type of the event that the next one follows. */
  String lastType() {
    return events.get((int) last - 1).type();
  }

  List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  /** Details of one field. */
  static Supplier<ObjectNode> details(String field, JsonNode value) {
    return () -> details().set(field, value);
  }

  static ObjectNode details() {
    return JsonNodeFactory.instance.objectNode();
  }
}
