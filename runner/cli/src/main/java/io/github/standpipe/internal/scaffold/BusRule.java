package io.github.standpipe.internal.scaffold;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Common;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule between a bus and the queue of a pipe.
 *
 * @param bus a logical id or a name; empty for the bus of the template, else the default one
 */
record BusRule(Common common, String bus) {
  private static final String DEFAULT = "default";
  private static final String STANDARD_REGISTRY = "SchemaRegistry";

  /** The words for the gaps of its skeletons. */
  Map<String, String> words() {
    return Map.of("bus", property(), "registry", registry().orElse(STANDARD_REGISTRY));
  }

  /** The template's schema registry for the new schemas; null if it has none. */
  Optional<String> registry() {
    return common.idsOfType("AWS::EventSchemas::Registry").findFirst();
  }

  private String property() {
    List<String> buses = common.idsOfType("AWS::Events::EventBus").toList();
    if (bus.isEmpty() && buses.size() > 1) {
      throw new Fault(
          "--bus",
          "the template has "
              + buses.size()
              + " buses; choose by --bus-name one of "
              + String.join(", ", buses));
    }
    if (bus.isEmpty()) {
      return buses.isEmpty() ? "" : reference(buses.getFirst());
    }
    return buses.contains(bus) ? reference(bus) : literal();
  }

  private static String reference(String logicalId) {
    return "EventBusName: !Ref " + logicalId;
  }

  private String literal() {
    if (!bus.matches("[A-Za-z0-9._/-]{1,256}")) {
      throw new Fault(
          "--bus-name " + bus, "is not the name of a bus; write letters, digits, ., -, _ or /");
    }
    return bus.equals(DEFAULT) ? "" : "EventBusName: '" + bus + "'";
  }

  /** The remaining steps for the user. */
  static String note(ScaffoldNames names) {
    return "the rule takes events of the source "
        + names.source()
        + "; write yours into the EventPattern of "
        + names.base()
        + "Rule and into "
        + names.schema("light");
  }
}
