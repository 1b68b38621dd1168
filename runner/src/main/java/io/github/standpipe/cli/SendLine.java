package io.github.standpipe.cli;

import io.github.standpipe.local.LiveQueue;

/** A line for the shell that sends one message. */
final class SendLine {

  private SendLine() {}

  static String of(LiveQueue queue, String region, String body) {
    String credentials =
        queue.embedded() ? "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local " : "";
    String group =
        queue.name().endsWith(".fifo")
            ? " --message-group-id 1 --message-deduplication-id $RANDOM"
            : "";
    return credentials
        + "aws sqs send-message --endpoint-url "
        + queue.endpoint()
        + " --region "
        + region
        + " --queue-url "
        + queue.url()
        + group
        + " --message-body "
        + body;
  }
}
