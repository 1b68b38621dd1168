package io.github.standpipe.internal.deployed;

/** What the server refuses, by the API's own code. */
final class CloudRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;

  CloudRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
