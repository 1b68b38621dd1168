package io.github.standpipe.enrich;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number above 0 with a unit: {@code 500ms}, {@code 64KB}. */
record Amount(Map<String, Long> units, String examples) {
  static final Amount TIME =
      new Amount(
          Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L),
          "a time such as 500ms, 2s, 5m or 1h");
  static final Amount SIZE =
      new Amount(
          Map.of("", 1L, "KB", 1024L, "MB", 1024L * 1024), "a size such as 65536, 64KB or 1MB");
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([a-zA-Z]*)");

  /** In milliseconds or bytes; empty if the text is not such an amount. */
  Optional<Long> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.ofNullable(units.get(form.group(2)))
            .map(unit -> unit * Long.parseLong(form.group(1)))
            .filter(amount -> amount > 0)
        : Optional.empty();
  }
}
