package io.github.standpipe.internal.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A queue that takes messages, by {@code SendMessageBatch} in SQS's JSON protocol. */
public final class SqsQueue {
  /** The maximum size in bytes of a message, and of all messages of a call. */
  public static final int MAXIMUM_SIZE = 1_048_576;

  private static final int MOST_ENTRIES = 10;

  private final String url;
  private final SqsClient client;

  private SqsQueue(String url, SqsClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * The queue of a URL, configured by the environment variables of a function: {@code
   * AWS_ENDPOINT_URL_SQS} or {@code AWS_ENDPOINT_URL} instead of its own host, {@code AWS_REGION},
   * and the credentials.
   *
   * @throws IllegalArgumentException for a text that is not a URL; the message quotes it
   */
  public static SqsQueue of(String url, Map<String, String> variables) {
    return new SqsQueue(url, SqsClient.of(url, variables));
  }

  /**
   * Sends all messages, in order, in as few calls as SQS's limits allow.
   *
   * @throws IOException if not all were accepted; earlier ones may have been
   */
  public void send(List<SqsMessage> messages) throws IOException {
    List<SqsMessage> some = new ArrayList<>();
    int size = 0;
    for (SqsMessage message : messages) {
      int more = message.size();
      if (some.size() == MOST_ENTRIES || !some.isEmpty() && size + more > MAXIMUM_SIZE) {
        call(some);
        some.clear();
        size = 0;
      }
      some.add(message);
      size += more;
    }
    if (!some.isEmpty()) {
      call(some);
    }
  }

  /** One call; messages that its answer does not name as sent are sent once more. */
  private void call(List<SqsMessage> messages) throws IOException {
    List<SqsMessage> open = answer(messages).unconfirmed(messages);
    if (!open.isEmpty()) {
      BatchAnswer second = answer(open);
      List<SqsMessage> still = second.unconfirmed(open);
      if (!still.isEmpty()) {
        throw second.unsent(still.size(), open.size(), messages.size());
      }
    }
  }

  private BatchAnswer answer(List<SqsMessage> messages) throws IOException {
    BatchAnswer answer =
        new BatchAnswer(client.call("SendMessageBatch", Wire.bytes(request(messages))));
    answer.throwRefusal(messages.size());
    return answer;
  }

  private ObjectNode request(List<SqsMessage> messages) {
    ObjectNode request = Wire.object().put("QueueUrl", url);
    var entries = request.putArray("Entries");
    for (int place = 0; place < messages.size(); place++) {
      SqsMessage message = messages.get(place);
      ObjectNode entry = entries.addObject();
      entry.put("Id", String.valueOf(place)).put("MessageBody", message.body());
      if (!message.attributes().isEmpty()) {
        entry.set("MessageAttributes", message.attributes());
      }
      if (url.endsWith(".fifo")) {
        entry.put("MessageGroupId", message.group()).put("MessageDeduplicationId", message.id());
      }
    }
    return request;
  }
}
