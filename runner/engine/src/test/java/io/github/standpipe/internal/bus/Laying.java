package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Templates and events for tests. */
final class Laying {
  static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:Inbox";

  private Laying() {}

  /** The feeders of a template with a queue Inbox and these resources. */
  static Feeders feeders(String resources) {
    return template("Resources:\n  Inbox:\n    Type: AWS::SQS::Queue\n" + resources.indent(2));
  }

  /** The feeders of a whole template. */
  static Feeders template(String text) {
    try {
      Path file = Files.createTempDirectory("bus").resolve("template.yaml");
      Files.writeString(file, text);
      return TemplateFeeders.of(Template.read(file, Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Surroundings around() {
    return Surroundings.fixed("123456789012", "us-east-1", NOW);
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** An event with a detail, from parcels. */
  static ClassicEvent event(String detail) {
    return ClassicEvent.of(
        "shop.parcels",
        "Parcel Moved",
        Instant.parse("2026-03-04T05:06:07.9Z"),
        List.of("arn:aws:x:::parcel/7"),
        json(detail),
        around());
  }

  /** A rule Parcels on bus Depot, whose one target has more properties. */
  static String rule(String target) {
    return """
    Depot:
      Type: AWS::Events::EventBus
      Properties:
        Name: depot
    Parcels:
      Type: AWS::Events::Rule
      Properties:
        Name: parcels
        EventBusName: !Ref Depot
        EventPattern:
          source: [shop.parcels]
        Targets:
          - Id: inbox
            Arn: !GetAtt Inbox.Arn
    """
        + target.indent(8);
  }

  /** What a rule with such a target delivers for an event. */
  static BusTrace put(String target, String detail) {
    return feeders(rule(target)).put("depot", event(detail), around());
  }
}
