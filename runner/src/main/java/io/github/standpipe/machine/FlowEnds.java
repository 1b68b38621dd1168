package io.github.standpipe.machine;

import java.util.List;

/** What the history says of a flow that ends early. */
final class FlowEnds {
  private FlowEnds() {}

  /** A task whose call failed is aborted with the branch that it stands in. */
  static void abort(History history) {
    List<HistoryEvent> events = history.events();
    String last = events.getLast().type();
    if (last.equals("TaskFailed") || last.equals("TaskTimedOut") || last.startsWith("LambdaFunction")) {
      history.addBeside("TaskStateAborted", "", History.details());
    }
  }
}
