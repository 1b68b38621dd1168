package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value of a definition, and its place.
 *
 * @param location such as {@code /States/Publish}; empty for the definition itself
 */
record DefinitionSpot(JsonNode value, String location, DefinitionScope scope) {

  void error(String message) {
    error(DefinitionDiagnostic.SCHEMA, message);
  }

  void error(String code, String message) {
    String place = location.isEmpty() ? "/" : location;
    scope.findings().add(DefinitionDiagnostic.error(code, message, place));
  }

  DefinitionSpot field(String name) {
    return new DefinitionSpot(value.path(name), location + "/" + name, scope);
  }

  DefinitionSpot item(int index) {
    return new DefinitionSpot(value.path(index), location + "[" + index + "]", scope);
  }

  DefinitionSpot in(DefinitionScope other) {
    return new DefinitionSpot(value, location, other);
  }

  boolean has(String name) {
    return value.has(name);
  }

  /** A placeholder that a template fills in before the service sees the definition. */
  boolean isPlaceholder() {
    return value.isTextual() && value.textValue().contains("${");
  }
}
