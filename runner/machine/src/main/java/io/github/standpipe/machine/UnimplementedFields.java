package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Fields that the service accepts and this interpreter does not support: they are reported before a
 * run, never skipped.
 */
final class UnimplementedFields {
  private static final String CODE = "NOT_IMPLEMENTED";

  private final DefinitionFindings findings = new DefinitionFindings();

  private UnimplementedFields() {}

  static List<DefinitionDiagnostic> find(JsonNode definition) {
    UnimplementedFields fields = new UnimplementedFields();
    fields.flow(definition, "");
    return fields.findings.all();
  }

  private void flow(JsonNode flow, String location) {
    flow.path("States")
        .properties()
        .forEach(state -> state(state.getValue(), location + "/States/" + state.getKey()));
  }

  private void state(JsonNode state, String place) {
    JsonNode reader = state.path("ItemReader").path("ReaderConfig");
    String config = place + "/ItemReader/ReaderConfig/";
    unless(reader, "InputType", config, List.of("CSV", "JSON", "JSONL", "MANIFEST"));
    unless(reader, "ManifestType", config, List.of("S3_INVENTORY"));
    unless(reader, "Transformation", config, List.of("NONE", "LOAD_AND_FLATTEN"));
    refuse(state.path("ResultWriter"), "WriterConfig", place + "/ResultWriter/");
    for (String processor : List.of("ItemProcessor", "Iterator")) {
      flow(state.path(processor), place + "/" + processor);
    }
    JsonNode branches = state.path("Branches");
    for (int i = 0; i < branches.size(); i++) {
      flow(branches.get(i), place + "/Branches[" + i + "]");
    }
  }

  private void unless(JsonNode object, String field, String place, List<String> run) {
    if (object.has(field) && !run.contains(object.path(field).asText())) {
      add(
          field + " '" + object.path(field).asText() + "' is not implemented; use one of " + run,
          place + field);
    }
  }

  private void refuse(JsonNode object, String field, String place) {
    if (object.has(field)) {
      add(field + " is not implemented; leave it out", place + field);
    }
  }

  private void add(String message, String location) {
    findings.add(DefinitionDiagnostic.error(CODE, message, location));
  }
}
