package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds the event in a body, according to the variable {@code ENVELOPE}: {@code auto}, the event
 * itself or an SNS envelope around it; {@code body}, always the event itself; {@code text}, a text
 * that need not be JSON; or {@code sns}, {@code eventbridge} and {@code s3}, or several of them,
 * from the outside in.
 */
record EventEnvelope(List<Layer> layers) {
  private static final String VARIABLE = "ENVELOPE";

  /** An envelope around an event. */
  enum Layer {
    AUTO,
    BODY,
    TEXT,
    SNS,
    EVENTBRIDGE,
    S3
  }

  /**
   * What was found.
   *
   * @param body the content of the message, without SNS; the innermost EventBridge envelope that
   *     was opened, if any
   * @param event what the enricher receives
   * @param opened whether the body was opened as an EventBridge envelope
   * @param correlationId the one in the message attributes of an SNS envelope; empty if there is
   *     none
   */
  record Found(JsonNode body, JsonNode event, boolean opened, String correlationId) {
    /** Nothing, before a record is read. */
    static final Found NONE =
        new Found(MissingNode.getInstance(), MissingNode.getInstance(), false, "");

    Found with(JsonNode newer) {
      return new Found(body, newer, opened, correlationId);
    }

    Metadata metadata() {
      return Metadata.of(body, opened);
    }
  }

  static EventEnvelope in(Environment environment) {
    String value = environment.text(VARIABLE, "auto");
    try {
      List<Layer> layers =
          Stream.of(value.split(",", -1))
              .map(name -> Layer.valueOf(name.strip().toUpperCase(Locale.ROOT)))
              .toList();
      if (!layers.contains(Layer.TEXT)
          || layers.equals(List.of(Layer.TEXT))
          || layers.equals(List.of(Layer.SNS, Layer.TEXT))) {
        return new EventEnvelope(layers);
      }
      throw new Fault(
          "environment variable " + VARIABLE,
          "is '" + value + "'; text must be the innermost: write text or sns,text");
    } catch (IllegalArgumentException e) {
      throw new Fault(
          "environment variable " + VARIABLE,
          "is '"
              + value
              + "'; write auto, body, text, sns, eventbridge or s3, or several with commas");
    }
  }

  /**
   * Finds the event of a record.
   *
   * @throws VerdictException for a record without an event
   */
  Found find(RequestItem given) {
    if (layers.equals(List.of(Layer.TEXT))) {
      return text(given);
    }
    JsonNode body = given.body().map(held -> parsed(held, "body")).orElseGet(given.record());
    Found found = new Found(body, body, false, "");
    for (Layer layer : layers) {
      found = opened(layer, found);
    }
    return found;
  }

  private Found opened(Layer layer, Found found) {
    JsonNode event = found.event();
    if (layer != Layer.BODY && layer != Layer.TEXT && isS3Test(event)) {
      throw new VerdictException(new Verdict.Drop("it is the test event of an S3 notification"));
    }
    JsonNode inner = opened(layer, event);
    String correlationId = found.correlationId();
    if (correlationId.isEmpty() && isSns(event)) {
      correlationId = correlationId(event);
    }
    return switch (layer) {
      case AUTO, SNS -> new Found(inner, inner, false, correlationId);
      case EVENTBRIDGE -> new Found(event, inner, true, correlationId);
      case BODY, TEXT, S3 -> new Found(found.body(), inner, found.opened(), correlationId);
    };
  }

  private static String correlationId(JsonNode sns) {
    return Metadata.text(sns.path("MessageAttributes").path("correlationId"), "Value");
  }

  /** The body as a string, whatever it contains; an item of another kind is itself the event. */
  private static Found text(RequestItem given) {
    JsonNode record = given.record().get();
    JsonNode event = given.body().isPresent() ? record.path("body") : record;
    return new Found(event, event, false, "");
  }

  private JsonNode opened(Layer layer, JsonNode event) {
    return switch (layer) {
      case BODY, TEXT -> event;
      case AUTO -> isSns(event) ? sns(event) : event;
      case SNS -> sns(held(event, isSns(event), "SNS envelope"));
      case EVENTBRIDGE -> held(event, event.has("detail"), "EventBridge envelope").path("detail");
      case S3 -> s3(held(event, event.path("Records").isArray(), "S3 notification"));
    };
  }

  private static JsonNode held(JsonNode event, boolean is, String what) {
    if (!is) {
      throw new VerdictException(
          new Verdict.Quarantine("its body is not an " + what + ", but ENVELOPE requires one"));
    }
    return event;
  }

  private static boolean isSns(JsonNode event) {
    return event.path("Type").asText().equals("Notification")
        && event.path("TopicArn").isTextual()
        && event.path("Message").isTextual();
  }

  private JsonNode sns(JsonNode event) {
    if (layers.contains(Layer.TEXT)) {
      return event.path("Message");
    }
    String message = event.path("Message").textValue();
    return parsed(() -> Json.parse(message), "SNS Message");
  }

  private static boolean isS3Test(JsonNode event) {
    return event.path("Event").asText().equals("s3:TestEvent") && event.has("Bucket");
  }

  private static JsonNode s3(JsonNode notification) {
    JsonNode records = notification.path("Records");
    if (records.size() != 1) {
      throw new VerdictException(
          new Verdict.Quarantine(
              "its S3 notification holds " + records.size() + " records; only one can be opened"));
    }
    return S3Key.decoded(records.get(0));
  }

  private static JsonNode parsed(EventBody body, String what) {
    try {
      return body.json();
    } catch (StreamConstraintsException e) {
      throw unreadable("its " + what + " cannot be read: " + Json.reason(e));
    } catch (JsonProcessingException e) {
      throw unreadable("its " + what + " is not JSON: " + Json.reason(e));
    }
  }

  /** Such a text does not change, however often it is received. */
  private static VerdictException unreadable(String reason) {
    return new VerdictException(new Verdict.Quarantine(reason));
  }
}
