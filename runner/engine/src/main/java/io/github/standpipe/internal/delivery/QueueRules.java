package io.github.standpipe.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue as it accepts messages (rule {@code target-queue}); nothing is sent.
 *
 * @param contentBased whether a FIFO queue deduplicates by content; if that is not known, it does
 */
public record QueueRules(boolean fifo, boolean contentBased) implements EntryService {
  private static final int MOST_BYTES = 1_048_576;
  private static final int LONGEST_ID = 128;
  private static final String CALL = "SendMessageBatch";
  private static final String GROUP = "MessageGroupId";
  private static final String DEDUPLICATION = "MessageDeduplicationId";

  @Override
  public Delivery send(List<Target.Entry> entries) {
    long bytes = entries.stream().mapToLong(entry -> body(entry).length).sum();
    if (bytes > MOST_BYTES) {
      return Delivery.rejecting(
          CALL,
          entries,
          "BatchRequestTooLong: the messages hold "
              + bytes
              + " bytes; SQS accepts at most 1048576 at once");
    }
    Map<Integer, String> failures = new TreeMap<>();
    for (int place = 0; place < entries.size(); place++) {
      int at = place;
      failure(entries.get(place)).ifPresent(reason -> failures.put(at, reason));
    }
    return Delivery.failing(CALL, entries, failures);
  }

  private static byte[] body(Target.Entry entry) {
    return entry.json().path("MessageBody").asText().getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> failure(Target.Entry entry) {
    JsonNode json = entry.json();
    String text = json.path("MessageBody").asText();
    if (text.isEmpty()) {
      return Optional.of("MissingParameter: the body is empty");
    }
    if (!text.codePoints().allMatch(QueueRules::isAllowed)) {
      return Optional.of("InvalidMessageContents: the body holds a control character");
    }
    if (fifo && !json.has(GROUP)) {
      return Optional.of("MissingParameter: the queue is FIFO; give a " + GROUP);
    }
    if (fifo && !contentBased && !json.has(DEDUPLICATION)) {
      return Optional.of(
          "InvalidParameterValue: the queue is FIFO; set ContentBasedDeduplication or give a "
              + DEDUPLICATION);
    }
    if (!fifo && json.has(DEDUPLICATION)) {
      return Optional.of(
          "InvalidParameterValue: "
              + DEDUPLICATION
              + " is only for a FIFO queue, and this one is not; leave it out");
    }
    return List.of(GROUP, DEDUPLICATION).stream()
        .filter(name -> json.has(name) && !isId(json.path(name).asText()))
        .map(name ->
            "InvalidParameterValue: " + name + " is not 1 to 128 letters, digits and punctuation")
        .findFirst();
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= ' ' && character <= 0xD7FF
        || character >= 0xE000 && character <= 0xFFFD
        || character >= 0x10000;
  }
}
