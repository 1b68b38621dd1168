package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue on a server.
 *
 * @param sqs the server's client
 * @param endpoint the server
 * @param url the queue's URL for clients of the server
 * @param name the queue's name; one that ends in {@code .fifo} makes it a FIFO queue
 * @param visibilityTimeout seconds that a received message stays hidden
 * @param contentBasedDeduplication whether a FIFO queue deduplicates by content
 * @param deadLetters the queue that its redrive policy names
 * @param embedded whether it is on the embedded server, which nobody else uses
 */
public record LiveQueue(
    SqsClient sqs,
    URI endpoint,
    String url,
    String name,
    int visibilityTimeout,
    boolean contentBasedDeduplication,
    Optional<LiveQueue> deadLetters,
    boolean embedded) {
  /** Most entries of one call. */
  static final int MOST_ENTRIES = 10;

  private static final QueueAttributeName[] COUNTS = {
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED
  };

  boolean fifo() {
    return name.endsWith(".fifo");
  }

  /**
   * Sends a message for each record, in order: its body, its message attributes, and on a FIFO
   * queue the group and deduplication id that its attributes give. All are checked before the first
   * is sent.
   *
   * @param records in the shape that a pipe sees; only the body is required
   * @return the message ids from the queue
   * @throws Fault for a message that SQS would reject
   */
  public List<String> send(List<? extends JsonNode> records) {
    return new Outbox(this).send(records);
  }

  /** Sends like {@link #send} each message that SQS accepts, even if others fail. */
  public Sending sendEach(List<? extends JsonNode> records) {
    return new Outbox(this).sendEach(records);
  }

  /** The number of messages that it holds. */
  public Depth depth() {
    try {
      return measured();
    } catch (SdkException e) {
      throw fault("cannot be counted", e);
    }
  }

  /** How often a message is received before it becomes a dead letter; empty if it never does. */
  OptionalInt maxReceiveCount() {
    try {
      String policy =
          sqs.getQueueAttributes(
                  q -> q.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes()
              .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
      int most =
          Json.parse(policy)
              .path("maxReceiveCount")
              .asInt(); // a number, or a string that holds one
      return most < 1 ? OptionalInt.empty() : OptionalInt.of(most);
    } catch (SdkException e) {
      throw fault("does not return its redrive policy", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("SQS gives a redrive policy as JSON", e);
    }
  }

  Fault fault(String seen, SdkException e) {
    return new Fault(endpoint + ": the queue '" + name + "' " + seen + ": " + SdkError.line(e), e);
  }

  Depth measured() {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(q -> q.queueUrl(url).attributeNames(COUNTS)).attributes();
    int[] each =
        List.of(COUNTS).stream()
            .mapToInt(count -> Integer.parseInt(counts.getOrDefault(count, "0")))
            .toArray();
    return new Depth(each[0], each[1], each[2]);
  }

  List<Message> receive(int most, OptionalInt visibility, int waitSeconds) {
    return sqs.receiveMessage(r ->
            r.queueUrl(url)
                .maxNumberOfMessages(most)
                .visibilityTimeout(visibility.isPresent() ? visibility.getAsInt() : null)
                .waitTimeSeconds(waitSeconds)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"))
        .messages();
  }

  /** Deletes up to ten messages; returns those whose deletion is not confirmed. */
  List<ReceivedRecord> delete(List<ReceivedRecord> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(i ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(i))
                    .receiptHandle(messages.get(i).receipt())
                    .build())
            .toList();
    var answer = sqs.deleteMessageBatch(d -> d.queueUrl(url).entries(entries));
    return unconfirmed(
        messages,
        answer.successful().stream().map(DeleteMessageBatchResultEntry::id),
        answer.failed());
  }

  /**
   * Hides up to ten messages for a number of seconds from now; 0 shows them at once. Returns those
   * that are not confirmed.
   */
  List<ReceivedRecord> hide(List<ReceivedRecord> messages, int seconds) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(i ->
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(i))
                    .receiptHandle(messages.get(i).receipt())
                    .visibilityTimeout(seconds)
                    .build())
            .toList();
    var answer = sqs.changeMessageVisibilityBatch(c -> c.queueUrl(url).entries(entries));
    return unconfirmed(
        messages,
        answer.successful().stream().map(ChangeMessageVisibilityBatchResultEntry::id),
        answer.failed());
  }

  /**
   * A status of 200 does not confirm every entry: only those that the answer lists as successful
   * are done.
   */
  private static List<ReceivedRecord> unconfirmed(
      List<ReceivedRecord> messages, Stream<String> done, List<BatchResultErrorEntry> failed) {
    Set<String> confirmed = done.collect(Collectors.toSet());
    failed.forEach(entry -> confirmed.remove(entry.id()));
    return IntStream.range(0, messages.size())
        .filter(place -> !confirmed.contains(String.valueOf(place)))
        .mapToObj(messages::get)
        .toList();
  }
}
