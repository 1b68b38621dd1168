package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.BusTrace;
import java.util.List;

/**
 * What became of one event that was put on a bus during a run.
 *
 * @param id empty if the event was rejected
 * @param replayed whether an archive replayed it
 * @param messageIds ids of its messages on the pipe's queue
 */
public record EventReport(
    String id, boolean replayed, EventFate fate, BusTrace trace, List<String> messageIds) {
  public EventReport {
    messageIds = List.copyOf(messageIds);
  }
}
