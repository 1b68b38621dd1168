package io.github.standpipe.internal.shadow;

import io.github.standpipe.pipe.Trace.Fate;

/** How what became of an event differs. */
public enum ChangeKind {
  NOW_FILTERED("now filtered"),
  NO_LONGER_FILTERED("no longer filtered"),
  NOW_FAILING("now failing"),
  FIXED("fixed"),
  NOW_QUARANTINED("now quarantined"),
  NO_LONGER_QUARANTINED("no longer quarantined"),
  NOW_SENT_BACK("now sent back"),
  NO_LONGER_SENT_BACK("no longer sent back"),
  NOW_DROPPED("now dropped"),
  NO_LONGER_DROPPED("no longer dropped"),
  OTHER_REASON("other reason"),
  OTHER_STATUS("other execution status"),
  REMOVED("removed"),
  RETYPED("retyped"),
  CHANGED("changed"),
  ADDED("added");

  private final String words;

  ChangeKind(String words) {
    this.words = words;
  }

  /** What it means that a record had one fate and has another. */
  static ChangeKind of(Fate was, Fate is) {
    return switch (is) {
      case FILTERED -> NOW_FILTERED;
      case RETURNED -> NOW_FAILING;
      case QUARANTINED -> NOW_QUARANTINED;
      case SENT_BACK -> NOW_SENT_BACK;
      case DISCARDED -> NOW_DROPPED;
      case DELIVERED -> noLonger(was);
    };
  }

  private static ChangeKind noLonger(Fate was) {
    return switch (was) {
      case FILTERED -> NO_LONGER_FILTERED;
      case RETURNED -> FIXED;
      case QUARANTINED -> NO_LONGER_QUARANTINED;
      case SENT_BACK -> NO_LONGER_SENT_BACK;
      case DISCARDED -> NO_LONGER_DROPPED;
      case DELIVERED -> throw new IllegalArgumentException("it is delivered as before");
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
