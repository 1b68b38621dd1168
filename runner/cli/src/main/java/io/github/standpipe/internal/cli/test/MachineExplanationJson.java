package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.ChoiceReasons;
import io.github.standpipe.machine.MachineStep;
import io.github.standpipe.machine.StateVisit;
import java.util.List;

/**
 * The path of an execution through its machine as JSON; {@code docs/explain.md} describes its
 * shape.
 */
final class MachineExplanationJson {
  private MachineExplanationJson() {}

  static ObjectNode of(CaseExecution execution) {
    ObjectNode json = Json.object().put("machine", execution.definition().logicalId());
    json.put("status", execution.execution().status().name());
    execution.execution().error().ifPresent(error -> json.put("error", error));
    execution.execution().cause().ifPresent(cause -> json.put("cause", cause));
    json.set("visits", visits(execution.visits().visits()));
    ArrayNode children = json.putArray("started");
    execution.children().forEach(child -> children.add(of(child)));
    return json;
  }

  private static ArrayNode visits(List<StateVisit> visits) {
    ArrayNode json = Json.array();
    for (StateVisit visit : visits) {
      ObjectNode one = json.addObject().put("state", visit.state()).put("type", visit.type());
      one.set("input", visit.input());
      visit.output().ifPresent(output -> one.set("output", output));
      visit.next().ifPresent(next -> one.put("next", next));
      if (!visit.assigned().isEmpty()) {
        one.set("assigned", visit.assigned());
      }
      visit.choice().ifPresent(reasons -> one.set("rules", rules(reasons)));
      ArrayNode failures = one.putArray("failures");
      visit.failures().forEach(failure -> failures.add(failure(failure)));
      ArrayNode insides = one.putArray("inside");
      visit.insides().forEach(inside -> insides.add(inside(inside)));
    }
    return json;
  }

  private static ObjectNode inside(StateVisit.Inside inside) {
    ObjectNode json = Json.object().put("kind", inside.kind()).put("index", inside.index());
    json.put("attempt", inside.attempt()).set("visits", visits(inside.visits()));
    return json;
  }

  private static ArrayNode rules(ChoiceReasons reasons) {
    ArrayNode json = Json.array();
    for (ChoiceReasons.Rule rule : reasons.rules()) {
      ObjectNode one = json.addObject().put("number", rule.number()).put("holds", rule.holds());
      one.put("next", rule.next());
      ArrayNode leaves = one.putArray("leaves");
      for (ChoiceReasons.Leaf leaf : rule.leaves()) {
        ObjectNode compared = leaves.addObject().put("path", leaf.path());
        leaf.actual().ifPresent(actual -> compared.set("value", actual));
        compared.put("wanted", leaf.wanted()).put("holds", leaf.holds());
      }
    }
    return json;
  }

  private static ObjectNode failure(StateVisit.Failure failure) {
    ObjectNode json = Json.object();
    switch (failure.step()) {
      case MachineStep.RetrierUse use ->
          json.put("error", use.error())
              .put("retrier", use.retrier())
              .put("delaySeconds", use.delay().toMillis() / 1000.0);
      case MachineStep.CatcherUse use ->
          json.put("error", use.error()).put("catcher", use.catcher()).put("next", use.next());
      case MachineStep.UnhandledFailure unhandled -> json.put("error", unhandled.error());
      case MachineStep.StateEntry entry -> {}
      case MachineStep.BranchChoice choice -> {}
      case MachineStep.ItemCount count -> {}
      case MachineStep.ComparisonResult compared -> {}
    }
    return json.put("cause", failure.cause());
  }
}
