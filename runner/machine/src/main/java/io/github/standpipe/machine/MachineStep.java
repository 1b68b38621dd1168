package io.github.standpipe.machine;

import java.time.Duration;

/**
 * A step of an execution, for a caller that follows it; including those inside the items of a Map.
 */
public sealed interface MachineStep {
  /** {@return the name of the state} */
  String state();

  /**
   * A state is entered.
   *
   * @param state the name of the state
   */
  record StateEntry(String state) implements MachineStep {}

  /**
   * A Choice takes a branch.
   *
   * @param state the name of the Choice
   * @param branch the index of the rule that holds; the number of rules for the default
   */
  record BranchChoice(String state, int branch) implements MachineStep {}

  /**
   * A comparison of a condition in JSONata is evaluated. Only for a handler that {@link
   * TaskHandler#followsComparisons asks for it}.
   *
   * @param state the name of the Choice
   * @param rule the place of the rule in {@code Choices}
   * @param comparison its place among those of the rule, see {@link ChoiceReasons#comparisons}
   * @param holds whether the comparison holds
   */
  record ComparisonResult(String state, int rule, int comparison, boolean holds)
      implements MachineStep {}

  /**
   * A Map runs for a number of items, or of batches of them.
   *
   * @param state the name of the Map
   * @param items the number of iterations
   */
  record ItemCount(String state, int items) implements MachineStep {}

  /**
   * A try of a state fails, and a retrier takes it.
   *
   * @param state the name of the state
   * @param retrier its index in {@code Retry}
   * @param error the name of the error; an empty text for an error without one
   * @param delay until the next try
   */
  record RetrierUse(String state, int retrier, String error, Duration delay)
      implements MachineStep {}

  /**
   * A try of a state fails, and a catcher takes it.
   *
   * @param state the name of the state
   * @param catcher its index in {@code Catch}
   * @param error the name of the error; an empty text for an error without one
   * @param next the state that it leads to
   */
  record CatcherUse(String state, int catcher, String error, String next) implements MachineStep {}

  /**
   * A try of a state fails, and nothing takes it: the flow of the state fails.
   *
   * @param state the name of the state
   * @param error the name of the error; an empty text for an error without one
   */
  record UnhandledFailure(String state, String error) implements MachineStep {}
}
