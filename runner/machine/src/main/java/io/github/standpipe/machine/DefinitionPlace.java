package io.github.standpipe.machine;

import java.util.Optional;

/** Describes a location: the state and the field that it points to. */
final class DefinitionPlace {
  private static final String STATES = "/States/";

  private DefinitionPlace() {}

  /** Such as {@code state "Publish", field Resource: }; empty for the whole definition. */
  static String describe(Optional<String> location) {
    String path = location.orElse("");
    int states = path.lastIndexOf(STATES);
    if (states < 0) {
      return path.length() < 2 || path.startsWith("[") ? "" : "field " + path.substring(1) + ": ";
    }
    String rest = path.substring(states + STATES.length());
    int field = rest.indexOf('/');
    return field < 0
        ? "state \"" + rest + "\": "
        : "state \"" + rest.substring(0, field) + "\", field " + rest.substring(field + 1) + ": ";
  }
}
