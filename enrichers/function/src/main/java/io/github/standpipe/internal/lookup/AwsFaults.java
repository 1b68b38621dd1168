package io.github.standpipe.internal.lookup;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether to retry after an exception of the AWS SDK, or why not. */
final class AwsFaults {
  private static final String SHADED_JACKSON = "software.amazon.awssdk.thirdparty.jackson.";

  private AwsFaults() {}

  static ServiceAnswer answer(SdkException e, String what) throws IOException {
    if (e instanceof AwsServiceException refused) {
      return answer(refused, what);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith(SHADED_JACKSON)) {
        return new ServiceAnswer.Busy("its answer is not what the protocol says");
      }
      if (cause instanceof IOException broken) {
        throw broken;
      }
    }
    return failed(what, String.valueOf(e.getMessage()));
  }

  private static ServiceAnswer failed(String what, String why) {
    return new ServiceAnswer.Failed(new Fault(what, why).getMessage());
  }

  private static ServiceAnswer answer(AwsServiceException e, String what) {
    if (e.isThrottlingException() || e.statusCode() == 429 || e.statusCode() == 503) {
      return ServiceAnswer.overloaded(code(e));
    }
    if (e.statusCode() >= 500) {
      return new ServiceAnswer.Busy(code(e));
    }
    String why = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return failed(what, code(e) + (why == null ? "" : ": " + why));
  }

  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "HTTP " + e.statusCode() : code;
  }
}
