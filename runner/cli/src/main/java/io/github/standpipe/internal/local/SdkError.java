package io.github.standpipe.internal.local;

import io.github.standpipe.json.Printable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Describes an error of the AWS SDK: its code, its message, and both in one line. */
public final class SdkError {
  private static final int LONGEST = 200;

  private SdkError() {}

  /** The error in one line: code and message, or why the service could not be called. */
  static String line(SdkException e) {
    String reason = e instanceof AwsServiceException service ? describe(service) : rootMessage(e);
    return Printable.shortened(reason.lines().findFirst().orElse("").strip(), LONGEST);
  }

  /**
   * SQS-compatible servers return its error codes, but not always such that the SDK throws its
   * exception.
   */
  static boolean isMissingQueue(SdkException e) {
    return e instanceof QueueDoesNotExistException
        || e instanceof AwsServiceException service
            && describe(service).contains("NonExistentQueue");
  }

  /** The error's code; {@code status 500} for a compatible server that returns none. */
  public static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "status " + e.statusCode() : code;
  }

  /** The service's own message; empty if there is none. */
  public static String message(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return text(details == null ? null : details.errorMessage());
  }

  /** The innermost cause. */
  public static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }

  private static String describe(AwsServiceException e) {
    boolean isCoded = e.awsErrorDetails() != null && e.awsErrorDetails().errorCode() != null;
    String message = message(e);
    return code(e) + (!isCoded || message.isBlank() ? "" : ": " + message);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = root(e);
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
