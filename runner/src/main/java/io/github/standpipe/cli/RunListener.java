package io.github.standpipe.cli;

import io.github.standpipe.local.EventEndpoint;
import io.github.standpipe.local.EventTally;
import io.github.standpipe.local.Listener;
import io.github.standpipe.local.Summary;
import java.util.List;

/** Tells the user of a run, from its first line to its summary. */
interface RunListener extends Listener {

  void starts(RunQueues queues);

  /** The messages of a fixture, or of a file, are sent. */
  void sends(String what, int messages);

  /** The messages of a case of the fixtures are sent. */
  default void enters(String name, int messages) {
    sends(name, messages);
  }

  /** The failures that some cases of the fixtures give are not played. */
  void leavesOut(List<String> cases);

  /** The run takes events at an endpoint. */
  void takes(RunEvents events, EventEndpoint endpoint);

  /** The run waits for messages; a sample is the option of a message to send. */
  void follows(RunQueues queues, String sample);

  void ends(Summary summary, RunQueues queues, EventTally events);
}
