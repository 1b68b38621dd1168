package io.github.standpipe.template;

import java.util.Optional;

/**
 * An {@code AWS::SQS::Queue} of a template.
 *
 * @param logicalId its key under {@code Resources}
 * @param name {@code QueueName}, or the logical id (with {@code .fifo} for a FIFO queue) where the
 *     template leaves the name to CloudFormation
 * @param arn the ARN it has here
 * @param fifo whether it is a FIFO queue
 * @param contentBasedDeduplication whether a FIFO queue deduplicates by content
 * @param visibilityTimeout seconds a received message stays hidden; 30 where nothing is said
 * @param redrivePolicy where messages go that were received too often
 */
public record Queue(
    String logicalId,
    String name,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    int visibilityTimeout,
    Optional<RedrivePolicy> redrivePolicy) {

  /** A message that was received this often goes to the dead-letter queue. */
  public record RedrivePolicy(Queue deadLetterQueue, int maxReceiveCount) {}
}
