package io.github.standpipe.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages with as few calls as SQS allows: ten a call, and 1,048,576 bytes in all. */
record Outbox(LiveQueue queue) {

  List<String> send(List<? extends JsonNode> records) {
    List<Outgoing> messages =
        IntStream.range(0, records.size())
            .mapToObj(i -> Outgoing.of(records.get(i), i + 1))
            .toList();
    List<String> ids = new ArrayList<>();
    while (ids.size() < messages.size()) {
      ids.addAll(sendSome(messages.subList(ids.size(), messages.size()), ids.size()));
    }
    return ids;
  }

  /** Sends as many as fit into one call. */
  private List<String> sendSome(List<Outgoing> messages, int sent) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    int bytes = 0;
    for (Outgoing message : messages) {
      bytes += message.bytes();
      if (entries.size() == LiveQueue.MOST_ENTRIES || bytes > Outgoing.MAXIMUM) {
        break;
      }
      entries.add(message.entry(String.valueOf(entries.size()), queue));
    }
    return send(entries, sent);
  }

  private List<String> send(List<SendMessageBatchRequestEntry> entries, int sent) {
    try {
      var answer = queue.sqs().sendMessageBatch(b -> b.queueUrl(queue.url()).entries(entries));
      for (BatchResultErrorEntry failed : answer.failed()) {
        throw new Fault(
            "message " + (sent + Integer.parseInt(failed.id()) + 1),
            "the queue '" + queue.name() + "' does not take it: " + failed.code());
      }
      String[] ids = new String[entries.size()];
      answer.successful().forEach(s -> ids[Integer.parseInt(s.id())] = s.messageId());
      return List.of(ids);
    } catch (SdkException e) {
      throw queue.fault("takes no message", e);
    }
  }
}
