package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.ExplainText;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.ChoiceReasons;
import io.github.standpipe.machine.StateVisit;
import java.io.PrintWriter;
import java.util.List;

/** The path of an execution through its machine as text, values included. */
final class MachineText {
  private static final int MOST_INSIDE = 20;
  private static final String STEP = "  ";

  private final PrintWriter out;
  private final Ink ink = Ink.onTerminal();

  MachineText(PrintWriter out) {
    this.out = out;
  }

  void print(CaseExecution execution, String indent) {
    String status = execution.execution().status().name();
    String error = execution.execution().error().map(name -> " with " + name).orElse("");
    boolean succeeded = status.equals("SUCCEEDED");
    String end = succeeded ? ink.good(status) : ink.bad(status + error);
    out.println(indent + "machine " + execution.definition().logicalId() + ": " + end);
    visits(execution.visits().visits(), indent + STEP);
    if (execution.visits().omitted() > 0) {
      String more = Words.count(execution.visits().omitted(), "more visit");
      out.println(indent + STEP + "and " + more + " of states");
    }
    execution.children().forEach(child -> print(child, indent));
  }

  private void visits(List<StateVisit> visits, String indent) {
    visits.forEach(visit -> visit(visit, indent));
  }

  private void visit(StateVisit visit, String indent) {
    out.println(indent + visit.state() + " (" + visit.type() + ")" + branch(visit));
    visit.choice().ifPresent(reasons -> reasons.rules().forEach(rule -> rule(rule, indent + STEP)));
    if (!visit.assigned().isEmpty()) {
      out.println(indent + STEP + "assigns " + ExplainText.shortened(Json.text(visit.assigned())));
    }
    int attempt = 1;
    for (StateVisit.Failure failure : visit.failures()) {
      insides(visit, attempt++, indent + STEP);
      out.println(indent + STEP + ink.bad(failure(failure)));
    }
    insides(visit, attempt, indent + STEP);
  }

  private static String branch(StateVisit visit) {
    return visit
        .choice()
        .map(reasons ->
            (reasons.isDefault() ? " takes the default" : " takes rule " + (reasons.branch() + 1))
                + visit.next().map(next -> " -> " + next).orElse(""))
        .orElse("");
  }

  private void rule(ChoiceReasons.Rule rule, String indent) {
    out.println(indent + rule.summary() + (rule.holds() ? "" : ", so not -> " + rule.next()));
    for (ChoiceReasons.Leaf leaf : rule.leaves()) {
      String value = leaf.actual().map(Json::text).map(ExplainText::shortened).orElse("absent");
      String line = leaf.path() + ": " + value + "; wanted " + leaf.wanted();
      out.println(indent + STEP + (leaf.holds() ? ink.quiet("+ " + line) : ink.bad("- " + line)));
    }
  }

  /** What ran inside one attempt of the state. */
  private void insides(StateVisit visit, int attempt, String indent) {
    List<StateVisit.Inside> ran =
        visit.insides().stream().filter(inside -> inside.attempt() == attempt).toList();
    for (StateVisit.Inside inside : ran.stream().limit(MOST_INSIDE).toList()) {
      out.println(indent + inside.kind() + " " + (inside.index() + 1));
      visits(inside.visits(), indent + STEP);
    }
    int more = ran.size() - MOST_INSIDE;
    if (more > 0) {
      out.println(indent + "and " + more + " more");
    }
  }

  private static String failure(StateVisit.Failure failure) {
    String cause =
        failure.cause().isEmpty() ? "" : " (" + ExplainText.shortened(failure.cause()) + ")";
    String error = failure.error().isEmpty() ? "" : " with " + failure.error();
    return "failed" + error + cause + "; " + failure.reaction();
  }
}
