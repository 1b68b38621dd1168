package io.github.standpipe.template;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.standpipe.enrich.Invocation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a handler is told of its call here; its log goes to standard error. */
record LocalContext(LambdaFunction function, Invocation.Surroundings surroundings)
    implements Invocation.SurroundedContext {
  private static final int FIFTEEN_MINUTES = 900_000;

  @Override
  public String getAwsRequestId() {
    return "00000000-0000-0000-0000-000000000000";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + getFunctionName();
  }

  @Override
  public String getLogStreamName() {
    return "standpipe";
  }

  @Override
  public String getFunctionName() {
    return function.arn().substring(function.arn().lastIndexOf(':') + 1);
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  /** The most that Lambda gives: nothing is cut off here. */
  @Override
  public int getRemainingTimeInMillis() {
    return FIFTEEN_MINUTES;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        System.err.println(message);
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
