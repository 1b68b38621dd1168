package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.pipe.Warning;
import java.util.Optional;

/**
 * An event that a subscriber puts on another bus (rule {@code custom-bus-to-bus}). What is not
 * documented about it is an open question.
 */
record BusForwarding(Subscriber from, CustomEvent event, Destinations destinations) {

  static boolean isBus(String arn) {
    return isClassic(arn) || arn.contains(":event-busv2/");
  }

  private static boolean isClassic(String arn) {
    return arn.contains(":event-bus/");
  }

  Arrival arrival(Hops hops) {
    if (!destinations.knowsBus(from.targetArn())) {
      return destinations.send(from.targetArn(), SentMessage.of(event.raw()), hops);
    }
    Optional<String> question = question();
    if (question.isPresent()) {
      return new Arrival.Open(
          new Warning("custom-bus-to-bus", from.where() + ": " + question.get()));
    }
    if (isClassic(from.targetArn())) {
      return destinations.putOnAnotherBus(from.targetArn(), classic(), hops);
    }
    CustomPublish publish = new CustomPublish(hops.around(), false, from.targetArn());
    return destinations.putOnCustomBus(
        from.targetArn(),
        event.isEnveloped()
            ? publish.enveloped(classic().onAnotherBus(hops.around()))
            : publish.again(event),
        hops);
  }

  private Optional<String> question() {
    if (!(from.transformer() instanceof SubscriberTransformer.Raw)) {
      return Optional.of("what another bus gets of a Transformer is not documented; write RAW");
    }
    if (!from.parameters().json().isEmpty()) {
      return Optional.of("EventBusV2Parameters are not followed");
    }
    boolean isNamed = event.group().isPresent() || event.text("DeduplicationId").isPresent();
    if (isNamed || !event.metadata().isEmpty()) {
      return Optional.of(
          "whether Metadata, EventGroupId and DeduplicationId go along is not documented");
    }
    if (isClassic(from.targetArn()) && !event.isEnveloped()) {
      return Optional.of("what a Classic bus makes of an event of PutRawEvents is not documented");
    }
    boolean hasDetail = event.data().filter(data -> data.path("detail").isObject()).isPresent();
    return event.isEnveloped() && !hasDetail
        ? Optional.of("an event without a detail that is an object may be refused (V5)")
        : Optional.empty();
  }

  private ClassicEvent classic() {
    JsonNode data = event.data().orElseThrow();
    return new ClassicEvent((ObjectNode) data, event.ingested());
  }
}
