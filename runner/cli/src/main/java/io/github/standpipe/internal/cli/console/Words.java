package io.github.standpipe.internal.cli.console;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Numbers with their nouns. */
public final class Words {
  private static final int FEW = 3;

  private Words() {}

  /** {@code 1 record}, {@code 2 records}. */
  public static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** A count, or the words for one that is not resolved. */
  public static String count(OptionalInt number, String noun) {
    return number.isPresent() ? count(number.getAsInt(), noun) : "not resolved";
  }

  /** The first names, and how many more there are. */
  public static String some(List<String> names) {
    int shown = Math.min(names.size(), FEW);
    String few = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? few : few + " and " + (names.size() - shown) + " more";
  }
}
