package io.github.standpipe.internal.local;

/** A call that is rejected as a whole. */
final class CallException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  CallException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The answer of AWS to a body that does not have the form of the call. */
  static CallException misshapen(String reason) {
    return new CallException(400, "SerializationException", reason);
  }

  static CallException unknownOperation(String reason) {
    return new CallException(400, "UnknownOperationException", reason);
  }

  EndpointAnswer answer() {
    return EndpointAnswer.refusal(status, code, String.valueOf(getMessage()));
  }
}
