package io.github.standpipe.pipe;

import io.github.standpipe.enrich.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine that is a pipe's target; each batch starts one execution of it.
 *
 * @param arn the state machine's ARN
 * @param type STANDARD or EXPRESS
 * @param invocationType how Pipes calls it
 * @param inputTemplate reshapes each event before the call; null hands the events on as they are
 */
public record MachineTarget(
    String arn, Type type, InvocationType invocationType, @Nullable InputTemplate inputTemplate) {
  /** Most bytes of one execution's input, as UTF-8. */
  public static final int MAXIMUM_INPUT = 262_144;

  /** The kind of workflow. */
  public enum Type {
    STANDARD,
    EXPRESS
  }

  /** {@code StepFunctionStateMachineParameters.InvocationType}. */
  public enum InvocationType {
    /** StartExecution: success is that the execution was accepted. */
    FIRE_AND_FORGET,
    /** StartSyncExecution: the API's choice where nothing is said. */
    REQUEST_RESPONSE
  }

  /**
   * Checks how the machine is called (rule {@code target-standard-async}).
   *
   * @throws Fault for a STANDARD machine with REQUEST_RESPONSE: Pipes stops such a pipe
   */
  public MachineTarget {
    if (type == Type.STANDARD && invocationType == InvocationType.REQUEST_RESPONSE) {
      throw new Fault(
          "a STANDARD state machine cannot be called with REQUEST_RESPONSE, which is what Pipes"
              + " takes when nothing is said; set InvocationType to FIRE_AND_FORGET");
    }
  }

  List<Warning> warnings() {
    return waits()
        ? List.of(
            new Warning(
                "target-answer",
                "the pipe waits for its EXPRESS machine (REQUEST_RESPONSE), whose failure returns"
                    + " the batch; an execution that is not run here is taken to succeed"))
        : List.of();
  }

  /** Whether the pipe waits for the end of an execution, and takes its failure for its own. */
  public boolean waits() {
    return invocationType == InvocationType.REQUEST_RESPONSE;
  }

  /** The input of the one execution that a batch starts: an array, also of one event. */
  Payload input(Payload batch) {
    if (batch.size() > MAXIMUM_INPUT) {
      throw new Fault(
          "the execution input holds "
              + batch.size()
              + " bytes; Step Functions takes at most "
              + MAXIMUM_INPUT
              + "; lower BatchSize or send less of each event");
    }
    return batch;
  }
}
