package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.LivePipe;
import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.SourceRecord;
import io.github.standpipe.pipe.Trace;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message and what would become of it now.
 *
 * @param id by which the queue knows it; that of the record if it is from no queue
 * @param recordId of the record: what was quarantined twice has one
 * @param sequence the record's place in its FIFO queue; 0 if it has none
 * @param record the message as it was sent first
 * @param was why it was quarantined
 */
record Replayed(
    String id,
    String recordId,
    BigInteger sequence,
    ObjectNode record,
    Optional<String> was,
    Verdict now) {

  /** Messages of a queue: one that cannot be read is told as such. */
  static List<Replayed> received(LivePipe pipe, List<ObjectNode> received) {
    List<Replayed> replayed = new ArrayList<>();
    for (ObjectNode message : received) {
      String id = message.path("messageId").asText();
      try {
        Capture.Message captured = Capture.of(List.of(message), id).messages().getFirst();
        Optional<String> foreign = foreign(pipe, message, captured.record());
        replayed.add(
            foreign.isPresent()
                ? judged(captured, id, captured.record(), Verdict.foreign(foreign.get()))
                : of(pipe, captured, id));
      } catch (Fault e) {
        String reason = e.getMessage().replaceFirst("^[^:]*: ", "");
        replayed.add(
            new Replayed(
                id, id, BigInteger.ZERO, message, Optional.empty(), Verdict.unusable(reason)));
      }
    }
    return replayed;
  }

  /** Messages of a text. */
  static List<Replayed> captured(LivePipe pipe, Capture capture) {
    List<Replayed> replayed = new ArrayList<>();
    for (Capture.Message message : capture.messages()) {
      String number = "message " + (replayed.size() + 1);
      replayed.add(of(pipe, message, message.record().path("messageId").asText(number)));
    }
    return replayed;
  }

  /** Runs a message as a batch of its own; nothing is started, and nothing quarantined. */
  private static Replayed of(LivePipe pipe, Capture.Message message, String id) {
    List<Quarantined.Message> quarantined = new ArrayList<>();
    pipe.quarantineTo(
        envelopes -> envelopes.stream().map(Quarantined.Message::in).forEach(quarantined::add));
    InstantSource clock = InstantSource.system();
    ObjectNode record =
        SourceRecord.complete(anew(message.record()), 1, pipe.pipe().source(), clock);
    Trace trace = pipe.pipe().run(Payload.of(List.of(record)), clock);
    return judged(message, id, record, Verdict.of(trace, quarantined));
  }

  private static Replayed judged(
      Capture.Message message, String id, ObjectNode record, Verdict verdict) {
    ObjectNode sent = message.record();
    String sequence = sent.path("attributes").path("SequenceNumber").asText();
    return new Replayed(
        id,
        sent.path("messageId").asText(id),
        sequence.matches("\\d+") ? new BigInteger(sequence) : BigInteger.ZERO,
        record,
        message.reason(),
        verdict);
  }

  /**
   * The queue that a message came from, if it is not the pipe's: an envelope holds the record with
   * its source, and SQS notes on a dead letter where it was before.
   */
  private static Optional<String> foreign(LivePipe pipe, ObjectNode message, ObjectNode record) {
    String origin =
        record == message
            ? message.path("attributes").path("DeadLetterQueueSourceArn").asText()
            : record.path("eventSourceARN").asText();
    return origin.isEmpty() || name(origin).equals(name(pipe.pipe().source().arn()))
        ? Optional.empty()
        : Optional.of(name(origin));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** The message as it would be received first, were it sent once more. */
  private static ObjectNode anew(ObjectNode record) {
    ObjectNode anew = Json.object();
    List.of("messageId", "body", "messageAttributes")
        .forEach(field -> {
          if (record.has(field)) {
            anew.set(field, record.get(field));
          }
        });
    if (record.path("attributes").has("MessageGroupId")) {
      anew.putObject("attributes")
          .set("MessageGroupId", record.path("attributes").get("MessageGroupId"));
    }
    return anew;
  }
}
