package io.github.standpipe.deployed;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Printable;
import io.github.standpipe.local.SdkError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why AWS did not do what it was asked to, in one line. */
final class SdkFailure {
  private static final int LONGEST = 600;

  private SdkFailure() {}

  /** Makes a call; {@code action} is what IAM calls it, {@code subject} what it is about. */
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
      return "AWS does not know the credentials (" + code + "); look at AWS_PROFILE and the keys";
    }
    if (code.startsWith("AccessDenied") || e.statusCode() == 403) {
      return "access denied; allow " + action + said;
    }
    if (e.isThrottlingException()) {
      return "AWS throttles " + action + "; wait a little and try again";
    }
    return switch (code) {
      case "ConflictException" -> "something else changes it" + said + "; wait and try again";
      case "NotFoundException", "ResourceNotFoundException" -> "AWS finds nothing" + said;
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
      return action + " was not answered in time; look at the network and AWS_REGION, try again";
    }
    Throwable root = SdkError.root(e);
    return action
        + " cannot be asked: "
        + root.getClass().getSimpleName()
        + said(root.getMessage());
  }

  private static String said(@Nullable String message) {
    String line = message == null ? "" : message.strip().replaceAll("\\.$", "");
    return line.isEmpty() ? "" : ": " + Printable.shortened(line, LONGEST);
  }
}
