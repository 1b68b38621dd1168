package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time of an entry. */
final class EventTimes {
  private EventTimes() {}

  /**
   * Seconds since 1970, a time, or only a day; now if the text is absent; empty if it is not a
   * time.
   */
  static Optional<Instant> of(JsonNode time, Surroundings around) {
    if (time.isMissingNode() || time.isNull()) {
      return Optional.of(around.clock().instant());
    }
    try {
      return Optional.of(
          time.isNumber() ? Instant.ofEpochSecond(time.longValue()) : instant(time.asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    return text.contains("T")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
