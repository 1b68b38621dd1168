package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.internal.local.Listener;
import io.github.standpipe.internal.local.Summary;
import java.util.List;

/** Reports a run to the user, from its first line to its summary. */
public interface RunListener extends Listener {

  void starts(RunQueues queues);

  /** The messages of a fixture, or of a file, are sent. */
  void sends(String what, int messages);

  /** The messages of a case of the fixtures are sent. */
  default void enters(String name, int messages) {
    sends(name, messages);
  }

  /** The failures in the given files of some cases are not simulated. */
  void leavesOut(List<String> cases);

  /** The run accepts events at an endpoint. */
  void takes(RunEvents events, EventEndpoint endpoint);

  /** The run waits for messages; a sample is the option of a message to send. */
  void follows(RunQueues queues, String sample);

  void ends(Summary summary, RunQueues queues, EventTally events);
}
