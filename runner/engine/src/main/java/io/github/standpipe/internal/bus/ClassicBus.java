package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Delivery;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.internal.bus.ClassicRule.RuleTarget;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A Classic bus and its rules: what becomes of an event that is put on it. */
record ClassicBus(
    String arn, Listeners<ClassicRule, ClassicEvent> rules, Destinations destinations) {

  /**
   * Compares an event with each rule (rule {@code bus-rules}).
   *
   * @param only the ARNs of the rules that take part; all of them if it is empty
   */
  BusTrace put(ClassicEvent event, Set<String> only, Hops hops) {
    hops.around().outlet().archive(arn, event);
    Listeners<ClassicRule, ClassicEvent> taking =
        only.isEmpty()
            ? rules
            : new Listeners<>(
                rules.read().stream().filter(rule -> only.contains(rule.arn())).toList(),
                List.of(),
                List.of());
    return BusTrace.of("bus " + name(), taking.routes(event, rule -> route(rule, event, hops)));
  }

  String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private Route route(ClassicRule rule, ClassicEvent event, Hops hops) {
    Decision decision = decide(rule.enabled(), rule.pattern(), event);
    List<Delivery> deliveries =
        decision instanceof Decision.Passed ? deliver(rule, event, hops) : List.of();
    Optional<JsonNode> taken =
        decision instanceof Decision.Passed ? Optional.of(event.json()) : Optional.empty();
    return new Route(rule.where(), decision, deliveries, rule.warnings(), taken);
  }

  /** Whether a rule takes an event. */
  static Decision decide(boolean isEnabled, Optional<EventPattern> pattern, ClassicEvent event) {
    if (!isEnabled) {
      return new Decision.Off("its State is DISABLED");
    }
    if (pattern.isEmpty()) {
      return new Decision.Off("it has a schedule but no pattern");
    }
    List<Explanation.OfPattern> why = List.of(pattern.get().explain(event.json()));
    return why.getFirst().matches() ? new Decision.Passed(why) : new Decision.Rejected(why);
  }

  /** What a rule sends for an event that it accepts. */
  List<Delivery> deliver(ClassicRule rule, ClassicEvent event, Hops hops) {
    return rule.targets().stream().map(target -> deliver(rule, target, event, hops)).toList();
  }

  private Delivery deliver(ClassicRule rule, RuleTarget target, ClassicEvent event, Hops hops) {
    return switch (target.input().render(event, rule)) {
      case Rendering.Question(var question) ->
          new Delivery(target.id(), target.arn(), new Arrival.Open(question), List.of());
      case Rendering.Failure(String code, String reason) ->
          new Delivery(
              target.id(),
              target.arn(),
              undelivered(rule, target, event, DeliveryFailure.atOnce(code, reason)),
              List.of());
      case Rendering.Content(String body, var warnings) ->
          new Delivery(
              target.id(), target.arn(), arrive(rule, target, event, body, hops), warnings);
    };
  }

  private Arrival arrive(
      ClassicRule rule, RuleTarget target, ClassicEvent event, String body, Hops hops) {
    Optional<DeliveryFailure> failure = hops.around().failures().apply(target.arn());
    if (failure.isPresent()) {
      return undelivered(rule, target, event, failure.get());
    }
    Optional<MessageGroup.Found> group = target.messageGroup().map(g -> g.of(event, rule.where()));
    if (group.flatMap(MessageGroup.Found::question).isPresent()) {
      return new Arrival.Open(group.flatMap(MessageGroup.Found::question).get());
    }
    if (target.arn().contains(":event-bus/")) {
      return destinations.putOnAnotherBus(target.arn(), event, hops);
    }
    if (target.arn().contains(":event-busv2/")) {
      return onCustomBus(rule, target, event, hops);
    }
    SentMessage outgoing = SentMessage.of(body).inGroup(group.flatMap(MessageGroup.Found::group));
    return switch (sent(target, outgoing, hops)) {
      case Arrival.Undelivered(DeliveryFailure why, var letter) ->
          undelivered(rule, target, event, why);
      case Arrival arrived -> arrived;
    };
  }

  /** Rule {@code custom-bus-to-bus}. */
  private Arrival onCustomBus(ClassicRule rule, RuleTarget target, ClassicEvent event, Hops hops) {
    if (!destinations.knowsBus(target.arn())) {
      return destinations.send(target.arn(), SentMessage.of(""), hops);
    }
    boolean isWhole = target.input() instanceof TargetInput.Whole;
    if (!isWhole || event.isReplayed()) {
      String what = isWhole ? "of a replay" : "with an input option";
      return new Arrival.Open(
          new Warning(
              "custom-bus-to-bus",
              rule.where() + ": it is not known how an event " + what + " gets on another bus"));
    }
    CustomEvent forwarded =
        new CustomPublish(hops.around(), false, target.arn())
            .enveloped(event.onAnotherBus(hops.around()));
    return switch (destinations.putOnCustomBus(target.arn(), forwarded, hops)) {
      case Arrival.Undelivered(DeliveryFailure why, var letter) ->
          undelivered(rule, target, event, why);
      case Arrival arrived -> arrived;
    };
  }

  private Arrival sent(RuleTarget target, SentMessage outgoing, Hops hops) {
    return new TargetRetries(target.retryPolicy(), hops.around().outlet())
        .of(() -> destinations.send(target.arn(), outgoing, hops));
  }

  /** Rule {@code bus-dead-letter}; that the body is the original event is question V11. */
  private static Arrival undelivered(
      ClassicRule rule, RuleTarget target, ClassicEvent event, DeliveryFailure failure) {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put("RULE_ARN", rule.arn());
    texts.put("TARGET_ARN", target.arn());
    texts.put("ERROR_CODE", failure.code());
    texts.put("ERROR_MESSAGE", failure.message());
    failure.exhausted().ifPresent(condition -> texts.put("EXHAUSTED_RETRY_CONDITION", condition));
    failure
        .exhausted()
        .ifPresent(condition -> texts.put("RETRY_ATTEMPTS", String.valueOf(failure.retries())));
    return new Arrival.Undelivered(
        failure,
        target
            .deadLetters()
            .map(queue -> QueueMessage.withTexts(queue, Json.text(event.json()), texts)));
  }
}
