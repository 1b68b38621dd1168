package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.local.LivePipe;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.SourceRecord;
import io.github.standpipe.pipe.Trace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A message and what would become of it now.
 *
 * @param id its id on the queue; the record's if it is not from a queue
 * @param messageId the id of the original message, which its envelope names
 * @param record the message as it was first sent
 * @param origin the queue on which it was first received, and its place there
 * @param was why it was quarantined
 */
record ReplayedMessage(
    String id,
    String messageId,
    ObjectNode record,
    Origin origin,
    Optional<String> was,
    ReplayVerdict now) {

  /**
   * Messages from a queue: one that cannot be read is reported as such.
   *
   * @param origins by message id, the ARN of the queue whose dead letter it is
   */
  static List<ReplayedMessage> received(
      LivePipe pipe, List<ObjectNode> received, UnaryOperator<String> origins) {
    List<ReplayedMessage> replayed = new ArrayList<>();
    for (ObjectNode message : received) {
      String id = message.path("messageId").asText();
      try {
        Capture.Message captured = Capture.of(List.of(message), id).messages().getFirst();
        ReplayedMessage one = of(pipe, captured, id);
        boolean envelope = captured.reason().isPresent();
        replayed.add(envelope ? one : one.from(origins.apply(id)));
      } catch (Fault e) {
        String reason = e.getMessage().replaceFirst("^[^:]*: ", "");
        replayed.add(
            new ReplayedMessage(
                id,
                Capture.messageId(message),
                message,
                Origin.UNKNOWN,
                Optional.empty(),
                ReplayVerdict.unusable(reason)));
      }
    }
    return replayed;
  }

  private ReplayedMessage from(String arn) {
    return new ReplayedMessage(id, messageId, record, origin.in(arn), was, now);
  }

  /** Messages from a text. */
  static List<ReplayedMessage> captured(LivePipe pipe, Capture capture) {
    List<ReplayedMessage> replayed = new ArrayList<>();
    for (Capture.Message message : capture.messages()) {
      String number = "message " + (replayed.size() + 1);
      replayed.add(of(pipe, message, message.record().path("messageId").asText(number)));
    }
    return replayed;
  }

  /** Runs a message as a separate batch, without starting an execution or quarantining it. */
  private static ReplayedMessage of(LivePipe pipe, Capture.Message message, String id) {
    List<CollectedQuarantine.Message> quarantined = new ArrayList<>();
    pipe.quarantineTo((envelopes, deadline) ->
        envelopes.stream().map(CollectedQuarantine.Message::in).forEach(quarantined::add));
    InstantSource clock = InstantSource.system();
    ObjectNode record = SourceRecord.complete(message.anew(), 1, pipe.pipe().source(), clock);
    Trace trace = pipe.pipe().run(Payload.of(List.of(record)), clock);
    return new ReplayedMessage(
        id,
        message.record().path("messageId").asText(id),
        record,
        Origin.of(message.record()),
        message.reason(),
        ReplayVerdict.of(trace, quarantined));
  }
}
