package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.json.EventSchema;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Quarantines events that contradict the schemas that the variables {@code SCHEMA_IN} and {@code
 * SCHEMA_OUT} name, files of the layer. The validator is another module, which is found by its
 * name.
 *
 * @param in the schema of events before they are upgraded and enriched; empty if not set
 * @param out the schema of events as they are emitted; empty if not set
 */
record SchemaGate(Optional<EventSchema> in, Optional<EventSchema> out) {
  private static final String READER = "io.github.standpipe.internal.validation.JsonSchemaReader";
  private static final String IN = "SCHEMA_IN";
  private static final String OUT = "SCHEMA_OUT";
  private static final int SHOWN = 5;

  static SchemaGate in(Environment environment) {
    return new SchemaGate(schema(environment, IN), schema(environment, OUT));
  }

  private static Optional<EventSchema> schema(Environment environment, String variable) {
    String name = environment.text(variable, "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String what = "environment variable " + variable;
    Path file = LayerFiles.of(environment).find(what, name);
    EventSchema.Reader reader = reader(what);
    return Optional.of(reader.read(file.toString(), Json.read(file)));
  }

  private static EventSchema.Reader reader(String what) {
    try {
      return (EventSchema.Reader) Class.forName(READER).getConstructor().newInstance();
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new Fault(
          what,
          "is set, but this function's code does not contain the validator; deploy"
              + " standpipe-enrichers-schema.zip as its code");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks an event as it arrives.
   *
   * @throws VerdictException with a quarantine that names the paths
   */
  void checkIn(JsonNode event) {
    if (in.isPresent()) {
      List<String> violations = in.get().violations(event);
      if (!violations.isEmpty()) {
        throw new VerdictException(new Verdict.Quarantine(reason("event", IN, violations)));
      }
    }
  }

  /** The verdict on an item whose events are emitted: a quarantine if one of them is invalid. */
  Verdict checkOut(Verdict verdict) {
    if (out.isEmpty() || !(verdict instanceof Verdict.Emit(List<JsonNode> events))) {
      return verdict;
    }
    for (JsonNode event : events) {
      List<String> violations = out.get().violations(event);
      if (!violations.isEmpty()) {
        return new Verdict.Quarantine(reason("enriched event", OUT, violations));
      }
    }
    return verdict;
  }

  private static String reason(String what, String variable, List<String> violations) {
    int more = violations.size() - SHOWN;
    return "its "
        + what
        + " contradicts "
        + variable
        + ": "
        + String.join("; ", violations.subList(0, Math.min(SHOWN, violations.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
