package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;

import io.github.standpipe.json.Json;
import java.util.List;

/** Custom event buses and their events for tests. */
final class CustomLaying {
  static final String BUS =
      "arn:aws:events:us-east-1:123456789012:event-busv2/depot/standpipe0000000000000000";

  private CustomLaying() {}

  /** A subscriber Reader on bus Depot, with more properties. */
  static String subscriber(String properties) {
    return subscriber(properties, "");
  }

  static String subscriber(String properties, String invoke) {
    return """
    Depot:
      Type: AWS::EventsV2::EventBus
      Properties: {Name: depot}
    Reader:
      Type: AWS::EventsV2::Subscriber
      Properties:
        Name: reader
        EventBusArn: !Ref Depot
        InvokeConfiguration:
          TargetArn: !GetAtt Inbox.Arn
          RoleArn: arn:aws:iam::123456789012:role/delivery
    """
        + invoke.indent(6)
        + (properties.contains("Type: FIFO") ? "" : "    Type: UNORDERED\n")
        + (properties.contains("State: ") ? "" : "    State: RUNNING\n")
        + properties.indent(4);
  }

  static CustomEvent event(String entry) {
    CustomPublish publish = new CustomPublish(around(), false, BUS);
    CustomPublish.CustomAnswer answer =
        json(entry).has("Data")
            ? publish.putRawEvents(List.of(json(entry)))
            : publish.putEvents(List.of(json(entry)));
    return ((CustomPublish.AnsweredCall) answer).events().getFirst();
  }

  /** An event of PutRawEvents that is JSON. */
  static CustomEvent raw(String data) {
    return event(
        "{\"Data\": "
            + data
            + ", \"Metadata\": {\"kind\": \"new\"}, \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\", \"EventGroupId\": \"g1\"}}");
  }

  /** An event of PutEvents. */
  static CustomEvent enveloped(String detail) {
    return event(
        "{\"Source\": \"shop.parcels\", \"DetailType\": \"Parcel Moved\", \"Time\":"
            + " \"2026-03-04T05:06:07Z\", \"Detail\": "
            + Json.text(Json.object().textNode(detail))
            + "}");
  }

  static BusTrace put(String properties, CustomEvent event) {
    return feeders(subscriber(properties)).put(BUS, event, around());
  }

  static BusTrace put(String properties, String invoke, CustomEvent event) {
    return feeders(subscriber(properties, invoke)).put(BUS, event, around());
  }
}
