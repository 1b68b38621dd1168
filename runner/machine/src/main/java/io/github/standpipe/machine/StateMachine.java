package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A state machine: a definition in the Amazon States Language that can be run.
 *
 * <p>It is immutable; any number of threads may run it at the same time.
 */
public final class StateMachine {
  /** A quota of the service. */
  private static final long LONGEST_EXPRESS_SECONDS = 300;

  /** A quota of the service: a year. */
  private static final long LONGEST_STANDARD_SECONDS = 31_536_000;

  private final String name;
  private final Flow flow;
  private final Optional<Long> timeoutSeconds;
  private final CompiledTexts texts = new CompiledTexts();

  private StateMachine(String name, Flow flow, Optional<Long> timeoutSeconds) {
    this.name = name;
    this.flow = flow;
    this.timeoutSeconds = timeoutSeconds;
  }

  /**
   * Reads a definition that CreateStateMachine would accept as a Standard workflow.
   *
   * @param name the name of the machine, for messages and for the names in the context object
   * @param definition the JSON text
   * @return the machine, ready to run
   * @throws InvalidDefinitionException in one line, for any other definition, and for one with
   *     fields that this interpreter does not support
   */
  public static StateMachine parse(String name, String definition) {
    return parse(name, definition, false);
  }

  /**
   * Reads a definition that CreateStateMachine would accept.
   *
   * @param name the name of the machine, for messages and for the names in the context object
   * @param definition the JSON text
   * @param express whether it is an Express workflow's rather than a Standard one's
   * @return the machine, ready to run
   * @throws InvalidDefinitionException in one line, for any other definition, and for one with
   *     fields that this interpreter does not support
   */
  public static StateMachine parse(String name, String definition, boolean express) {
    refuse(name, DefinitionCheck.check(definition, express));
    return implemented(name, json(definition));
  }

  /**
   * Reads a definition that is already JSON, such as one in a template.
   *
   * @param name the name of the machine, for messages and for the names in the context object
   * @param definition the definition, such as {@code {"StartAt": ..., "States": {...}}}
   * @param express whether it is an Express workflow's rather than a Standard one's
   * @return the machine, ready to run
   * @throws InvalidDefinitionException in one line, for a definition that CreateStateMachine would
   *     refuse, and for one with fields that this interpreter does not support
   */
  public static StateMachine parse(String name, JsonNode definition, boolean express) {
    refuse(name, DefinitionCheck.check(definition, express));
    return implemented(name, definition);
  }

  private static StateMachine implemented(String name, JsonNode definition) {
    refuse(name, UnimplementedFields.find(definition));
    return read(name, definition);
  }

  private static void refuse(String name, List<DefinitionDiagnostic> found) {
    if (!found.isEmpty()) {
      throw new InvalidDefinitionException(name, found);
    }
  }

  private static JsonNode json(String definition) {
    try {
      return MachineJson.parse(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a definition that has been checked, without checking it again.
   *
   * @param name the name of the machine, for messages and for the names in the context object
   * @param definition the definition; the run of an invalid one fails in undefined ways
   * @return the machine, ready to run
   */
  public static StateMachine read(String name, JsonNode definition) {
    JsonNode seconds = definition.path("TimeoutSeconds");
    return new StateMachine(
        name,
        Flow.read(definition, false),
        seconds.isIntegralNumber() ? Optional.of(seconds.longValue()) : Optional.empty());
  }

  /**
   * Runs one execution to its end.
   *
   * @param input the JSON input of StartExecution
   * @param tasks answers each call
   * @param clock gives the start time; from there on time is virtual
   * @param ids for execution names, task tokens, UUIDs and random numbers
   * @return how it ended, with its history
   */
  public Execution run(JsonNode input, TaskHandler tasks, Clock clock, Supplier<UUID> ids) {
    return run(input, tasks, clock, ids, MachineContext.local(name));
  }

  private static long longest(boolean express) {
    return express ? LONGEST_EXPRESS_SECONDS : LONGEST_STANDARD_SECONDS;
  }

  /**
   * Runs one execution with the names and objects of a context.
   *
   * @param input the JSON input of StartExecution
   * @param tasks answers each call
   * @param clock gives the start time; from there on time is virtual
   * @param ids for execution names, task tokens, UUIDs and random numbers
   * @param context the names in the context object, and the objects that an item reader finds
   * @return how it ended, with its history
   */
  public Execution run(
      JsonNode input, TaskHandler tasks, Clock clock, Supplier<UUID> ids, MachineContext context) {
    return run(input, tasks, clock, ids, context, VisitLog.none());
  }

  /**
   * Runs one execution and keeps the visits of its states.
   *
   * @param input the JSON input of StartExecution
   * @param tasks answers each call
   * @param clock gives the start time; from there on time is virtual
   * @param ids for execution names, task tokens, UUIDs and random numbers
   * @param context the names in the context object, and the objects that an item reader finds
   * @param visits receives the visits; use a new one for each run
   * @return how it ended, with its history
   */
  public Execution run(
      JsonNode input,
      TaskHandler tasks,
      Clock clock,
      Supplier<UUID> ids,
      MachineContext context,
      VisitLog visits) {
    return new MachineRun(
            context,
            tasks,
            new VirtualClock(clock.instant()),
            ids,
            texts.languages(ids),
            Optional.of(
                Math.min(timeoutSeconds.orElse(Long.MAX_VALUE), longest(context.express()))),
            visits)
        .run(flow, input);
  }
}
