package io.github.standpipe.internal.capture;

import io.github.standpipe.json.Fault;
import java.util.regex.Pattern;

/**
 * Rejects outputs of tools that no reader supports, because they are never meant as message bodies.
 */
enum UnreadOutput {
  CUT(
      "\\s*\\[?\\s*\\{\\s*\"(Messages|Records|MessageId|messageId|executionId|events|results)\"\\s*:",
      "begins like the output of a tool, but is not JSON; it was cut off or changed: print it"
          + " again"),
  CSV(
      "\"?@?\\w+\"?(,\"?@?\\w+\"?)*,\"?@(message|timestamp|ptr|log)\\b"
          + "|\"?@(message|timestamp|ptr|log)\"?(,|\\s*\\R)",
      "is an export of CloudWatch Logs Insights as CSV; export it as JSON"),
  YAML(
      "Messages:\\s*\\R\\s*- \\w+:",
      "is what the AWS CLI prints as YAML; print it with --output json"),
  TABLE(
      "MESSAGES\\t|-{5,}\\R\\|\\s*ReceiveMessage\\s*\\|",
      "is what the AWS CLI prints as text or as a table; print it with --output json");

  private final Pattern begin;
  private final String fault;

  UnreadOutput(String begin, String fault) {
    this.begin = Pattern.compile(begin);
    this.fault = fault;
  }

  /**
   * Rejects a text that is not JSON.
   *
   * @throws Fault for such an output
   */
  static void refuse(String text) {
    for (UnreadOutput output : values()) {
      if (output.begin.matcher(text).lookingAt()) {
        throw new Fault(output.fault);
      }
    }
  }
}
