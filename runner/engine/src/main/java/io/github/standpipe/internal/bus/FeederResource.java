package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;

/**
 * A resource of a template as a feeder reads it; a value that only a deployment knows is a fault.
 */
record FeederResource(Declaration resource) {

  String where() {
    return resource.at().where() + ": " + resource.logicalId();
  }

  Property property(String key) {
    return resource.property(key);
  }

  /** The name, or the logical id if CloudFormation generates the name. */
  String name() {
    return resource.name().orElse(resource.logicalId());
  }

  /** Why a false condition leaves it out. */
  String condition() {
    return "its condition " + resource.condition().orElse("") + " is false, so it is not deployed";
  }

  /** What is assumed if its condition cannot be decided (rule {@code bus-conditions}). */
  Optional<Warning> undecided() {
    return resource.isCertain()
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "bus-conditions",
                where()
                    + ": whether its condition "
                    + resource.condition().orElse("")
                    + " holds is not known here, so it is taken to hold"));
  }

  /** The resource's ARN. */
  String arn() {
    return resource
        .arn()
        .orElseThrow(() -> new Fault(where(), "its ARN is unknown; pass its parameters"));
  }

  /** {@code arn:aws:events:REGION:ACCOUNT:} and an end, for the account that the template is in. */
  String arn(String end) {
    return Arn.of(arn()).beside("events", end).toString();
  }

  Optional<String> text(String key) {
    return text(property(key), key);
  }

  Optional<String> text(Property property, String key) {
    if (property.isUnknown() || property.isMapping() || property.isList()) {
      throw new Fault(
          property.valueAt().where() + ": " + resource.logicalId(),
          key
              + " is "
              + property.kind()
              + (property.isUnknown()
                  ? ", whose value is unknown; pass it as a parameter"
                  : "; write a text"));
    }
    return property.text();
  }

  String requiredText(Property property, String key) {
    return text(property, key)
        .orElseThrow(() -> new Fault(where(), "has no " + key + "; write one"));
  }

  int whole(Property property, int standard) {
    return property.whole().orElse(standard);
  }

  /** A pattern, written as a mapping or as the text of one. */
  Optional<String> json(String key) {
    return json(property(key), key);
  }

  Optional<String> json(Property property, String key) {
    if (property.isAbsent()) {
      return Optional.empty();
    }
    return Optional.of(
        property
            .text()
            .orElseGet(() ->
                property
                    .json()
                    .map(FeederResource::text)
                    .orElseThrow(() ->
                        new Fault(
                            property.valueAt().where() + ": " + resource.logicalId(),
                            key + " is unknown; pass its parameters"))));
  }

  private static String text(JsonNode json) {
    return Json.text(json);
  }
}
