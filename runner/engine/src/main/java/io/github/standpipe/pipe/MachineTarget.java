package io.github.standpipe.pipe;

import io.github.standpipe.json.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine that is a pipe's target; each batch starts one execution of it.
 *
 * @param arn the state machine's ARN
 * @param type STANDARD or EXPRESS
 * @param invocationType how Pipes calls it
 * @param inputTemplate transforms each event before the call; null passes the events on unchanged
 */
public record MachineTarget(
    String arn, Type type, InvocationType invocationType, @Nullable InputTemplate inputTemplate) {
  /** The maximum number of bytes of one execution's input, in UTF-8. */
  public static final int MAXIMUM_INPUT = 262_144;

  /** The kind of workflow. */
  public enum Type {
    /** Runs up to a year; Pipes can only start it. */
    STANDARD,
    /** Runs up to five minutes; Pipes can also wait for its end. */
    EXPRESS
  }

  /** {@code StepFunctionStateMachineParameters.InvocationType}. */
  public enum InvocationType {
    /** StartExecution: success is that the execution was accepted. */
    FIRE_AND_FORGET,
    /** StartSyncExecution: the default of the API. */
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
          "a STANDARD state machine cannot be called with REQUEST_RESPONSE, which is the default of"
              + " Pipes; set InvocationType to FIRE_AND_FORGET");
    }
  }

  List<Warning> warnings() {
    return waits()
        ? List.of(
            new Warning(
                "target-answer",
                "the pipe waits for its EXPRESS machine (REQUEST_RESPONSE), whose failure returns"
                    + " the batch; an execution that does not run locally counts as successful"))
        : List.of();
  }

  /** {@return whether the pipe waits for the end of an execution, and fails if it fails} */
  public boolean waits() {
    return invocationType == InvocationType.REQUEST_RESPONSE;
  }

  /** The input of the one execution that a batch starts: an array, even for one event. */
  Payload input(Payload batch) {
    if (batch.size() > MAXIMUM_INPUT) {
      throw new Fault(
          "the execution input holds "
              + batch.size()
              + " bytes; Step Functions accepts at most "
              + MAXIMUM_INPUT
              + "; lower BatchSize or send less of each event");
    }
    return batch;
  }
}
