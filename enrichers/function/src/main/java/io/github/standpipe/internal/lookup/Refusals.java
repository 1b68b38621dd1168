package io.github.standpipe.internal.lookup;

import io.github.standpipe.internal.signed.Reply;
import io.github.standpipe.json.Fault;
import java.util.Set;

/** Whether to retry after an error of an AWS service, or why not. */
final class Refusals {
  private static final Set<String> THROTTLING =
      Set.of(
          "BandwidthLimitExceeded",
          "LimitExceededException",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException",
          "TransactionInProgressException");

  private static final Set<String> OF_EVERY_CALL =
      Set.of(
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "ResourceNotFoundException",
          "SubscriptionRequiredException",
          "UnknownOperationException",
          "UnrecognizedClientException");

  private Refusals() {}

  /**
   * Whether to retry, or what became of the keys.
   *
   * @throws Fault if the service refuses every call alike
   */
  static ServiceAnswer answer(Reply reply, String what) {
    Reply.Refusal refusal = reply.refusal();
    String code = refusal.code().orElse("HTTP " + reply.status());
    if (THROTTLING.contains(code) || reply.status() == 429) {
      return ServiceAnswer.overloaded(code);
    }
    if (reply.status() >= 500) {
      return new ServiceAnswer.Busy(code);
    }
    Fault fault =
        new Fault(what, code + refusal.message().map(why -> ": " + oneLine(why)).orElse(""));
    if (OF_EVERY_CALL.contains(code)) {
      throw fault;
    }
    return new ServiceAnswer.Failed(fault.getMessage());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
