package io.github.standpipe.machine;

import java.time.Duration;

/** Something that an execution does, for a caller that follows it; of a map also in each item. */
public sealed interface MachineStep {
  /** The name of the state. */
  String state();

  /** A state is entered. */
  record StateEntry(String state) implements MachineStep {}

  /**
   * A Choice leads on.
   *
   * @param branch the place of the rule that holds; how many rules there are for the default
   */
  record BranchChoice(String state, int branch) implements MachineStep {}

  /** A Map runs for a number of items, or of batches of them. */
  record ItemCount(String state, int items) implements MachineStep {}

  /**
   * A try of a state fails, and a retrier takes it.
   *
   * @param retrier its place in {@code Retry}
   * @param delay until the next try
   */
  record RetrierUse(String state, int retrier, String error, Duration delay)
      implements MachineStep {}

  /**
   * A try of a state fails, and a catcher takes it.
   *
   * @param catcher its place in {@code Catch}
   * @param next the state that it leads to
   */
  record CatcherUse(String state, int catcher, String error, String next) implements MachineStep {}

  /** A try of a state fails, and nothing takes it: the flow that the state is in fails. */
  record UnhandledFailure(String state, String error) implements MachineStep {}
}
