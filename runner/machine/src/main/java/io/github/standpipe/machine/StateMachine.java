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
 * @param name used for the names in the context object
 * @param flow the states
 * @param timeoutSeconds of a whole execution, if the definition has one
 */
public final class StateMachine {
  /** A quota of the service. */
  private static final long LONGEST_EXPRESS_SECONDS = 300;

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
   * @throws InvalidDefinitionException in one line, for any other definition, and for one with
   *     fields that this interpreter does not support
   */
  public static StateMachine parse(String name, String definition) {
    return parse(name, definition, false);
  }

  /** Reads a definition, of an Express workflow if {@code express}. */
  public static StateMachine parse(String name, String definition, boolean express) {
    refuse(name, DefinitionCheck.check(definition, express));
    return implemented(name, json(definition));
  }

  /** Reads a definition that is already JSON, such as one in a template. */
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

  /** Reads a definition that has been checked. */
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
   */
  public Execution run(JsonNode input, TaskHandler tasks, Clock clock, Supplier<UUID> ids) {
    return run(input, tasks, clock, ids, MachineContext.local(name));
  }

  private long expressSeconds() {
    return Math.min(timeoutSeconds.orElse(LONGEST_EXPRESS_SECONDS), LONGEST_EXPRESS_SECONDS);
  }

  /** Runs one execution with the names and objects of a context. */
  public Execution run(
      JsonNode input, TaskHandler tasks, Clock clock, Supplier<UUID> ids, MachineContext context) {
    return run(input, tasks, clock, ids, context, VisitLog.none());
  }

  /** The same, but keeps the visits of its states. */
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
            context.express() ? Optional.of(expressSeconds()) : timeoutSeconds,
            visits)
        .run(flow, input);
  }
}
