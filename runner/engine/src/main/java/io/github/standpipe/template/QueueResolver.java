package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.util.Optional;

/** Creates queues from resources and ARNs. */
final class QueueResolver {
  private static final int STANDARD_VISIBILITY_TIMEOUT = 30;
  private static final int MOST_RECEIVES = 1000;

  private final Scope scope;
  // Queues may be each other's dead-letter queue, which a record cannot express
  private final Visits visits = new Visits();

  QueueResolver(Scope scope) {
    this.scope = scope;
  }

  /** A queue outside the template: only its ARN is known. */
  static Queue outside(String arn) {
    String name = Arn.name(arn);
    boolean fifo = name.endsWith(".fifo");
    return new Queue(name, name, arn, fifo, false, STANDARD_VISIBILITY_TIMEOUT, Optional.empty());
  }

  Queue of(Resource resource) {
    String id = resource.logicalId();
    return visits.visit("the RedrivePolicy of " + id, resource.at(), () -> queue(resource));
  }

  private Queue queue(Resource resource) {
    Properties own = resource.properties();
    Attributes attributes = new Attributes(resource, scope);
    boolean fifo = own.flag("FifoQueue");
    checkName(resource, attributes.name(), fifo);
    return new Queue(
        resource.logicalId(),
        attributes.name(),
        attributes.arn(),
        fifo,
        own.flag("ContentBasedDeduplication"),
        visibilityTimeout(own),
        own.value("RedrivePolicy").map(policy -> redrivePolicy(own, policy, fifo)));
  }

  private static void checkName(Resource resource, String name, boolean fifo) {
    Place at = resource.properties().at("QueueName");
    if (fifo && !name.endsWith(".fifo")) {
      throw at.fault(resource.logicalId() + " is a FIFO queue named " + name + "; end it in .fifo");
    }
    if (!fifo && name.endsWith(".fifo")) {
      throw at.fault(
          resource.logicalId()
              + " is named "
              + name
              + " but is not a FIFO queue; set FifoQueue: true");
    }
  }

  private static int visibilityTimeout(Properties queue) {
    int seconds = queue.whole("VisibilityTimeout").orElse(STANDARD_VISIBILITY_TIMEOUT);
    if (seconds < 0 || seconds > 43_200) {
      throw queue
          .at("VisibilityTimeout")
          .fault(
              queue.subject()
                  + "'s VisibilityTimeout is "
                  + seconds
                  + "; write 0 to 43200 seconds");
    }
    return seconds;
  }

  private Queue.RedrivePolicy redrivePolicy(Properties queue, Value policy, boolean fifo) {
    Place at = queue.at("RedrivePolicy");
    Properties properties = policyOf(queue, policy);
    String arn = properties.requiredText("deadLetterTargetArn");
    Queue deadLetters =
        scope
            .resources()
            .ofArn(arn)
            .filter(Resource::isQueue)
            .map(this::of)
            .orElseGet(() -> outside(arn));
    if (deadLetters.fifo() != fifo) {
      throw at.fault(
          queue.subject()
              + " and its dead-letter queue "
              + deadLetters.name()
              + " have different types; make both FIFO or neither");
    }
    return new Queue.RedrivePolicy(deadLetters, receives(properties));
  }

  private static int receives(Properties policy) {
    int receives =
        policy
            .whole("maxReceiveCount")
            .orElseThrow(() ->
                policy
                    .at("maxReceiveCount")
                    .fault(policy.subject() + "'s RedrivePolicy has no maxReceiveCount"));
    if (receives < 1 || receives > MOST_RECEIVES) {
      throw policy
          .at("maxReceiveCount")
          .fault(policy.subject() + "'s maxReceiveCount is " + receives + "; write 1 to 1000");
    }
    return receives;
  }

  /** A redrive policy is a mapping, or the JSON text of one. */
  private Properties policyOf(Properties queue, Value policy) {
    Place at = queue.at("RedrivePolicy");
    if (!(policy instanceof Value.Scalar(String text, boolean literal, Place place))) {
      return queue.child("RedrivePolicy", policy);
    }
    try {
      return queue.child("RedrivePolicy", JsonValues.read(text, at));
    } catch (JsonProcessingException e) {
      throw at.fault(queue.subject() + "'s RedrivePolicy is not JSON: " + Json.reason(e));
    }
  }
}
