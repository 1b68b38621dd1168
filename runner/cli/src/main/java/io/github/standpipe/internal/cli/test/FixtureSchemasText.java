package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.cli.test.FixtureSchemas.SchemaViolation;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;

/** Which fixtures contradict their schemas, as text and as JSON. */
record FixtureSchemasText(FixtureSchemas schemas) {

  void print(PrintWriter out) {
    Ink ink = Ink.onTerminal();
    for (SchemaViolation violation : schemas.violations()) {
      out.println(
          ink.bad("schema")
              + " "
              + violation.fixture()
              + ": "
              + violation.stage()
              + ", item "
              + violation.item()
              + " contradicts "
              + violation.schema());
      violation.breaks().forEach(line -> out.println("        " + line));
    }
    schemas.unbound().stream()
        .sorted()
        .forEach(side -> out.println(ink.quiet("no schema describes " + side)));
    out.println(
        Words.count(schemas.validated(), "value")
            + " validated, "
            + schemas.violations().size()
            + (schemas.violations().size() == 1 ? " contradicts its" : " contradict their")
            + " schema");
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("validated", schemas.validated());
    ArrayNode violations = json.putArray("violations");
    for (SchemaViolation violation : schemas.violations()) {
      ObjectNode one =
          violations
              .addObject()
              .put("fixture", violation.fixture())
              .put("stage", violation.stage().toString())
              .put("item", violation.item())
              .put("schema", violation.schema());
      violation.breaks().forEach(one.putArray("breaks")::add);
    }
    schemas.unbound().stream().sorted().forEach(json.putArray("unbound")::add);
    return json;
  }
}
