package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One item of a request while it is processed: an SQS record, or an item that an input template
 * rendered.
 */
final class Item {
  /** The stage that an item reached. */
  enum Stage {
    BODY,
    VERSION,
    ENRICH,
    ANSWER
  }

  private static final String SPARES =
      "; it does not return, because another record of its batch is at its last receive";

  private final int place;
  private final RequestItem given;
  private EventEnvelope.Found found = EventEnvelope.Found.NONE;
  private Stage stage = Stage.BODY;
  private @Nullable Verdict verdict;
  private String correlationId = "";
  private boolean isUpcast;
  private boolean failed;
  private boolean putOff;
  private boolean sparesOthers;

  Item(int place, RequestItem given) {
    this.place = place;
    this.given = given;
  }

  boolean isSqs() {
    return given.body().isPresent();
  }

  /** Finds the event, checks it, and upgrades it to its newest version. */
  void read(Contract contract, Invocation invocation) {
    try {
      found = contract.envelope().find(given);
      contract.schemas().checkIn(found.event());
      stage = Stage.VERSION;
      JsonNode upcast = contract.versions().upcast(found, invocation);
      isUpcast = upcast != found.event();
      found = found.with(upcast);
      stage = Stage.ENRICH;
    } catch (VerdictException e) {
      judge(e.verdict());
    }
  }

  boolean isOpen() {
    return verdict == null;
  }

  void judge(Verdict given) {
    failed |= given instanceof Verdict.Fail;
    verdict = given;
  }

  void judge(Verdict given, Stage at) {
    judge(given);
    stage = at;
  }

  boolean isRetried() {
    return verdict instanceof Verdict.Retry;
  }

  /**
   * Goes to the quarantine instead of returning once more, because another record of its batch
   * would become a dead letter.
   */
  void spareOthers() {
    sparesOthers = true;
    verdict = new Verdict.Quarantine(Contract.reason(this) + SPARES);
  }

  /** Why it is in the quarantine, in one word. */
  String outcome() {
    return failed ? "failure" : sparesOthers ? "retry" : "quarantine";
  }

  Verdict verdict() {
    if (verdict == null) {
      throw new IllegalStateException("record " + (place + 1) + " has no verdict");
    }
    return verdict;
  }

  /** Leaves its events out of this answer: its record comes again in a later batch. */
  void putOff() {
    putOff = true;
  }

  boolean isPutOff() {
    return putOff && verdict instanceof Verdict.Emit;
  }

  /** Whether its queue keeps the order of a group. */
  boolean isFifo() {
    return record().path("eventSourceARN").asText().endsWith(".fifo");
  }

  /** The group whose order a FIFO queue keeps; empty if there is none. */
  String group() {
    return record().path("attributes").path("MessageGroupId").asText();
  }

  List<JsonNode> emitted() {
    return verdict instanceof Verdict.Emit(List<JsonNode> events) && !putOff ? events : List.of();
  }

  JsonNode record() {
    return given.record().get();
  }

  JsonNode event() {
    return found.event();
  }

  /** The event for an enricher that may change it: a file's constants may be part of it. */
  JsonNode unsharedEvent() {
    return isUpcast ? event().deepCopy() : event();
  }

  Metadata metadata() {
    return found.metadata();
  }

  String stage() {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /** The message id; empty if there is none. */
  String id() {
    return given.id();
  }

  /** How often it was received; 0 if that is not known. */
  int receives() {
    return record().path("attributes").path("ApproximateReceiveCount").asInt();
  }

  /**
   * The id of the message attribute, of the SNS envelope's message attribute, the metadata or the
   * message, whichever comes first; else a new one.
   */
  String correlationId(Supplier<UUID> ids) {
    if (correlationId.isEmpty()) {
      correlationId =
          firstNonEmpty(
              given.correlationId(), found.correlationId(), metadata().correlationId(), id());
      if (correlationId.isEmpty()) {
        correlationId = ids.get().toString();
      }
    }
    return correlationId;
  }

  private static String firstNonEmpty(String... ids) {
    for (String id : ids) {
      if (!id.isEmpty()) {
        return id;
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return "record " + (place + 1) + (id().isEmpty() ? "" : " (" + id() + ")");
  }
}
