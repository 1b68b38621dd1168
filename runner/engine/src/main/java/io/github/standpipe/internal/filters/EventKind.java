package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.SourceRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What events look like, which decides what can be at a path of a pattern. */
public enum EventKind {
  /** SQS records, as a pipe filters them: a body that is JSON or text, and metadata. */
  RECORD,
  /** Events of a Classic bus: an envelope around {@code detail}. */
  ENVELOPE,
  /** Any JSON objects, such as the data that a subscriber filters. */
  OBJECT;

  /** The top-level keys of an envelope. */
  public static final Set<String> ENVELOPE_KEYS =
      Set.of(
          "version",
          "id",
          "detail-type",
          "source",
          "account",
          "time",
          "region",
          "resources",
          "detail",
          "replay-name");

  private static final Set<String> TEXTS_OF_RECORD =
      Set.of("messageId", "receiptHandle", "md5OfBody");
  private static final Set<String> OPTIONAL_OF_ENVELOPE = Set.of("resources", "replay-name");

  /**
   * The kind of events that a pattern is for, by the keys that it asks for.
   *
   * @param patterns one or several that are for the same events
   */
  public static EventKind of(List<JsonNode> patterns) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode pattern : patterns) {
      FilterPattern.ways(pattern).stream()
          .flatMap(way -> way.keySet().stream())
          .forEach(path -> keys.add(path.replaceFirst("\\..*", "")));
    }
    return SourceRecord.FIELDS.containsAll(keys)
        ? RECORD
        : ENVELOPE_KEYS.containsAll(keys) ? ENVELOPE : OBJECT;
  }

  /** The values that can be at a path. */
  enum Content {
    /** None. */
    NOTHING,
    /** Strings. */
    TEXT,
    /** Strings and null. */
    TEXT_OR_NULL,
    /** Strings that do not parse as JSON. */
    PLAIN_TEXT,
    /** All values. */
    ANY
  }

  /**
   * What can be at a path.
   *
   * @param isOptional whether the event may have nothing there
   * @param arraysFrom the least number of leading keys after which there may be an array of objects
   */
  record Slot(boolean isOptional, Content content, int arraysFrom) {
    private static final int NO_ARRAYS = Integer.MAX_VALUE;

    static Slot empty() {
      return new Slot(true, Content.NOTHING, NO_ARRAYS);
    }

    static Slot text(boolean isOptional) {
      return new Slot(isOptional, Content.TEXT, NO_ARRAYS);
    }

    static Slot open(int arraysFrom) {
      return new Slot(true, Content.ANY, arraysFrom);
    }
  }

  Slot slot(List<String> keys) {
    return switch (this) {
      case RECORD -> ofRecord(keys);
      case ENVELOPE -> ofEnvelope(keys);
      case OBJECT -> Slot.open(1);
    };
  }

  private static Slot ofRecord(List<String> keys) {
    String first = keys.getFirst();
    boolean isTop = keys.size() == 1;
    if (TEXTS_OF_RECORD.contains(first)) {
      return isTop ? Slot.text(false) : Slot.empty();
    }
    return switch (first) {
      case "body" -> isTop ? new Slot(false, Content.PLAIN_TEXT, Slot.NO_ARRAYS) : Slot.open(1);
      case "md5OfMessageAttributes" ->
          isTop ? new Slot(true, Content.TEXT_OR_NULL, Slot.NO_ARRAYS) : Slot.empty();
      case "attributes" -> isTop ? Slot.empty() : Slot.text(true);
      case "messageAttributes" -> keys.size() < 3 ? Slot.empty() : Slot.text(true);
      default -> Slot.empty();
    };
  }

  private static Slot ofEnvelope(List<String> keys) {
    String first = keys.getFirst();
    boolean isTop = keys.size() == 1;
    if (first.equals("detail")) {
      return isTop ? Slot.empty() : Slot.open(2);
    }
    return isTop && ENVELOPE_KEYS.contains(first)
        ? Slot.text(OPTIONAL_OF_ENVELOPE.contains(first))
        : Slot.empty();
  }
}
