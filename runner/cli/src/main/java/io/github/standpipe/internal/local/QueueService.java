package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.internal.delivery.QueueRules;
import io.github.standpipe.pipe.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * A queue on a server as a target. What SQS is documented to reject is not sent, because a
 * compatible server may accept it.
 *
 * @param sent receives the ids of messages that are on the queue
 */
record QueueService(LiveQueue queue, Consumer<List<String>> sent) implements EntryService {
  private static final String CALL = "SendMessageBatch";

  @Override
  public Delivery send(List<Target.Entry> entries) {
    Delivery checked =
        new QueueRules(queue.fifo(), queue.contentBasedDeduplication()).send(entries);
    if (checked.refusal().isPresent() || checked.accepted() == 0) {
      return checked;
    }
    Map<Integer, String> failures = new TreeMap<>(checked.failures());
    List<SendMessageBatchRequestEntry> requests = new ArrayList<>();
    for (int place = 0; place < entries.size(); place++) {
      if (!failures.containsKey(place)) {
        requests.add(request(place, entries.get(place).json()));
      }
    }
    try {
      SendMessageBatchResponse answer =
          queue.sqs().sendMessageBatch(b -> b.queueUrl(queue.url()).entries(requests));
      failures.putAll(failures(requests, answer));
    } catch (SdkException e) {
      return Delivery.rejecting(CALL, entries, SdkError.line(e));
    }
    return Delivery.failing(CALL, entries, failures);
  }

  /** An entry that the answer does not list as sent counts as failed. */
  private Map<Integer, String> failures(
      List<SendMessageBatchRequestEntry> requests, SendMessageBatchResponse answer) {
    Map<Integer, String> failures = new TreeMap<>();
    Set<String> done = new HashSet<>();
    answer.successful().stream().map(SendMessageBatchResultEntry::id).forEach(done::add);
    for (BatchResultErrorEntry failed : answer.failed()) {
      failures.put(Integer.parseInt(failed.id()), String.valueOf(failed.code()));
    }
    for (SendMessageBatchRequestEntry request : requests) {
      int place = Integer.parseInt(request.id());
      if (!done.contains(request.id())) {
        failures.putIfAbsent(place, "the answer does not confirm it");
      }
    }
    sent.accept(answer.successful().stream().map(SendMessageBatchResultEntry::messageId).toList());
    return failures;
  }

  private static SendMessageBatchRequestEntry request(int place, JsonNode entry) {
    SendMessageBatchRequestEntry.Builder request =
        SendMessageBatchRequestEntry.builder()
            .id(String.valueOf(place))
            .messageBody(entry.path("MessageBody").asText());
    if (entry.has("MessageGroupId")) {
      request.messageGroupId(entry.get("MessageGroupId").asText());
    }
    if (entry.has("MessageDeduplicationId")) {
      request.messageDeduplicationId(entry.get("MessageDeduplicationId").asText());
    }
    return request.build();
  }
}
