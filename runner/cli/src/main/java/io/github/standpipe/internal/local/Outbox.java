package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends messages with as few calls as SQS allows: ten messages and 1,048,576 bytes per call. */
final class Outbox {
  private final LiveQueue queue;
  private final TreeMap<Integer, OutgoingMessage> open = new TreeMap<>();
  private final TreeMap<Integer, String> ids = new TreeMap<>();
  private final TreeMap<Integer, String> refusals = new TreeMap<>();
  private final Set<Integer> passing = new TreeSet<>();

  Outbox(LiveQueue queue) {
    this.queue = queue;
  }

  /**
   * Sends all; if one is rejected, the messages after its call are not sent.
   *
   * @throws Fault for the first that is rejected
   */
  List<String> send(List<? extends JsonNode> records) {
    look(records);
    while (refusals.isEmpty() && !open.isEmpty()) {
      sendSome();
    }
    for (Map.Entry<Integer, String> refused : refusals.entrySet()) {
      throw new Fault("message " + refused.getKey(), refused.getValue());
    }
    return List.copyOf(ids.values());
  }

  /** Sends each message that the queue accepts. */
  Sending sendEach(List<? extends JsonNode> records) {
    look(records);
    while (!open.isEmpty()) {
      sendSome();
    }
    return new Sending(List.copyOf(ids.values()), refusals, passing);
  }

  private void look(List<? extends JsonNode> records) {
    int place = 0;
    for (JsonNode record : records) {
      place++;
      try {
        open.put(place, OutgoingMessage.of(record));
      } catch (Fault e) {
        refusals.put(place, e.getMessage());
      }
    }
  }

  /** Sends as many as fit into one call. */
  private void sendSome() {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Integer, OutgoingMessage> message : open.entrySet()) {
      bytes += message.getValue().bytes();
      if (entries.size() == LiveQueue.MOST_ENTRIES || bytes > OutgoingMessage.MAXIMUM) {
        break;
      }
      entries.add(message.getValue().entry(String.valueOf(message.getKey()), queue));
    }
    post(entries);
    entries.forEach(entry -> open.remove(place(entry.id())));
  }

  /** An entry that the answer lists neither as sent nor as failed is sent once more. */
  private void post(List<SendMessageBatchRequestEntry> entries) {
    try {
      call(entries);
      if (!unconfirmed(entries).isEmpty()) {
        call(unconfirmed(entries));
      }
    } catch (SdkException e) {
      throw queue.fault("does not accept messages", e);
    }
    for (SendMessageBatchRequestEntry entry : unconfirmed(entries)) {
      refusals.put(
          place(entry.id()),
          "the queue '" + queue.name() + "' did not confirm it; it may or may not be on the queue");
      passing.add(place(entry.id()));
    }
  }

  /** Makes one call, and records its result for each entry. */
  private void call(List<SendMessageBatchRequestEntry> entries) {
    SendMessageBatchResponse answer = answer(entries);
    List<String> asked = entries.stream().map(SendMessageBatchRequestEntry::id).toList();
    for (BatchResultErrorEntry failed : answer.failed()) {
      if (asked.contains(failed.id())) {
        refusals.put(
            place(failed.id()), "the queue '" + queue.name() + "' rejects it: " + failed.code());
        if (Boolean.FALSE.equals(failed.senderFault()) || isThrottled(failed)) {
          passing.add(place(failed.id()));
        }
      }
    }
    answer.successful().stream()
        .filter(done -> asked.contains(done.id()) && done.messageId() != null)
        .filter(done -> !refusals.containsKey(place(done.id())))
        .forEach(done -> ids.put(place(done.id()), done.messageId()));
  }

  private static boolean isThrottled(BatchResultErrorEntry failed) {
    return failed.code() != null && failed.code().contains("Throttl");
  }

  private SendMessageBatchResponse answer(List<SendMessageBatchRequestEntry> entries) {
    try {
      return queue.sqs().sendMessageBatch(b -> b.queueUrl(queue.url()).entries(entries));
    } catch (NullPointerException e) {
      // the SDK compares checksums and fails on an id that was never sent; that does not confirm
      // anything
      return SendMessageBatchResponse.builder().build();
    }
  }

  private List<SendMessageBatchRequestEntry> unconfirmed(
      List<SendMessageBatchRequestEntry> entries) {
    return entries.stream()
        .filter(entry -> !ids.containsKey(place(entry.id())))
        .filter(entry -> !refusals.containsKey(place(entry.id())))
        .toList();
  }

  private static int place(String id) {
    return Integer.parseInt(id);
  }
}
