package io.github.standpipe.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

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

  /** What the answer does not name as sent is sent once more. */
  private List<String> send(List<SendMessageBatchRequestEntry> entries, int sent) {
    Map<String, String> ids = new HashMap<>();
    try {
      call(entries, ids, sent);
      List<SendMessageBatchRequestEntry> open = unconfirmed(entries, ids);
      if (!open.isEmpty()) {
        call(open, ids, sent);
      }
    } catch (SdkException e) {
      throw queue.fault("takes no message", e);
    }
    for (SendMessageBatchRequestEntry entry : unconfirmed(entries, ids)) {
      throw new Fault(
          "message " + place(entry.id(), sent),
          "the queue '" + queue.name() + "' did not confirm it; it may be there or not");
    }
    return entries.stream().map(entry -> ids.getOrDefault(entry.id(), "")).toList();
  }

  /** One call; notes the message ids of the entries that its answer names as sent. */
  private void call(List<SendMessageBatchRequestEntry> entries, Map<String, String> ids, int sent) {
    SendMessageBatchResponse answer = answer(entries);
    List<String> asked = entries.stream().map(SendMessageBatchRequestEntry::id).toList();
    for (BatchResultErrorEntry failed : answer.failed()) {
      if (asked.contains(failed.id())) {
        throw new Fault(
            "message " + place(failed.id(), sent),
            "the queue '" + queue.name() + "' does not take it: " + failed.code());
      }
    }
    answer.successful().stream()
        .filter(done -> asked.contains(done.id()) && done.messageId() != null)
        .forEach(done -> ids.put(done.id(), done.messageId()));
  }

  private SendMessageBatchResponse answer(List<SendMessageBatchRequestEntry> entries) {
    try {
      return queue.sqs().sendMessageBatch(b -> b.queueUrl(queue.url()).entries(entries));
    } catch (NullPointerException e) {
      // the SDK compares checksums, and stops so at an id that was never sent: that confirms
      // nothing
      return SendMessageBatchResponse.builder().build();
    }
  }

  private static List<SendMessageBatchRequestEntry> unconfirmed(
      List<SendMessageBatchRequestEntry> entries, Map<String, String> ids) {
    return entries.stream().filter(entry -> !ids.containsKey(entry.id())).toList();
  }

  private static int place(String id, int sent) {
    return sent + Integer.parseInt(id) + 1;
  }
}
