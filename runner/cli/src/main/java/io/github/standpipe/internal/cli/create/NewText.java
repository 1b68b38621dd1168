package io.github.standpipe.internal.cli.create;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.scaffold.ScaffoldPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what {@code standpipe new} writes. */
record NewText(PrintWriter out) {

  /** The complete texts for a dry run. */
  void preview(ScaffoldPlan plan) {
    plan.files().forEach((file, text) -> preview("would write " + file, text));
    if (plan.isNewTemplate()) {
      preview("would write " + plan.template(), plan.changed());
    } else {
      preview("would add to " + plan.template(), plan.added());
    }
    plan.notes().forEach(note -> out.println("note: " + note));
  }

  private void preview(String what, String text) {
    out.println(Ink.onTerminal().strong(what));
    text.lines().forEach(line -> out.println(line.isEmpty() ? "" : "  " + line));
  }

  void written(ScaffoldPlan plan, List<String> next) {
    plan.files().keySet().forEach(file -> out.println("wrote " + file));
    out.println("added to " + plan.template() + ": " + resources(plan));
    plan.notes().forEach(note -> out.println("note: " + note));
    next.forEach(command -> out.println("next: " + command));
  }

  private static String resources(ScaffoldPlan plan) {
    return plan.added()
        .lines()
        .filter(line -> line.matches("\\w+:"))
        .map(line -> line.substring(0, line.length() - 1))
        .collect(Collectors.joining(", "));
  }
}
