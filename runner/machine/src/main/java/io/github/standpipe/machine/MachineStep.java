package io.github.standpipe.machine;

import java.time.Duration;

/**
 * A step of an execution, for a caller that follows it; including those inside the items of a Map.
 */
public sealed interface MachineStep {
  /** The name of the state. */
  String state();

  /** A state is entered. */
  record StateEntry(String state) implements MachineStep {}

  /**
   * A Choice takes a branch.
   *
   * @param branch the index of the rule that holds; the number of rules for the default
   */
  record BranchChoice(String state, int branch) implements MachineStep {}

  /**
   * A comparison of a condition in JSONata is evaluated. Only for a handler that {@link
   * TaskHandler#followsComparisons asks for it}.
   *
   * @param rule the place of the rule in {@code Choices}
   * @param comparison its place among those of the rule, see {@link ChoiceReasons#comparisons}
   */
  record ComparisonResult(String state, int rule, int comparison, boolean holds)
      implements MachineStep {}

  /** A Map runs for a number of items, or of batches of them. */
  record ItemCount(String state, int items) implements MachineStep {}

  /**
   * A try of a state fails, and a retrier takes it.
   *
   * @param retrier its index in {@code Retry}
   * @param delay until the next try
   */
  record RetrierUse(String state, int retrier, String error, Duration delay)
      implements MachineStep {}

  /**
   * A try of a state fails, and a catcher takes it.
   *
   * @param catcher its index in {@code Catch}
   * @param next the state that it leads to
   */
  record CatcherUse(String state, int catcher, String error, String next) implements MachineStep {}

  /** A try of a state fails, and nothing takes it: the flow of the state fails. */
  record UnhandledFailure(String state, String error) implements MachineStep {}
}
