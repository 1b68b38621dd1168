package io.github.standpipe.template;

import java.util.Optional;

/**
 * An {@code AWS::SQS::Queue} of a template.
 *
 * @param logicalId its key under {@code Resources}
 * @param name {@code QueueName}, or the logical id (with {@code .fifo} for a FIFO queue) if
 *     CloudFormation generates the name
 * @param arn its local ARN
 * @param fifo whether it is a FIFO queue
 * @param contentBasedDeduplication whether a FIFO queue deduplicates by content
 * @param visibilityTimeout seconds a received message stays hidden; 30 by default
 * @param redrivePolicy where messages go after too many receives
 */
public record Queue(
    String logicalId,
    String name,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    int visibilityTimeout,
    Optional<RedrivePolicy> redrivePolicy) {

  /**
   * When messages leave the queue for its dead-letter queue.
   *
   * @param deadLetterQueue the queue that receives them
   * @param maxReceiveCount after this many receives a message goes there
   */
  public record RedrivePolicy(Queue deadLetterQueue, int maxReceiveCount) {}
}
