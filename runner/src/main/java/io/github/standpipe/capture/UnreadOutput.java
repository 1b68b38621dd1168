package io.github.standpipe.capture;

import io.github.standpipe.enrich.Fault;
import java.util.regex.Pattern;

/** Refuses texts that a tool printed and no reader takes: as bodies nobody ever sent them. */
enum UnreadOutput {
  CUT(
      "\\s*\\[?\\s*\\{\\s*\"(Messages|Records|MessageId|messageId|executionId|events|results)\"\\s*:",
      "begins like what a tool printed, and is no JSON; it was cut off or changed: print it once"
          + " more"),
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
   * Refuses a text that is not JSON.
   *
   * @throws Fault for one of these
   */
  static void refuse(String text) {
    for (UnreadOutput output : values()) {
      if (output.begin.matcher(text).lookingAt()) {
        throw new Fault(output.fault);
      }
    }
  }
}
