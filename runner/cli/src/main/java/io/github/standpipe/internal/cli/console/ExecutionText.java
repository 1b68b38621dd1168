package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.List;

/** How the execution behind a pipe went, as text. */
public record ExecutionText(PrintWriter out) {
  private static final String INDENT = "    ";
  private static final int WIDEST = 100;

  /**
   * Prints an execution.
   *
   * @param execution with status, output or error, states and calls
   */
  public void print(ObjectNode execution) {
    Ink ink = Ink.onTerminal();
    int calls = execution.path("calls").size();
    out.println(
        ink.strong("6 %-17s".formatted("execution"))
            + ink(ink, execution.path("status").asText())
            + ", "
            + Words.count(calls, "call"));
    states(execution.path("states"));
    for (JsonNode call : execution.path("calls")) {
      out.println(
          INDENT
              + call.path("state").asText()
              + " calls "
              + call.path("resource").asText()
              + ink.quiet(" " + Json.text(call.path("arguments"))));
    }
    if (execution.has("output")) {
      Json.pretty(execution.path("output")).lines().forEach(line -> out.println(INDENT + line));
    }
    List.of("error", "cause").stream()
        .filter(execution::has)
        .forEach(key -> out.println(INDENT + key + ": " + execution.path(key).asText()));
  }

  private static String ink(Ink ink, String status) {
    return status.equals("SUCCEEDED") ? ink.good(status) : ink.bad(status);
  }

  /** The states in the order in which they were entered, in lines of bounded width. */
  private void states(JsonNode states) {
    StringBuilder line = new StringBuilder(INDENT);
    for (JsonNode state : states) {
      if (line.length() + state.asText().length() > WIDEST && line.length() > INDENT.length()) {
        out.println(line);
        line = new StringBuilder(INDENT);
      }
      line.append(line.length() > INDENT.length() ? " -> " : "").append(state.asText());
    }
    if (line.length() > INDENT.length()) {
      out.println(line);
    }
  }
}
