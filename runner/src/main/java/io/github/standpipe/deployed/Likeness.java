package io.github.standpipe.deployed;

import io.github.standpipe.template.Written;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a deployed value is what a template's value, which is not known here, becomes. */
enum Likeness {
  SAME,
  DIFFERENT,
  UNKNOWN;

  private static final int SERVICE = 2;
  private static final int PARTS = 6;

  static Likeness of(Written.Open open, Optional<String> template, Optional<String> deployed) {
    if (deployed.isEmpty() || template.isEmpty()) {
      return UNKNOWN;
    }
    String[] ours = template.get().split(":", PARTS);
    String[] theirs = deployed.get().split(":", PARTS);
    boolean arns = ours.length == PARTS && theirs.length == PARTS;
    if (template.equals(deployed)) {
      return SAME;
    }
    if (arns && !ours[SERVICE].equals(theirs[SERVICE])) {
      return DIFFERENT;
    }
    if (open.isPlaceAlone()) {
      return arns ? named(ours[PARTS - 1], theirs[PARTS - 1]) : UNKNOWN;
    }
    return open.logicalId()
        .filter(id -> open.generated() && isMadeOf(id, deployed.get()))
        .map(id -> SAME)
        .orElse(UNKNOWN);
  }

  private static Likeness named(String ours, String theirs) {
    return ours.equals(theirs) ? SAME : DIFFERENT;
  }

  /** Whether CloudFormation made a name of a logical id: {@code stack-OrderQueue-1A2B3C}. */
  static boolean isMadeOf(String logicalId, String value) {
    String name = "(?:[A-Za-z0-9-]+-)?" + Pattern.quote(logicalId) + "(?:-[A-Za-z0-9]+)?";
    return value.matches("(?:.*[:/])?" + name + "(?:\\.fifo)?(?::[^:]*)?");
  }
}
