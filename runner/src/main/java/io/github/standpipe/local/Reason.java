package io.github.standpipe.local;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Why a server did not do what it was asked to, in one line. */
final class Reason {
  private static final int LONGEST = 200;

  private Reason() {}

  static String of(SdkException e) {
    String reason = e instanceof AwsServiceException service ? describe(service) : root(e);
    String line = reason.lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** Servers that only resemble SQS give its error code, but not always as the SDK's exception. */
  static boolean isMissingQueue(SdkException e) {
    return e instanceof QueueDoesNotExistException
        || e instanceof AwsServiceException service
            && describe(service).contains("NonExistentQueue");
  }

  private static String describe(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details == null || details.errorCode() == null) {
      return "status " + e.statusCode();
    }
    String message = details.errorMessage();
    return details.errorCode() + (message == null || message.isBlank() ? "" : ": " + message);
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
