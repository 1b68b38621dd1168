package io.github.standpipe.internal.deployed;

import io.github.standpipe.internal.local.SdkError;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Printable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** The reason why a call to AWS failed, in one line. */
final class SdkFailure {
  private static final int LONGEST = 600;

  private SdkFailure() {}

  /** Makes a call; {@code action} is its IAM action, {@code subject} the resource. */
  static <T> T translated(String action, String subject, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(e, action, subject);
    }
  }

  static Fault of(SdkException e, String action, String subject) {
    return new Fault(
        subject, e instanceof AwsServiceException s ? describe(s, action) : client(e, action));
  }

  private static String describe(AwsServiceException e, String action) {
    String code = SdkError.code(e);
    String said = said(SdkError.message(e));
    if (code.matches("ExpiredToken.*|RequestExpired")) {
      return "the AWS credentials have expired; log in again";
    }
    if (code.matches("UnrecognizedClient.*|InvalidClientTokenId|InvalidSignature.*|Signature.*")) {
      return "AWS does not know the credentials (" + code + "); check AWS_PROFILE and the keys";
    }
    if (code.startsWith("AccessDenied") || e.statusCode() == 403) {
      return "access denied; allow " + action + said;
    }
    if (e.isThrottlingException()) {
      return "AWS throttles " + action + "; wait a little and try again";
    }
    return switch (code) {
      case "ConflictException" -> "another change is in progress" + said + "; wait and try again";
      case "NotFoundException", "ResourceNotFoundException" -> "AWS does not find it" + said;
      case "ServiceQuotaExceededException", "LimitExceededException" ->
          "a quota of the account is reached" + said;
      default ->
          e.statusCode() >= 500
              ? "AWS failed in " + action + " (" + code + "); try again"
              : action + " was refused (" + code + ")" + said;
    };
  }

  private static String client(SdkException e, String action) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return action + " was not answered in time; check the network and AWS_REGION, then try again";
    }
    Throwable root = SdkError.root(e);
    return action
        + " cannot be called: "
        + root.getClass().getSimpleName()
        + said(root.getMessage());
  }

  private static String said(@Nullable String message) {
    String line = message == null ? "" : message.strip().replaceAll("\\.$", "");
    return line.isEmpty() ? "" : ": " + Printable.shortened(line, LONGEST);
  }
}
