package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event of an execution's history. Most are never read, so details are made when asked for. */
public final class HistoryEvent {
  private final long id;
  private final long previousId;
  private final String type;
  private final String state;
  private final Supplier<ObjectNode> source;
  private @Nullable ObjectNode details;

  HistoryEvent(long id, long previousId, String type, String state, Supplier<ObjectNode> source) {
    this.id = id;
    this.previousId = previousId;
    this.type = type;
    this.state = state;
    this.source = source;
  }

  /** {@return its number in the history, from 1 on} */
  public long id() {
    return id;
  }

  /** {@return the number of the event that led to this one; 0 for the first state's} */
  public long previousId() {
    return previousId;
  }

  /** {@return its type, such as {@code TaskStateEntered}} */
  public String type() {
    return type;
  }

  /**
   * {@return the name of the state for events that enter, leave or fail to evaluate one; an empty
   * text for others}
   */
  public String state() {
    return state;
  }

  /**
   * {@return the event's own fields, such as {@code {"input": ..., "name": ...}}, with inputs and
   * outputs as JSON and not as text}
   */
  public synchronized ObjectNode details() {
    if (details == null) {
      details = source.get();
    }
    return details;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HistoryEvent event
        && id == event.id
        && previousId == event.previousId
        && type.equals(event.type)
        && state.equals(event.state)
        && details().equals(event.details());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, previousId, type, state);
  }

  @Override
  public String toString() {
    return id + " after " + previousId + ": " + type + " " + state + " " + details();
  }
}
