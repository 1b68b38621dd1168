package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The visits of an execution against its history, and the leaves of a Choice against its verdict.
 */
class VisitLogTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private static VisitLog run(String definition, JsonNode input, TaskHandler tasks) {
    VisitLog visits = new VisitLog();
    StateMachine.parse("M", definition)
        .run(input, tasks, CLOCK, () -> new UUID(0, 0), MachineContext.local("M"), visits);
    return visits;
  }

  private static final TaskHandler NO_TASKS =
      call -> {
        throw new AssertionError(call.state());
      };

  /** A random condition as a tree, written in both languages. */
  private sealed interface Condition {
    record Leaf(String key, int limit) implements Condition {}

    record All(boolean and, List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    static Condition random(Random random, int depth, boolean nots) {
      int kind = depth == 0 ? 0 : random.nextInt(nots ? 4 : 3);
      if (kind == 0) {
        return new Leaf(random.nextBoolean() ? "a" : "b", random.nextInt(10));
      }
      if (kind == 3) {
        return new Not(random(random, depth - 1, true));
      }
      List<Condition> parts = new ArrayList<>();
      for (int i = 0; i < 2 + random.nextInt(2); i++) {
        parts.add(random(random, depth - 1, nots));
      }
      return new All(kind == 1, parts);
    }

    default ObjectNode paths() {
      return switch (this) {
        case Leaf(String key, int limit) ->
            Json.object().put("Variable", "$." + key).put("NumericLessThan", limit);
        case Not(Condition part) -> Json.object().set("Not", part.paths());
        case All(boolean and, List<Condition> parts) -> {
          ObjectNode all = Json.object();
          parts.forEach(p -> all.withArray(and ? "And" : "Or").add(p.paths()));
          yield all;
        }
      };
    }

    default String jsonata() {
      return switch (this) {
        case Leaf(String key, int limit) -> "$states.input." + key + " < " + limit;
        case Not(Condition part) -> "$not(" + part.jsonata() + ")";
        case All(boolean and, List<Condition> parts) ->
            "("
                + String.join(
                    and ? " and " : " or ", parts.stream().map(Condition::jsonata).toList())
                + ")";
      };
    }

    /** The verdict that follows from the leaves, each taken as often as the tree has it. */
    default boolean of(Iterator<Boolean> leaves, boolean negated) {
      return switch (this) {
        case Leaf leaf -> leaves.next();
        case Not(Condition part) -> part.of(leaves, !negated);
        case All(boolean and, List<Condition> parts) -> {
          List<Boolean> verdicts = parts.stream().map(p -> p.of(leaves, negated)).toList();
          yield and ^ negated ? !verdicts.contains(false) : verdicts.contains(true);
        }
      };
    }
  }

  @Test
  void explainsEachRuleByLeavesThatLeadToItsVerdict() {
    Random random = new Random(11);
    int taken = 0;
    for (int round = 0; round < 400; round++) {
      boolean jsonata = round % 2 == 1;
      List<Condition> rules = new ArrayList<>();
      ObjectNode choice = Json.object().put("Type", "Choice").put("Default", "No");
      for (int i = 0; i < 3; i++) {
        Condition rule = Condition.random(random, 3, !jsonata);
        rules.add(rule);
        ObjectNode written =
            jsonata ? Json.object().put("Condition", "{% " + rule.jsonata() + " %}") : rule.paths();
        choice.withArray("Choices").add(written.put("Next", "Yes"));
      }
      ObjectNode definition = Json.object().put("StartAt", "Choose");
      definition.put("QueryLanguage", jsonata ? "JSONata" : "JSONPath");
      ObjectNode states = definition.putObject("States");
      states.set("Choose", choice);
      states.putObject("Yes").put("Type", "Succeed");
      states.putObject("No").put("Type", "Succeed");
      ObjectNode input = Json.object().put("a", random.nextInt(10)).put("b", random.nextInt(10));

      StateVisit visit = run(Json.text(definition), input, NO_TASKS).visits().getFirst();

      ChoiceReasons reasons = visit.choice().orElseThrow();
      assertThat(reasons.rules()).hasSize(Math.min(3, reasons.branch() + 1));
      assertThat(visit.next()).contains(reasons.isDefault() ? "No" : "Yes");
      taken += reasons.isDefault() ? 0 : 1;
      for (ChoiceReasons.Rule rule : reasons.rules()) {
        Iterator<Boolean> leaves = rule.leaves().stream().map(ChoiceReasons.Leaf::holds).iterator();
        assertThat(rules.get(rule.number() - 1).of(leaves, false)).isEqualTo(rule.holds());
        assertThat(leaves.hasNext()).isFalse();
        assertThat(rule.leaves())
            .allSatisfy(leaf ->
                assertThat(leaf.actual())
                    .contains(input.get(leaf.path().endsWith("a") ? "a" : "b")));
      }
    }
    assertThat(taken).isBetween(50, 350);
  }

  @Test
  void readsTheSidesOfAConditionThatQuotesItsOwnWords() {
    StateVisit visit =
        run(
                """
                {"QueryLanguage": "JSONata", "StartAt": "Choose", "States": {
                  "Choose": {"Type": "Choice", "Default": "No", "Choices": [
                    {"Condition": "{% $states.input.text = 'this and that' and ($states.input.n in [1, 2] or $exists($states.input.gone)) %}",
                     "Next": "No"}]},
                  "No": {"Type": "Succeed"}}}
                """,
                Json.object().put("text", "this and that").put("n", 3), NO_TASKS)
            .visits()
            .getFirst();

    assertThat(visit.choice().orElseThrow().rules().getFirst().leaves())
        .containsExactly(
            new ChoiceReasons.Leaf(
                "$states.input.text",
                Optional.of(Json.object().textNode("this and that")),
                "= 'this and that'",
                true),
            new ChoiceReasons.Leaf(
                "$states.input.n", Optional.of(Json.object().numberNode(3)), "in [1, 2]", false),
            new ChoiceReasons.Leaf(
                "$exists($states.input.gone)",
                Optional.of(Json.object().booleanNode(false)),
                "true",
                false));
  }

  private static final String RETRIED =
      """
      {"StartAt": "Each", "States": {
        "Each": {"Type": "Map", "Next": "Both", "ItemProcessor": {"StartAt": "Work", "States": {
          "Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "OutputPath": "$.Payload",
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Mend", "ResultPath": "$.error"}],
            "End": true},
          "Mend": {"Type": "Pass", "Assign": {"mended": true}, "End": true}}}},
        "Both": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": true}}},
          {"StartAt": "Right", "States": {"Right": {"Type": "Pass", "End": true}}}]}}}
      """;

  @Test
  void keepsTheDataAndTheFailuresOfEachVisitAsTheHistoryHasThem() {
    Random random = new Random(5);
    for (int round = 0; round < 40; round++) {
      List<Integer> failures = new ArrayList<>();
      List<JsonNode> items = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        failures.add(random.nextInt(5));
        items.add(Json.object().put("n", i));
      }
      int[] left = failures.stream().mapToInt(Integer::intValue).toArray();
      VisitLog log = new VisitLog();
      Execution execution =
          StateMachine.parse("M", RETRIED)
              .run(
                  Json.array().addAll(items),
                  call -> {
                    int n = call.arguments().at("/Payload/n").intValue();
                    return left[n]-- > 0
                        ? new TaskOutcome.Failed("Busy", "later")
                        : new TaskOutcome.Succeeded(Json.object().put("Payload", n));
                  },
                  CLOCK,
                  () -> new UUID(0, 0),
                  MachineContext.local("M"),
                  log);

      // Iterations go on while one waits: the history has the visits in the order of time.
      assertThat(flat(log.visits()).map(StateVisit::input))
          .containsExactlyInAnyOrderElementsOf(of(execution, "StateEntered", "input"));
      assertThat(left(log.visits()).map(v -> v.output().orElseThrow()))
          .containsExactlyInAnyOrderElementsOf(of(execution, "StateExited", "output"));
      StateVisit each = log.visits().getFirst();
      assertThat(each.insides()).hasSameSizeAs(items);
      for (StateVisit.Inside inside : each.insides()) {
        StateVisit work = inside.visits().getFirst();
        int failed = Math.min(3, failures.get(inside.index()));
        assertThat(work.failures()).hasSize(failed);
        assertThat(inside.visits()).hasSize(failed == 3 ? 2 : 1);
        if (failed == 3) {
          assertThat(work.failures().getLast())
              .isEqualTo(
                  new StateVisit.Failure(
                      new MachineStep.CatcherUse("Work", 0, "Busy", "Mend"), "later"));
          assertThat(work.failures().getFirst().reaction())
              .isEqualTo("retrier 1 tries again after 1 s");
          assertThat(inside.visits().getLast().assigned().path("mended").booleanValue()).isTrue();
        }
      }
      assertThat(log.visits().getLast().insides())
          .extracting(StateVisit.Inside::kind)
          .containsExactly("branch", "branch");
    }
  }

  private static List<JsonNode> of(Execution execution, String type, String field) {
    return execution.history().stream()
        .filter(event -> event.type().endsWith(type))
        .map(event -> event.details().get(field))
        .toList();
  }

  /** In the order in which they were entered. */
  private static Stream<StateVisit> flat(List<StateVisit> visits) {
    return visits.stream()
        .flatMap(visit ->
            Stream.concat(
                Stream.of(visit),
                visit.insides().stream().flatMap(inside -> flat(inside.visits()))));
  }

  /** In the order in which they were left. */
  private static Stream<StateVisit> left(List<StateVisit> visits) {
    return visits.stream()
        .flatMap(visit ->
            Stream.concat(
                visit.insides().stream().flatMap(inside -> left(inside.visits())),
                Stream.of(visit)));
  }

  @Test
  void countsWhatItDoesNotKeep() {
    VisitLog log = new VisitLog(10);
    StateMachine.parse("M", RETRIED)
        .run(
            Json.array().addAll(Stream.generate(Json::object).limit(50).toList()),
            call -> new TaskOutcome.Succeeded(Json.object().put("Payload", 1)),
            CLOCK,
            () -> new UUID(0, 0),
            MachineContext.local("M"),
            log);

    assertThat(flat(log.visits())).hasSize(10);
    assertThat(log.omitted()).isEqualTo(1 + 50 + 3 - 10);
  }

  @Test
  void keepsAFailureThatNothingCatches() {
    VisitLog log =
        run(
            """
            {"StartAt": "Fails", "States": {"Fails": {"Type": "Fail", "Error": "E", "Cause": "C"}}}
            """,
            Json.object(),
            NO_TASKS);

    StateVisit visit = log.visits().getFirst();
    assertThat(visit.output()).isEmpty();
    assertThat(visit.failures())
        .containsExactly(
            new StateVisit.Failure(new MachineStep.UnhandledFailure("Fails", "E"), "C"));
  }
}
