package io.github.standpipe.machine;

/** Writes the history of a flow that ends early. */
final class FlowEnds {
  private FlowEnds() {}

  /** A task whose call failed is aborted together with its branch. */
  static void abort(History history) {
    String last = history.lastType();
    boolean call = last.startsWith("Task") || last.startsWith("LambdaFunction");
    if (call && (last.endsWith("Failed") || last.endsWith("TimedOut"))) {
      history.addBeside("TaskStateAborted", "", History::details);
    }
  }
}
