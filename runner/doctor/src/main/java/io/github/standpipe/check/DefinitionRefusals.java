package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.machine.DefinitionCheck;
import io.github.standpipe.machine.DefinitionDiagnostic;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The faults for which CreateStateMachine rejects a definition, at its place in the template or
 * file.
 */
final class DefinitionRefusals {
  static final Rule MACHINE_REFUSED = Catalogue.rule("machine-refused");

  private DefinitionRefusals() {}

  static void find(Declaration machine, Property definition, boolean express, Findings findings) {
    Optional<JsonNode> json = definition.json();
    json.stream()
        .flatMap(known -> DefinitionCheck.check(known, express).stream())
        .filter(found -> found.severity() == DefinitionDiagnostic.DiagnosticSeverity.ERROR)
        .filter(found -> !hasRuleOfItsOwn(found))
        .forEach(found ->
            findings.addEach(
                MACHINE_REFUSED,
                machine.logicalId(),
                place(definition, found.location().orElse("")),
                machine + ": " + found.describe() + ".",
                "Correct the field as the message says, and check again."));
  }

  /** A definition that is there, but not as a JSON object. */
  static void unreadable(Declaration machine, Findings findings) {
    MachineDefinition.unreadable(machine)
        .ifPresent(reason ->
            findings.addEach(
                MACHINE_REFUSED,
                machine.logicalId(),
                machine.at(),
                machine + ": its definition cannot be read: " + reason.getMessage() + ".",
                "Write a JSON object with StartAt and States, and check again."));
  }

  private static boolean hasRuleOfItsOwn(DefinitionDiagnostic found) {
    return found.message().endsWith(" is not reachable.")
        || found.message().startsWith("Express state machine does not support");
  }

  /** The place that a location leads to, or the nearest one on its way. */
  private static Place place(Property from, String location) {
    if (location.startsWith("[")) {
      int end = location.indexOf(']');
      List<Property> items = from.items();
      int index = Integer.parseInt(location.substring(1, end));
      return index < items.size()
          ? place(items.get(index), location.substring(end + 1))
          : from.at();
    }
    String path = location.isEmpty() ? "" : location.substring(1);
    return key(from, path)
        .map(key -> place(from.get(key), path.substring(key.length())))
        .orElse(from.at());
  }

  /** The longest key that a path begins with, since a state's name may hold a slash. */
  private static Optional<String> key(Property mapping, String path) {
    return mapping.keys().stream()
        .filter(path::startsWith)
        .filter(
            key -> path.length() == key.length() || "/[".indexOf(path.charAt(key.length())) >= 0)
        .max(Comparator.comparingInt(String::length));
  }
}
