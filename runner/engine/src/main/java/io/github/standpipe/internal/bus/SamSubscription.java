package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.SnsTopic.Subscription;
import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The subscription of a queue that SAM creates for an event of a function: of the type {@code SNS}
 * with {@code SqsSubscription}.
 *
 * @param event the event's logical id
 * @param properties of the event
 */
record SamSubscription(FeederResource function, String event, Property properties, Reading reading)
    implements ListenersByBus.Reader<Subscription, Publication> {

  /** Those of one function. */
  static Stream<SamSubscription> of(FeederResource function, Reading reading) {
    Property events = function.property("Events");
    return events.keys().stream()
        .filter(name -> events.get(name).get("Type").text().filter("SNS"::equals).isPresent())
        .map(name ->
            new SamSubscription(function, name, events.get(name).get("Properties"), reading))
        .filter(one -> one.queue().isTrue() || one.queue().isMapping());
  }

  void addTo(ListenersByBus<Subscription, Publication> subscriptions) {
    subscriptions.add(function, this);
  }

  private Property queue() {
    return properties.get("SqsSubscription");
  }

  @Override
  public String bus(FeederResource function) {
    return reading
        .of(() -> function.requiredText(properties.get("Topic"), "Topic"))
        .findFirst()
        .orElse(OtherFeeders.UNKNOWN_TOPIC);
  }

  @Override
  public Subscription listener(FeederResource function) {
    Property redrive = properties.get("RedrivePolicy").parsed();
    return new Subscription(
        where(),
        queue().isMapping()
            ? OtherFeeders.endpoint(function, queue().get("QueueArn"), reading)
            : ownQueue(),
        false,
        policy(),
        reading.optional(
            () -> function.text(redrive.get("deadLetterTargetArn"), "deadLetterTargetArn"),
            Optional.empty()));
  }

  @Override
  public Decision decide(FeederResource function, Publication publication) {
    return SnsTopic.decide(policy(), publication);
  }

  private String where() {
    return queue().at().where() + ": " + function.resource().logicalId();
  }

  /** SAM names it after the function and the event. */
  private String ownQueue() {
    String name = function.resource().logicalId() + event + "Queue";
    return Arn.of(function.arn()).beside("sqs", name).toString();
  }

  private Optional<SnsFilterPolicy> policy() {
    Property scope = properties.get("FilterPolicyScope");
    boolean onBody = function.text(scope, "FilterPolicyScope").orElse("").equals("MessageBody");
    return function
        .json(properties.get("FilterPolicy"), "FilterPolicy")
        .map(text -> SnsFilterPolicy.parse(text, onBody, where()));
  }
}
