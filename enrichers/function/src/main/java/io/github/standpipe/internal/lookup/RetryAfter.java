package io.github.standpipe.internal.lookup;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The header {@code Retry-After}: seconds, or a date, which is compared with the answer's own
 * {@code Date} because the two clocks may differ. Anything else is ignored.
 */
final class RetryAfter {
  private RetryAfter() {}

  static Duration of(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    return date(value)
        .flatMap(until ->
            headers.firstValue("Date").flatMap(RetryAfter::date).map(now -> between(now, until)))
        .orElse(Duration.ZERO);
  }

  private static Duration between(Instant now, Instant until) {
    return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
