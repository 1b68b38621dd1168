package io.github.standpipe.internal.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of the entries of one batch (rule {@code target-entries-failed}).
 *
 * @param call the call that was made, for messages
 * @param refusal why the whole call failed; empty if it was answered
 * @param failures by place from 0 on, why an entry failed
 * @param routes what a bus did with each event that it took
 */
public record Delivery(
    String call,
    List<Target.Entry> entries,
    Optional<String> refusal,
    SortedMap<Integer, String> failures,
    List<BusTrace> routes,
    List<Warning> warnings) {
  private static final List<String> BODIES =
      List.of("MessageBody", "Detail", "message", "Message", "Data", "Body", "data");

  public Delivery {
    entries = List.copyOf(entries);
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    routes = List.copyOf(routes);
    warnings = List.copyOf(warnings);
  }

  /** All entries were accepted. */
  public static Delivery accepted(String call, List<Target.Entry> entries) {
    return failing(call, entries, Map.of());
  }

  /** The call failed as a whole. */
  public static Delivery rejecting(String call, List<Target.Entry> entries, String reason) {
    return new Delivery(call, entries, Optional.of(reason), new TreeMap<>(), List.of(), List.of());
  }

  /** The call was answered, and some entries failed. */
  public static Delivery failing(
      String call, List<Target.Entry> entries, Map<Integer, String> failures) {
    return new Delivery(
        call, entries, Optional.empty(), new TreeMap<>(failures), List.of(), List.of());
  }

  /** The same with what a bus did. */
  public Delivery routed(List<BusTrace> others, List<Warning> more) {
    List<Warning> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Delivery(call, entries, refusal, failures, others, all);
  }

  /** The number of entries that were accepted. */
  public int accepted() {
    return refusal.isPresent() ? 0 : entries.size() - failures.size();
  }

  /** Such as {@code SendMessageBatch: 2 of 3 entries accepted}, without what the entries hold. */
  public String describe() {
    return refusal
        .map(reason -> call + ": " + reason)
        .orElseGet(() ->
            "%s: %d of %d %s accepted"
                .formatted(
                    call, accepted(), entries.size(), entries.size() == 1 ? "entry" : "entries"));
  }

  /** What happens to the records of a batch that was delivered. */
  public Trace settle(Trace trace) {
    Trace warned = warned(trace);
    if (refusal.isPresent()) {
      return warned.withRefusedTarget(call + ": " + refusal.get());
    }
    if (failures.isEmpty()) {
      return warned;
    }
    Set<String> returning = new HashSet<>();
    failures.keySet().forEach(place -> returning.add(entries.get(place).messageId()));
    boolean isAll = failures.size() == entries.size() || returning.contains("");
    return isAll
        ? warned.withRefusedTarget(cause() + unnamed(returning))
        : warned.returning(returning, cause());
  }

  private Trace warned(Trace trace) {
    List<Warning> all = new ArrayList<>(trace.warnings());
    all.addAll(warnings);
    return new Trace(trace.pipe(), trace.payloads(), trace.records(), trace.outcome(), all);
  }

  private String cause() {
    return "%s: %d of %d entries failed: %s"
        .formatted(
            call,
            failures.size(),
            entries.size(),
            new TreeSet<>(failures.values()).stream().collect(Collectors.joining("; ")));
  }

  private String unnamed(Set<String> returning) {
    return returning.contains("") && failures.size() < entries.size()
        ? "; an event without the messageId of its record returns the whole batch"
        : "";
  }

  /** The entries, in which a body that is JSON is shown as JSON. */
  public ArrayNode json() {
    ArrayNode json = Json.array();
    entries.forEach(entry -> json.add(shown(entry.json())));
    return json;
  }

  private static ObjectNode shown(ObjectNode entry) {
    ObjectNode shown = entry.deepCopy();
    for (String name : BODIES) {
      String text = shown.path(name).asText();
      try {
        JsonNode body = text.isBlank() ? Json.object().textNode(text) : Json.parse(text);
        if (body.isContainerNode()) {
          shown.set(name, body);
        }
      } catch (JsonProcessingException e) {
        continue; // it is text, and is shown as it is
      }
    }
    return shown;
  }
}
