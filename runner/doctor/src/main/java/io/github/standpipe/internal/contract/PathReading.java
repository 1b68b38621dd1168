package io.github.standpipe.internal.contract;

import java.util.List;

/**
 * A path that a pipe reads of an event.
 *
 * @param steps keys, and {@link #EACH} for the items of an array; none for the whole event
 * @param use what it is read for
 * @param conditions what must hold for it to be read, from the outside in; none if it is always
 *     read
 * @param place the file, line and column that read it
 */
public record PathReading(
    List<String> steps, Use use, List<String> conditions, String place, ValueNeed need) {
  public static final String EACH = "[]";

  /** What a value is read for. */
  public enum Use {
    /** It stands in the result. */
    RESULT,
    /** Something is computed from it. */
    COMPUTED,
    /** It decides what the result is. */
    CONDITION,
    /** Without it the event does not go on. */
    REQUIRED,
    /** It is the key of a look-up. */
    LOOKUP_KEY,
    /** The filter or the handler decides by it. */
    SELECTION,
    /** Its items are gone through. */
    ITEMS,
    /** A state passes it on: it must be there, and what is read of it is a reading of its own. */
    PASSED_ON
  }

  public PathReading {
    steps = List.copyOf(steps);
    conditions = List.copyOf(conditions);
  }

  public boolean isAlways() {
    return conditions.isEmpty();
  }

  /** The path as text: {@code detail.items[].sku}. */
  public String path() {
    return path(steps);
  }

  static String path(List<String> steps) {
    StringBuilder path = new StringBuilder();
    for (String step : steps) {
      boolean isPlain = step.matches("[A-Za-z_$@][\\w$@-]*");
      path.append(
          step.equals(EACH)
              ? EACH
              : isPlain ? (path.isEmpty() ? "" : ".") + step : "[\"" + step + "\"]");
    }
    return path.toString();
  }
}
