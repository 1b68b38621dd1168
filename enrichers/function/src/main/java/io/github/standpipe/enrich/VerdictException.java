package io.github.standpipe.enrich;

/** Ends the work on one event with its verdict. */
final class VerdictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  VerdictException(Verdict verdict) {
    super(null, null, false, false);
    this.verdict = verdict;
  }

  static VerdictException failed(String reason) {
    return new VerdictException(new Verdict.Fail(reason));
  }

  Verdict verdict() {
    return verdict;
  }
}
