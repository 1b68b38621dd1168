package io.github.standpipe.enrich;

/** Ends the work on one event with its verdict. */
final class Judged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  Judged(Verdict verdict) {
    super(null, null, false, false);
    this.verdict = verdict;
  }

  static Judged failed(String reason) {
    return new Judged(new Verdict.Fail(reason));
  }

  Verdict verdict() {
    return verdict;
  }
}
