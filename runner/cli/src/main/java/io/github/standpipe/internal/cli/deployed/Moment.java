package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time in an option: with its zone, or as a duration before now. */
final class Moment {
  private static final Pattern RELATIVE = Pattern.compile("-(\\d{1,6})([smhd])");

  private Moment() {}

  static Instant of(String option, String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text.strip());
    if (relative.matches()) {
      return now.minus(unit(relative.group(2)).multipliedBy(Long.parseLong(relative.group(1))));
    }
    if (text.strip().equals("now")) {
      return now;
    }
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeParseException e) {
      throw new Fault(
          option + " " + text,
          "is not a time; write one with its zone such as 2026-01-31T09:00:00Z, or -2h, -30m, -1d,"
              + " now");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
