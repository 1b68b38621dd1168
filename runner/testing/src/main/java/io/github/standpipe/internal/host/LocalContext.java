package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.json.Arn;
import io.github.standpipe.template.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a local call.
 *
 * @param functionArn the ARN of the function, which ends with its name
 * @param remainingMillis returns the remaining time, in milliseconds
 * @param log takes the handler's log, line by line
 * @param surroundings its clock, ids, quarantine and observer
 */
public record LocalContext(
    String functionArn,
    IntSupplier remainingMillis,
    Consumer<String> log,
    Invocation.Surroundings surroundings)
    implements Invocation.SurroundedContext {
  private static final int FIFTEEN_MINUTES = 900_000;

  /** A call with Lambda's maximum time, which logs to standard error. */
  static LocalContext of(LambdaFunction function, Invocation.Surroundings surroundings) {
    return new LocalContext(
        function.arn(), () -> FIFTEEN_MINUTES, System.err::println, surroundings);
  }

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
    return Arn.name(functionArn);
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return functionArn;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis.getAsInt();
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
        log.accept(message);
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
