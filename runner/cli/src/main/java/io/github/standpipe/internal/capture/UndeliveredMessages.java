package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.ClassicRule;
import io.github.standpipe.internal.bus.ClassicRule.RuleTarget;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.Rendering;
import io.github.standpipe.internal.bus.Schedule;
import io.github.standpipe.internal.bus.Subscriber;
import io.github.standpipe.internal.capture.Capture.Message;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes of the dead letters of what feeds a queue the messages that the queue would have got.
 *
 * @param queueArn the pipe's queue
 * @param notes collects what was assumed, a line each
 */
public record UndeliveredMessages(Feeders feeders, String queueArn, Set<String> notes) {

  public UndeliveredMessages(Feeders feeders, String queueArn) {
    this(feeders, queueArn, new LinkedHashSet<>());
  }

  /**
   * The messages, with those in place of their dead letters.
   *
   * @param where what the messages are from, to be named in a fault
   * @throws Fault for a dead letter that no message can be made of, in one line
   */
  public Capture arrived(Capture all, String where) {
    if (isDeadLetterQueue()) {
      return all; // the pipe takes dead letters as they are
    }
    try {
      return new Capture(
          all.forms(), all.messages().stream().map(this::arrived).toList(), all.isArray());
    } catch (Fault e) {
      throw e.at(where);
    }
  }

  private boolean isDeadLetterQueue() {
    return Stream.of(
            feeders.rules().stream()
                .flatMap(rule -> rule.targets().stream())
                .map(RuleTarget::deadLetters),
            feeders.subscribers().stream().map(Subscriber::deadLetters),
            feeders.schedules().stream().map(Schedule::deadLetters))
        .flatMap(queues -> queues)
        .flatMap(Optional::stream)
        .anyMatch(queueArn::equals);
  }

  private Message arrived(Message message) {
    return UndeliveredMessage.of(message.record())
        .map(letter -> new Message(record(letter), message.reason(), message.line()))
        .orElse(message);
  }

  private ObjectNode record(UndeliveredMessage letter) {
    return switch (letter) {
      case UndeliveredMessage.OfSubscriber subscriber -> throw subscriber.refusal();
      case UndeliveredMessage.OfSchedule schedule -> {
        notes.add(taken("schedule " + schedule.schedule(), schedule.code()));
        yield schedule.sent();
      }
      case UndeliveredMessage.OfRule rule -> ofRule(rule);
    };
  }

  private static String taken(String of, String code) {
    return "taken from a dead letter of " + of + " (" + code + ")";
  }

  private ObjectNode ofRule(UndeliveredMessage.OfRule letter) {
    String name = lastPart(letter.rule());
    if (!letter.target().contains(":sqs:")) {
      throw new Fault(
          "the dead letter of rule "
              + name
              + " was for "
              + letter.target()
              + ", which is not a queue, so no pipe gets it");
    }
    String note = taken("rule " + name, letter.code());
    Optional<ClassicEvent> event = event(letter.record().path("body").asText());
    Optional<ClassicRule> rule = feeders.rules().stream().filter(one -> is(one, name)).findFirst();
    if (event.isEmpty() || rule.isEmpty()) {
      notes.add(
          note
              + (event.isEmpty()
                  ? ", whose body is not an event, so it is taken as it is"
                  : ", which is not in the template, so the event is taken as it is"));
      return letter.record();
    }
    notes.add(note + ", as its target would have sent it");
    return letter.record().deepCopy().put("body", body(rule.get(), event.get(), letter));
  }

  /** A rule of the template, or what a deployment named after its logical id. */
  private static boolean is(ClassicRule rule, String name) {
    String logicalId = rule.where().substring(rule.where().lastIndexOf(' ') + 1);
    return rule.name().equals(name) || name.matches("(.*-)?" + logicalId + "-[0-9A-Za-z]+");
  }

  private static Optional<ClassicEvent> event(String body) {
    try {
      JsonNode json = Json.parse(body);
      return json instanceof ObjectNode object
              && object.has("detail-type")
              && object.path("detail").isObject()
          ? Optional.of(new ClassicEvent(object, Instant.EPOCH))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // the letter's body is a text, which is taken as it is
    }
  }

  private String body(ClassicRule rule, ClassicEvent event, UndeliveredMessage.OfRule letter) {
    List<RuleTarget> queues =
        rule.targets().stream().filter(target -> target.arn().contains(":sqs:")).toList();
    RuleTarget target =
        queues.stream()
            .filter(one -> one.arn().equals(letter.target()))
            .findFirst()
            .or(() -> queues.stream().filter(one -> one.arn().equals(queueArn)).findFirst())
            .orElseThrow(() ->
                new Fault(
                    rule.where(),
                    "does not send to the queue of this pipe, so its dead letter is another"
                        + " one's"));
    return switch (target.input().render(event, rule)) {
      case Rendering.Content(String body, var warnings) -> body;
      case Rendering.Failure(String code, String reason) ->
          throw new Fault(
              rule.where(), "sends nothing for the event of its dead letter: " + reason);
      case Rendering.Question(var question) ->
          throw new Fault(
              rule.where(),
              "what it sends for the event of its dead letter is open question "
                  + question.rule()
                  + ": "
                  + question.message());
    };
  }

  private static String lastPart(String arn) {
    return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
  }
}
