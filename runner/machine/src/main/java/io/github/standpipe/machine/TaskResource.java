package io.github.standpipe.machine;

import java.util.List;

/**
 * A task's Resource, as the history names it.
 *
 * @param type such as {@code lambda} or {@code aws-sdk:s3}; {@code lambda} for a plain function
 * @param action such as {@code startExecution.sync:2}; the whole ARN for a plain function
 * @param isFunction whether the ARN is a function's or an activity's own
 * @param hasToken whether the context object has a task token while the call's arguments are built
 */
record TaskResource(String type, String action, boolean isFunction, boolean hasToken) {

  static TaskResource parse(String arn) {
    List<String> parts = List.of(arn.split(":", 6));
    if (parts.size() < 6 || !parts.get(2).equals("states") || !parts.get(4).isEmpty()) {
      return new TaskResource("lambda", arn, true, false);
    }
    String rest = parts.get(5);
    boolean sdk = rest.startsWith("aws-sdk:");
    int at = rest.indexOf(':', sdk ? "aws-sdk:".length() : 0);
    boolean token = ServiceCall.parse(arn).filter(ServiceIntegrations::hasToken).isPresent();
    return at < 0
        ? new TaskResource(rest, "", false, token)
        : new TaskResource(rest.substring(0, at), rest.substring(at + 1), false, token);
  }

  boolean isCallback() {
    return action.endsWith(".waitForTaskToken");
  }

  boolean isJob() {
    return action.contains(".sync");
  }

  boolean isSubmitted() {
    return isCallback() || isJob();
  }
}
