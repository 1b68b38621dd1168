package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of a deployed pipe. */
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
                () -> new Fault(arn, "is not a queue; events can only be sent to an SQS queue"));
    String name = queue.resource();
    String url =
        SdkFailure.translated(
            "sqs:GetQueueUrl",
            name,
            () ->
                client
                    .getQueueUrl(q -> q.queueName(name).queueOwnerAWSAccountId(queue.account()))
                    .queueUrl());
    // every FIFO queue accepts our own deduplication ids, so its settings are not needed
    return new DeployedQueue(
        client,
        new LiveQueue(client, URI.create(url), url, name, 30, false, Optional.empty(), false));
  }

  /**
   * Sends a message for each record; on a FIFO queue with the group and deduplication id that the
   * record gives, else group 1 and a new id.
   *
   * @return the message ids from the queue
   * @throws Fault for a message that the queue rejects
   */
  public List<String> send(List<? extends JsonNode> records) {
    return queue.send(records);
  }

  @Override
  public void close() {
    client.close();
  }
}
