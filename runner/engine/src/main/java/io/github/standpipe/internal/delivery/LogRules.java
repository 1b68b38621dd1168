package io.github.standpipe.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A log group as it accepts log events (rule {@code target-logs}); nothing is sent.
 *
 * @param now when the events are put, which bounds their times
 */
public record LogRules(Instant now) implements EntryService {
  private static final int MOST_BYTES = 1_048_576;
  private static final int BYTES_OF_EVENT = 26;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);
  private static final String CALL = "PutLogEvents";
  private static final String TIME = "Timestamp";

  @Override
  public Delivery send(List<Target.Entry> entries) {
    long bytes = entries.stream().mapToLong(LogRules::bytes).sum();
    Optional<String> refusal = refusal(entries, bytes);
    if (refusal.isPresent()) {
      return Delivery.rejecting(CALL, entries, "InvalidParameterException: " + refusal.get());
    }
    Map<Integer, String> failures = new TreeMap<>();
    for (int place = 0; place < entries.size(); place++) {
      int at = place;
      time(entries.get(place)).stream()
          .mapToObj(this::failure)
          .flatMap(Optional::stream)
          .forEach(reason -> failures.put(at, reason));
    }
    return Delivery.failing(CALL, entries, failures).routed(List.of(), warnings(entries));
  }

  private static long bytes(Target.Entry entry) {
    return entry.json().path("message").asText().getBytes(StandardCharsets.UTF_8).length
        + BYTES_OF_EVENT;
  }

  private static Optional<String> refusal(List<Target.Entry> entries, long bytes) {
    if (bytes > MOST_BYTES) {
      return Optional.of(
          "the events hold " + bytes + " bytes; CloudWatch Logs accepts at most 1048576 at once");
    }
    if (entries.stream().anyMatch(entry -> entry.json().path("message").asText().isEmpty())) {
      return Optional.of("an event is empty");
    }
    return entries.stream().anyMatch(entry -> entry.json().has(TIME) && time(entry).isEmpty())
        ? Optional.of("the Timestamp of an event is not a number of milliseconds since 1970")
        : Optional.empty();
  }

  private static OptionalLong time(Target.Entry entry) {
    JsonNode time = entry.json().path(TIME);
    try {
      return time.isMissingNode()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(time.asText()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private Optional<String> failure(long time) {
    if (time < now.minus(OLDEST).toEpochMilli()) {
      return Optional.of("the event is more than 14 days old");
    }
    return time > now.plus(NEWEST).toEpochMilli()
        ? Optional.of("the event is more than 2 hours in the future")
        : Optional.empty();
  }

  private static List<Warning> warnings(List<Target.Entry> entries) {
    long[] times = entries.stream().flatMapToLong(entry -> time(entry).stream()).toArray();
    for (int i = 1; i < times.length; i++) {
      if (times[i] < times[i - 1]) {
        return List.of(
            new Warning(
                "target-log-order",
                "the events are not in the order of their Timestamp, which PutLogEvents requires;"
                    + " AWS does not document that Pipes sorts them"));
      }
    }
    return List.of();
  }
}
