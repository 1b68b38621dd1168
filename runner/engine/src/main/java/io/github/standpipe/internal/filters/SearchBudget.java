package io.github.standpipe.internal.filters;

/** The steps that one comparison may take; what is left open when they are spent is undecided. */
final class SearchBudget {
  private long left;
  private boolean isExceeded;

  SearchBudget(long steps) {
    left = steps;
  }

  /** Whether the steps may still be taken. */
  boolean allows(long steps) {
    left -= steps;
    isExceeded |= left < 0;
    return left >= 0;
  }

  boolean isExceeded() {
    return isExceeded;
  }

  /** Leaves a part of the question open without a search. */
  void giveUp() {
    isExceeded = true;
  }
}
