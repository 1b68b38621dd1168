package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.local.LiveQueue;

/** Shell lines that send one message, and receive some. */
final class SendLine {

  private SendLine() {}

  static String of(LiveQueue queue, String region, String body) {
    String group =
        queue.name().endsWith(".fifo")
            ? " --message-group-id 1 --message-deduplication-id $RANDOM"
            : "";
    return line("send-message", queue, region) + group + " --message-body " + body;
  }

  static String receiving(LiveQueue queue, String region) {
    return line("receive-message", queue, region) + " --max-number-of-messages 10";
  }

  private static String line(String verb, LiveQueue queue, String region) {
    String credentials =
        queue.embedded() ? "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local " : "";
    return credentials
        + "aws sqs "
        + verb
        + " --endpoint-url "
        + queue.endpoint()
        + " --region "
        + region
        + " --queue-url "
        + queue.url();
  }
}
