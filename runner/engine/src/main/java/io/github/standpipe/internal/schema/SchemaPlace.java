package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema within a document.
 *
 * @param pointer a JSON pointer
 */
record SchemaPlace(SchemaDocument document, String pointer) {

  private static final Set<String> BESIDE_A_REFERENCE =
      Set.of("$ref", "$schema", "$id", "$comment", "title", "description", "$defs", "definitions");

  JsonNode node() {
    return document.at(pointer);
  }

  SchemaPlace child(String key) {
    return new SchemaPlace(document, pointer + "/" + SchemaDocument.escaped(key));
  }

  SchemaPlace child(int index) {
    return new SchemaPlace(document, pointer + "/" + index);
  }

  Constraint constraint() {
    return Constraint.of(this);
  }

  /** The schema that this one only refers to; empty if it says more, or does not refer. */
  Optional<SchemaPlace> alias() {
    JsonNode reference = node().path("$ref");
    boolean isAlone =
        document.dialect().ignoresWhatIsBesideReferences()
            || node().properties().stream()
                .allMatch(field -> BESIDE_A_REFERENCE.contains(field.getKey()));
    return reference.isTextual() && isAlone
        ? document.resolve(reference.textValue())
        : Optional.empty();
  }

  /** The keyword's value, unless the dialect does not know it. */
  JsonNode keyword(String name) {
    return document.dialect().knows(name) ? node().path(name) : MissingNode.getInstance();
  }

  /** A text that two schemas share only if they mean the same, with all that they refer to. */
  String meaning(String keyword) {
    TreeMap<String, String> referred = new TreeMap<>();
    JsonNode value = node().path(keyword);
    refer(value, referred);
    return keyword + ":" + SchemaValues.canonical(value) + referred;
  }

  /** The same of the whole schema; the dialect counts, as it decides what keywords mean. */
  String meaning() {
    TreeMap<String, String> referred = new TreeMap<>();
    refer(node(), referred);
    return document.dialect() + SchemaValues.canonical(node()) + referred;
  }

  private void refer(JsonNode value, TreeMap<String, String> referred) {
    for (String reference : references(value, new TreeSet<>())) {
      if (!referred.containsKey(reference)) {
        referred.put(reference, "");
        document
            .resolve(reference)
            .ifPresent(place -> {
              referred.put(reference, SchemaValues.canonical(place.node()));
              place.refer(place.node(), referred);
            });
      }
    }
  }

  private static TreeSet<String> references(JsonNode value, TreeSet<String> found) {
    if (value.path("$ref").isTextual()) {
      found.add(value.path("$ref").textValue());
    }
    value.forEach(child -> references(child, found));
    return found;
  }
}
