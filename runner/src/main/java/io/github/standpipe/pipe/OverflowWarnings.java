package io.github.standpipe.pipe;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/** The places of transforms at which integers did not fit, until they are warned of. */
public final class OverflowWarnings {
  private static final String RULE = "transform-integer-overflow";

  private final Set<String> places = new ConcurrentSkipListSet<>();

  /** Notes a place, {@code file:line:column}. */
  public void add(String place) {
    places.add(place);
  }

  /** Hands on a warning for each place that was noted since. */
  public void drain(Consumer<Warning> warnings) {
    for (String place : places) {
      places.remove(place);
      warnings.accept(
          new Warning(
              RULE,
              place
                  + ": an integer does not fit into 64 bits, so the result is not the exact one;"
                  + " compute with smaller numbers, or hand the number on as it is"));
    }
  }
}
