package io.github.standpipe.sqs;

import java.nio.charset.StandardCharsets;

/**
 * A message to be sent.
 *
 * @param id what a FIFO queue knows repeats by
 * @param group whose order a FIFO queue keeps
 */
public record SqsMessage(String id, String group, String body) {

  /** Bytes that the body counts towards SQS's limits. */
  int size() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }
}
