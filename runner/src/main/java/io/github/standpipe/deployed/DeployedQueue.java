package io.github.standpipe.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Arn;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.local.LiveQueue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue that a deployed pipe reads. */
public final class DeployedQueue implements AutoCloseable {
  private final SqsClient client;
  private final LiveQueue queue;

  private DeployedQueue(SqsClient client, LiveQueue queue) {
    this.client = client;
    this.queue = queue;
  }

  static DeployedQueue find(SqsClient client, String arn) {
    Arn queue =
        Arn.parse(arn)
            .filter(found -> found.service().equals("sqs"))
            .orElseThrow(
                () -> new Fault(arn, "is no queue; only to an SQS queue can events be sent"));
    String name = queue.resource();
    String url =
        SdkFailure.translated(
            "sqs:GetQueueUrl",
            name,
            () ->
                client
                    .getQueueUrl(q -> q.queueName(name).queueOwnerAWSAccountId(queue.account()))
                    .queueUrl());
    // A deduplication id of our own is taken by each FIFO queue, so its settings are not asked for
    return new DeployedQueue(
        client,
        new LiveQueue(client, URI.create(url), url, name, 30, false, Optional.empty(), false));
  }

  /**
   * Sends a message for each record; on a FIFO queue with the group and deduplication id that the
   * record gives, else group 1 and an id of its own.
   *
   * @return the ids that the queue gave the messages
   * @throws Fault for a message that the queue does not take
   */
  public List<String> send(List<? extends JsonNode> records) {
    return queue.send(records);
  }

  @Override
  public void close() {
    client.close();
  }
}
