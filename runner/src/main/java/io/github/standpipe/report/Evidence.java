package io.github.standpipe.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Failure;
import io.github.standpipe.enrich.LookupObserver;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a function did with one batch: its look-ups by round, and where its transform failed. */
public final class Evidence implements LookupObserver {
  /** What one look-up was asked in one round. */
  public record Asked(int round, String lookup, Set<String> found, Set<String> missed) {}

  /** A failure, and the record that it is of. */
  public record Failed(String record, Failure failure) {}

  private final Map<JsonNode, String> records = new IdentityHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();

  @Override
  public synchronized void read(String record, JsonNode event) {
    records.put(event, record);
  }

  @Override
  public synchronized void asked(int round, String lookup, Set<String> keys, Set<String> found) {
    Set<String> missed = new TreeSet<>(keys);
    missed.removeAll(found);
    asked.add(new Asked(round, lookup, new TreeSet<>(found), missed));
  }

  @Override
  public synchronized void failed(JsonNode event, Failure failure) {
    failed.add(new Failed(records.getOrDefault(event, "a record"), failure));
  }

  /** The look-ups, in the order in which they were asked. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The failures, in their order. */
  public synchronized List<Failed> failed() {
    return List.copyOf(failed);
  }
}
