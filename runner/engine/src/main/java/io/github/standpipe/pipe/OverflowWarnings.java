package io.github.standpipe.pipe;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/** The places in transforms at which integers overflowed, until the warnings are passed on. */
public final class OverflowWarnings {
  private static final String RULE = "transform-integer-overflow";

  private final Set<String> places = new ConcurrentSkipListSet<>();

  /** Records a place, {@code file:line:column}. */
  public void add(String place) {
    places.add(place);
  }

  /** Passes on a warning for each place that was recorded since the last call. */
  public void drain(Consumer<Warning> warnings) {
    for (String place : places) {
      places.remove(place);
      warnings.accept(
          new Warning(
              RULE,
              place
                  + ": an integer does not fit into 64 bits, so the result is not exact; compute"
                  + " with smaller numbers, or pass the number on unchanged"));
    }
  }
}
