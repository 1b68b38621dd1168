package io.github.standpipe.internal.report;

import io.github.standpipe.internal.expect.Difference;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What differs in a case without a value of it, for places that more people read than may read the
 * events: files and paths only.
 */
final class Outline {
  private static final Pattern WITHOUT_VALUES = Pattern.compile("expected [\\w ]+, but [\\w ]+");
  private static final String NOTHING = "nothing";
  private static final String ABSENT = "absent";

  private Outline() {}

  /** A line each: the faults, then the differences by file. */
  static List<String> of(Verification verification) {
    return Stream.concat(
            verification.faults().stream(),
            verification.mismatches().stream().flatMap(mismatch -> of(mismatch).stream()))
        .toList();
  }

  static List<String> of(Mismatch mismatch) {
    if (mismatch.summary().isEmpty()) {
      return mismatch.differences().stream()
          .map(difference -> mismatch.file() + ": " + place(difference))
          .toList();
    }
    boolean isSafe = WITHOUT_VALUES.matcher(mismatch.summary()).matches();
    return List.of(mismatch.file() + ": " + (isSafe ? mismatch.summary() : differs(mismatch)));
  }

  private static String place(Difference difference) {
    if (difference.actual().equals(ABSENT) || difference.actual().equals(NOTHING)) {
      return difference.path() + " is missing";
    }
    boolean isExtra = difference.expected().equals(ABSENT) || difference.expected().equals(NOTHING);
    return difference.path() + (isExtra ? " is not expected" : " differs");
  }

  private static String differs(Mismatch mismatch) {
    return mismatch.expected().isEmpty() || mismatch.expected().equals("[]")
        ? "it is not expected"
        : "it differs";
  }
}
