package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Queue;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues on one server. */
public final class ServerQueues implements AutoCloseable {
  private final SqsClient sqs;
  private final URI endpoint;
  private final boolean embedded;

  private ServerQueues(SqsClient sqs, URI endpoint, boolean embedded) {
    this.sqs = sqs;
    this.endpoint = endpoint;
    this.embedded = embedded;
  }

  /** The queues of the embedded server: nobody else uses them, so waits may be skipped. */
  public static ServerQueues of(EmbeddedSqs server) {
    return new ServerQueues(Servers.sqsClient(server), server.endpoint(), true);
  }

  /**
   * The queues of the server that the environment names, for the region of the queue.
   *
   * @throws Fault if it does not name one
   */
  public static ServerQueues of(Servers servers, String queueArn) {
    URI endpoint =
        servers
            .sqs()
            .orElseThrow(() -> new Fault("AWS_ENDPOINT_URL_SQS is not set; set it to a URL"));
    return new ServerQueues(servers.sqsClient(endpoint, queueArn), endpoint, false);
  }

  /** The queues that a client reaches; closes the client in the end. */
  public static ServerQueues of(SqsClient client, URI endpoint) {
    return new ServerQueues(client, endpoint, false);
  }

  /**
   * Finds a queue by the user's name for it.
   *
   * @throws Fault if it does not exist
   */
  public LiveQueue find(QueueAddress address) {
    String name = address.name();
    try {
      String url =
          sqs.getQueueUrl(
                  q -> q.queueName(name).queueOwnerAWSAccountId(address.account().orElse(null)))
              .queueUrl();
      return live(name, url, Optional.empty());
    } catch (SdkException e) {
      throw SdkError.isMissingQueue(e)
          ? new Fault(endpoint.toString(), "there is no queue '" + name + "'; " + address.cure())
          : unusable(name, e);
    }
  }

  /**
   * Creates a queue, after its dead-letter queue.
   *
   * @throws Fault if the server does not create it
   */
  public LiveQueue create(Queue queue) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(queue.visibilityTimeout()));
    if (queue.fifo()) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
      attributes.put(
          QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
          String.valueOf(queue.contentBasedDeduplication()));
    }
    Optional<LiveQueue> deadLetters = queue.redrivePolicy().map(p -> create(p.deadLetterQueue()));
    deadLetters.ifPresent(
        d -> attributes.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(queue, d)));
    try {
      String url =
          sqs.createQueue(q -> q.queueName(queue.name()).attributes(attributes)).queueUrl();
      return live(queue.name(), url, deadLetters);
    } catch (SdkException e) {
      throw unusable(queue.name(), e);
    }
  }

  /**
   * Finds an existing queue; its own settings apply, not the template's.
   *
   * @throws Fault if it does not exist
   */
  public LiveQueue find(Queue queue) {
    LiveQueue found = found(queue.name(), Optional.empty());
    return deadLetterName(found.url())
        .map(dead -> found(queue.name(), Optional.of(found(dead, Optional.empty()))))
        .orElse(found);
  }

  private LiveQueue found(String name, Optional<LiveQueue> deadLetters) {
    try {
      return live(name, sqs.getQueueUrl(q -> q.queueName(name)).queueUrl(), deadLetters);
    } catch (SdkException e) {
      throw SdkError.isMissingQueue(e) ? missing(name) : unusable(name, e);
    }
  }

  @Override
  public void close() {
    sqs.close();
  }

  private LiveQueue live(String name, String url, Optional<LiveQueue> deadLetters) {
    Map<QueueAttributeName, String> attributes = attributes(url);
    return new LiveQueue(
        sqs,
        endpoint,
        url,
        name,
        Integer.parseInt(attributes.getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "30")),
        Boolean.parseBoolean(attributes.get(QueueAttributeName.CONTENT_BASED_DEDUPLICATION)),
        deadLetters,
        embedded);
  }

  private Map<QueueAttributeName, String> attributes(String url) {
    return sqs.getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  private String redrivePolicy(Queue queue, LiveQueue deadLetters) {
    String arn = attributes(deadLetters.url()).getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    int most = queue.redrivePolicy().map(Queue.RedrivePolicy::maxReceiveCount).orElseThrow();
    return "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + most + "}";
  }

  private Optional<String> deadLetterName(String url) {
    String policy = attributes(url).getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
    try {
      return Optional.of(
              QueueArn.of(Json.parse(policy).path("deadLetterTargetArn").asText()).name())
          .filter(name -> !name.isEmpty());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("SQS gives a redrive policy as JSON", e);
    }
  }

  private Fault missing(String name) {
    return new Fault(
        endpoint.toString(),
        "there is no queue '" + name + "'; create it, or pass --create-queues");
  }

  private Fault unusable(String name, SdkException e) {
    return new Fault(
        endpoint.toString(), "the queue '" + name + "' cannot be used: " + SdkError.line(e));
  }
}
