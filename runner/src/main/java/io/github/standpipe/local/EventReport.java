package io.github.standpipe.local;

import io.github.standpipe.bus.BusTrace;
import java.util.List;

/**
 * What became of one event that was put on a bus during a run.
 *
 * @param id empty for one that was refused
 * @param replayed whether an archive brought it
 * @param messageIds of what it laid on the pipe's queue
 */
public record EventReport(
    String id, boolean replayed, EventFate fate, BusTrace trace, List<String> messageIds) {
  public EventReport {
    messageIds = List.copyOf(messageIds);
  }
}
