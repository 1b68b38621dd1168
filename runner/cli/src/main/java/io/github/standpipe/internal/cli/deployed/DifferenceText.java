package io.github.standpipe.internal.cli.deployed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.deployed.PropertyDifference;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.List;

/** Differences between a template and a deployed pipe. */
final class DifferenceText {
  private DifferenceText() {}

  static void print(List<PropertyDifference> differences, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    for (PropertyDifference difference : differences) {
      out.println("  " + ink.strong(difference.path()));
      out.println(
          difference
              .unknown()
              .map(why -> "    template  " + ink.careful("not known here") + ": " + why)
              .orElseGet(() -> "    template  " + ink.good(difference.shownTemplate())));
      out.println("    deployed  " + difference.shownDeployed());
    }
  }

  /** What a change does to each property: its value now, and its value afterwards. */
  static void changes(List<PropertyDifference> changes, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    for (PropertyDifference change : changes) {
      out.println("  " + ink.strong(change.path()));
      change.deployed().ifPresent(d -> out.println("    - " + ink.bad(change.shownDeployed())));
      change.template().ifPresent(t -> out.println("    + " + ink.good(change.shownTemplate())));
    }
  }

  static ArrayNode json(List<PropertyDifference> differences) {
    ArrayNode json = Json.array();
    for (PropertyDifference difference : differences) {
      ObjectNode one = json.addObject().put("path", difference.path());
      one.put("template", difference.template().map(v -> difference.shownTemplate()).orElse(null));
      one.put("deployed", difference.deployed().map(v -> difference.shownDeployed()).orElse(null));
      one.put("unknown", difference.unknown().orElse(null));
    }
    return json;
  }
}
