package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The request that a batch becomes at a target.
 *
 * @param pipe the pipe's name, which is part of the default source of an event
 */
record TargetRequest(Target target, String pipe) {

  /**
   * What the target receives.
   *
   * @throws Fault for a batch that is too large for the target, which is then not called
   */
  Payload checked(Payload batch) {
    int items = batch.items().size();
    if (items > target.maximumItems()) {
      throw new Fault(
          "the batch has "
              + items
              + " items; "
              + noun()
              + " takes at most "
              + target.maximumItems()
              + " at once, so Pipes does not call it; answer fewer events");
    }
    return switch (target) {
      case Target.OfMachine machine -> fitting(batch, Target.OfMachine.MAXIMUM_INPUT);
      case Target.OfFunction function ->
          fitting(
              batch,
              function.waits() ? Enrichment.MAXIMUM_PAYLOAD : Target.OfFunction.MAXIMUM_EVENT);
      case Target.OfQueue queue -> batch;
      case Target.OfBus bus -> batch;
      case Target.OfLogGroup group -> batch;
      case Target.OfOther other -> batch;
    };
  }

  private Payload fitting(Payload batch, int most) {
    if (batch.size() > most) {
      throw new Fault(
          (target instanceof Target.OfMachine ? "the execution input holds " : "the call holds ")
              + batch.size()
              + " bytes; "
              + (target instanceof Target.OfMachine ? "Step Functions" : "Lambda")
              + " accepts at most "
              + most
              + "; lower BatchSize or send less of each event");
    }
    return batch;
  }

  private String noun() {
    return switch (target) {
      case Target.OfMachine machine -> "a state machine";
      case Target.OfFunction function -> "a function";
      case Target.OfQueue queue -> "an SQS queue";
      case Target.OfBus bus -> "an event bus";
      case Target.OfLogGroup group -> "a log group";
      case Target.OfOther other -> "a target of the type " + other.type();
    };
  }

  /**
   * One entry for each item.
   *
   * @param before the events that the input template saw, which the paths of parameters read
   * @param known the message ids that can return; empty if they are not known
   * @throws Fault for a path that finds nothing that can be sent
   */
  List<Target.Entry> entries(
      List<TemplateItem> before, Payload input, Set<String> known, Consumer<Warning> warnings) {
    List<Target.Entry> entries = new ArrayList<>();
    for (JsonNode item : input.items()) {
      int place = entries.size();
      TemplateItem event = place < before.size() ? before.get(place) : null;
      if (event == null && isDynamic()) {
        throw new Fault(
            "the paths of its parameters read the event before the input template, which is not"
                + " given; begin with an earlier stage");
      }
      ObjectNode json = Json.object().put(body(), text(item, warnings, place + 1));
      json.setAll(event == null ? constants() : parameters(event));
      String id = event == null ? "" : event.messageId();
      entries.add(new Target.Entry(known.isEmpty() || known.contains(id) ? id : "", json));
    }
    return entries;
  }

  private boolean isDynamic() {
    boolean paths =
        target.parameters().entrySet().stream()
            .anyMatch(one -> TargetParameter.of(one.getKey(), one.getValue()).path().isPresent());
    return paths
        || target instanceof Target.OfBus bus
            && bus.resources().stream().anyMatch(one -> one.startsWith("$."));
  }

  private ObjectNode constants() {
    ObjectNode json = defaults();
    target.parameters().forEach(json::put);
    if (target instanceof Target.OfBus bus && !bus.resources().isEmpty()) {
      bus.resources().forEach(json.putArray("Resources")::add);
    }
    return json;
  }

  private ObjectNode parameters(TemplateItem event) {
    ObjectNode json = defaults();
    Map<String, String> values = new TreeMap<>();
    target
        .parameters()
        .forEach((name, text) -> values.put(name, TargetParameter.of(name, text).value(event)));
    values.forEach(json::put);
    if (target instanceof Target.OfBus bus && !bus.resources().isEmpty()) {
      ArrayNode resources = json.putArray("Resources");
      bus.resources()
          .forEach(one -> resources.add(TargetParameter.of("Resources", one).value(event)));
    }
    return json;
  }

  /** What Pipes itself writes into an event (rule {@code target-bus-envelope}). */
  private ObjectNode defaults() {
    return target instanceof Target.OfBus
        ? Json.object().put("Source", "Pipe " + pipe).put("DetailType", "Event from aws:sqs")
        : Json.object();
  }

  private String body() {
    return switch (target) {
      case Target.OfQueue queue -> "MessageBody";
      case Target.OfBus bus -> "Detail";
      case Target.OfLogGroup group -> "message";
      case Target.OfMachine machine -> "input";
      case Target.OfFunction function -> "payload";
      case Target.OfOther other -> body(other.type());
    };
  }

  private static String body(String type) {
    return switch (type) {
      case "AWS::SNS::Topic" -> "Message";
      case "AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream" -> "Data";
      case "AWS::Events::ApiDestination", "AWS::ApiGateway::RestApi" -> "Body";
      default -> "data";
    };
  }

  /** An object or an array as its compact JSON, anything else as its text. */
  private String text(JsonNode item, Consumer<Warning> warnings, int place) {
    if (!item.isTextual()) {
      return Json.text(item);
    }
    if (target.inputTemplate() == null) {
      warnings.accept(
          new Warning(
              "target-text-event",
              "item " + place + ": is a text, and was sent without quotes; AWS has no example"));
    }
    return item.textValue();
  }
}
