package io.github.standpipe.machine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of a service that a task's Resource names.
 *
 * @param service such as {@code sqs} or {@code s3}
 * @param operation such as {@code sendMessage}
 * @param pattern {@code .sync}, {@code .sync:2}, {@code .waitForTaskToken}, or empty
 * @param sdk whether it is an SDK integration rather than an optimised one
 */
record ServiceCall(String service, String operation, String pattern, boolean sdk) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:[^:]+:states:::(aws-sdk:)?([A-Za-z0-9-]+):([A-Za-z0-9]+)(\\.sync|\\.sync:2|\\.waitForTaskToken)?");

  static Optional<ServiceCall> parse(String resource) {
    Matcher form = FORM.matcher(resource);
    return form.matches()
        ? Optional.of(
            new ServiceCall(
                form.group(2),
                form.group(3),
                Optional.ofNullable(form.group(4)).orElse(""),
                form.group(1) != null))
        : Optional.empty();
  }

  /** Whether Step Functions waits for the end of a job. */
  boolean isJob() {
    return pattern.startsWith(".sync");
  }

  boolean isCallback() {
    return pattern.equals(".waitForTaskToken");
  }
}
