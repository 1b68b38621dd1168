package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a pipe reads of an event and what it gives.
 *
 * @param readings of the event, each path and each place that reads it
 * @param message the fields of the SQS message that it reads besides the body
 * @param gives the schema of an item of the target's input
 * @param machine what the state machine behind the pipe reads; empty if the target is not a state
 *     machine whose definition is known
 * @param notes what is not known, and why
 */
public record PipeContract(
    String pipe,
    List<PathReading> readings,
    List<String> message,
    ObjectNode gives,
    Optional<MachineReads> machine,
    List<String> notes) {
  public PipeContract {
    readings = List.copyOf(readings);
    message = List.copyOf(message);
    notes = List.copyOf(notes);
  }

  /** The minimal schema of the events that it can read. */
  public ObjectNode reads() {
    return ReadSchema.of(pipe, readings);
  }
}
