package io.github.standpipe.internal.cli.production;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.local.QueueAddress;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The queue to read from, and how many messages to read. */
final class QueueOptions {
  private static final int MOST = 10_000;
  private static final String CURE = "name it by --queue NAME|URL|ARN";

  @Mixin AwsOptions aws = new AwsOptions();

  @Option(
      names = "--queue",
      paramLabel = "NAME|URL|ARN",
      description = "Take the messages from this queue.")
  @Nullable String queue;

  @Option(
      names = "--dead-letters",
      description = "Take them from the dead-letter queue of the pipe's queue.")
  boolean deadLetters;

  @Option(
      names = "--quarantine",
      description = "Take them from the quarantine queue of the pipe's function.")
  boolean quarantine;

  @Option(
      names = "--source",
      description =
          "Take them from the pipe's own queue, where reading a message counts as a receive.")
  boolean source;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "10",
      description = "Take at most N messages, 1 to 10000. Default: 10.")
  int max = 10;

  boolean isGiven() {
    return queue != null || deadLetters || quarantine || source;
  }

  int max() {
    if (max < 1 || max > MOST) {
      throw new Fault("--max " + max, "give a number from 1 to " + MOST);
    }
    return max;
  }

  /** The address of the queue. */
  QueueAddress address(PipeDefinition pipe) {
    if (Stream.of(queue != null, deadLetters, quarantine, source).filter(g -> g).count() > 1) {
      throw new Fault("name one queue: --queue, --dead-letters, --quarantine or --source");
    }
    if (queue != null) {
      return QueueAddress.of(queue, "check --queue, --region and AWS_ENDPOINT_URL_SQS");
    }
    return QueueAddress.of(ofTemplate(pipe).name(), CURE);
  }

  private Queue ofTemplate(PipeDefinition pipe) {
    Optional<Queue> named =
        deadLetters
            ? pipe.queue().redrivePolicy().map(Queue.RedrivePolicy::deadLetterQueue)
            : quarantine ? pipe.quarantine() : Optional.of(pipe.queue());
    return named.orElseThrow(() ->
        new Fault(
            pipe.where(),
            deadLetters
                ? pipe.queue().logicalId() + " has no RedrivePolicy; " + CURE
                : pipe.logicalId()
                    + " has a function without a QUARANTINE_QUEUE_URL of a queue in the template; "
                    + CURE));
  }

  /** The way to it: the server that {@code AWS_ENDPOINT_URL_SQS} names, or an account. */
  OpenQueues open(PipeDefinition pipe, QueueAddress address) {
    return OpenQueues.of(aws, pipe.queue().arn(), address);
  }
}
