package io.github.standpipe.check;

import io.github.standpipe.check.StatesOfMachine.StateAt;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event that comes twice has its effect once, as far as the machine alone decides it. */
final class RepeatCheck implements Check {
  private static final Rule START_REPEATS = Catalogue.rule("start-repeats-effect");
  private static final Pattern CALL =
      Pattern.compile("arn:[^:]+:states:::(?:aws-sdk:)?([a-z0-9]+):(\\w+)(?:\\..*)?");

  /** What starts work at each call unless it is given one of these. */
  private static final Map<String, List<String>> STARTS =
      Map.of(
          "ecs:runTask", List.of("ClientToken"),
          "batch:submitJob", List.of(),
          "glue:startJobRun", List.of("JobRunId"),
          "codebuild:startBuild", List.of("IdempotencyToken"));

  /** Tasks that can't know an event again, whatever they answer. */
  private static final List<String> NEVER_ASKS =
      List.of("sns:publish", "sqs:sendMessage", "events:putEvents", "eventbridge:putEvents");

  @Override
  public void examine(Subject subject, Findings findings) {
    boolean once = subject.mostRecords().isEmpty() && !subject.readsQueue();
    subject
        .machine()
        .filter(machine -> !once)
        .ifPresent(machine ->
            MachineDefinition.property(machine).ifPresent(asl -> examine(machine, asl, findings)));
  }

  private static void examine(Declaration machine, Property definition, Findings findings) {
    List<StateAt> tasks =
        StatesOfMachine.of(definition, false).stream()
            .filter(state ->
                !List.of("Pass", "Wait", "Choice", "Succeed", "Fail", "Map", "Parallel")
                    .contains(state.type()))
            .toList();
    boolean known = tasks.stream().allMatch(task -> effect(task).isPresent() || asksNothing(task));
    if (known) {
      tasks.forEach(task -> effect(task).ifPresent(what -> add(machine, task, what, findings)));
    }
  }

  private static void add(Declaration machine, StateAt task, String what, Findings findings) {
    findings.addEach(
        START_REPEATS,
        machine.logicalId(),
        task.state().at(),
        "State "
            + task.name()
            + " of "
            + machine
            + " "
            + what
            + ", also for an event that comes again.",
        "Start an execution for each event with a Name made of its id, as in"
            + " order-idempotent.asl.json, or write its id first with a ConditionExpression.");
  }

  /** What it does each time, in words; empty if it may not. */
  private static Optional<String> effect(StateAt task) {
    Property arguments = arguments(task);
    String call = call(task);
    List<String> tokens = STARTS.get(call);
    if (tokens != null) {
      boolean open = arguments.isMapping() && tokens.stream().noneMatch(key -> has(arguments, key));
      return open ? Optional.of("starts new work by " + call) : Optional.empty();
    }
    if (call.equals("sns:publish")) {
      return has(arguments, "PhoneNumber") ? Optional.of("sends a text message") : Optional.empty();
    }
    return call.equals("dynamodb:updateItem") && counts(arguments)
        ? Optional.of("adds to a value by its UpdateExpression")
        : Optional.empty();
  }

  private static boolean counts(Property arguments) {
    Optional<String> expression = arguments.get("UpdateExpression").text();
    return !has(arguments, "ConditionExpression")
        && !has(arguments, "Expected")
        && expression.isPresent()
        && !expression.get().startsWith("{%")
        && new UpdateExpression(expression.get(), arguments.get("ExpressionAttributeValues"))
            .counts();
  }

  private static boolean asksNothing(StateAt task) {
    return NEVER_ASKS.contains(call(task));
  }

  private static String call(StateAt task) {
    Matcher call = CALL.matcher(task.state().get("Resource").text().orElse(""));
    return call.matches() ? call.group(1) + ":" + call.group(2) : "";
  }

  private static Property arguments(StateAt task) {
    return task.state().get(task.has("Arguments") ? "Arguments" : "Parameters");
  }

  private static boolean has(Property arguments, String key) {
    return !arguments.get(key).isAbsent() || !arguments.get(key + ".$").isAbsent();
  }
}
