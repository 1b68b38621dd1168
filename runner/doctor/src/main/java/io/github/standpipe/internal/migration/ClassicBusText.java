package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Template;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Classic bus as a custom event bus.
 *
 * @param written the rule's {@code EventBusName} as it is written; missing for the default bus
 */
record ClassicBusText(Template template, JsonNode written) {
  private static final int MOST_DAYS = 365;

  /** The name or logical id of the Classic bus. */
  String name() {
    return written.isMissingNode()
        ? "default"
        : written.has("Ref")
            ? written.get("Ref").asText()
            : written.isTextual() ? written.asText().replaceFirst(".*/", "") : Json.text(written);
  }

  /** The logical id of the custom event bus. */
  String logicalId() {
    String id = name().replaceAll("[^A-Za-z0-9]", "");
    return (id.isEmpty() || !Character.isLetter(id.charAt(0)) ? "Bus" + id : id) + "V2";
  }

  /** The bus, and a source for each AWS service that the pattern of a rule names. */
  ObjectNode resources(JsonNode pattern) {
    ObjectNode bus = Json.object();
    bus.set("Name", busName());
    retention()
        .ifPresent(
            days -> bus.putObject("StorageConfiguration").put("RetentionPeriodInDays", days));
    ObjectNode resources = Json.object();
    resources.set(logicalId(), SubscriberDraft.resource("AWS::EventsV2::EventBus", bus));
    for (String service : services(pattern)) {
      ObjectNode source = Json.object().put("Name", service.replace('.', '-'));
      source.set("EventBusArn", Json.object().put("Ref", logicalId()));
      source
          .putObject("Configuration")
          .putObject("AwsServiceEventsConfiguration")
          .put("AwsService", service);
      resources.set(
          logicalId() + service.replaceAll("[^A-Za-z0-9]", "") + "Source",
          SubscriberDraft.resource("AWS::EventsV2::EventSource", source));
    }
    return resources;
  }

  private JsonNode busName() {
    JsonNode declared =
        template.json().path("Resources").path(name()).path("Properties").path("Name");
    return declared.isMissingNode() ? Json.object().textNode(name()) : declared;
  }

  private static Set<String> services(JsonNode pattern) {
    Set<String> services = new TreeSet<>();
    pattern
        .path("source")
        .forEach(source -> {
          if (source.asText().startsWith("aws.")) {
            services.add(source.asText());
          }
        });
    return services;
  }

  /** As long as the archive of the bus keeps events, which is at most a year here. */
  private Optional<Integer> retention() {
    return template.declarations("AWS::Events::Archive").stream()
        .filter(this::isOfBus)
        .map(archive -> archive.property("RetentionDays").whole())
        .map(days -> days.orElse(0) == 0 ? MOST_DAYS : Math.min(days.getAsInt(), MOST_DAYS))
        .findFirst();
  }

  private boolean isOfBus(Declaration archive) {
    return archive.dependsOn().contains(name());
  }
}
