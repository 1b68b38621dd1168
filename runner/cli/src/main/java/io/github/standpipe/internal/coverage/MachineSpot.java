package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.StateErrors;
import io.github.standpipe.machine.MachineStep;

/**
 * A part of a machine that an execution can reach.
 *
 * @param state whose name is unique in its machine
 * @param place of a rule, a comparison, a retrier or a catcher in its list; 0 for the state itself
 * @param list the retriers of the state; missing for any other part
 */
record MachineSpot(Spot spot, String state, int place, JsonNode list) {
  static final int NONE = -1;
  private static final int MOST_COMPARISONS = 10_000;

  /** The outcome that a step shows, or {@link #NONE}. */
  int outcome(MachineStep step) {
    return step.state().equals(state) && isReached(step) ? outcomeOf(step) : NONE;
  }

  private boolean isReached(MachineStep step) {
    return switch (step) {
      case MachineStep.StateEntry entry -> is(SpotKind.STATE);
      case MachineStep.BranchChoice choice -> is(SpotKind.CHOICE) && choice.branch() == place;
      case MachineStep.ComparisonResult compared ->
          is(SpotKind.COMPARISON) && place(compared.rule(), compared.comparison()) == place;
      case MachineStep.ItemCount count -> is(SpotKind.ITERATION);
      case MachineStep.RetrierUse use -> is(SpotKind.RETRIER) && use.retrier() == place;
      case MachineStep.CatcherUse use ->
          is(SpotKind.CATCHER) && use.catcher() == place || refuses(use.error());
      case MachineStep.UnhandledFailure failure -> refuses(failure.error());
    };
  }

  /** A retrier without attempts is reached by the first failure that it matches. */
  private boolean refuses(String error) {
    return is(SpotKind.RETRIER)
        && StateErrors.retries(list.get(place)) == 0
        && StateErrors.first(list, error) == place;
  }

  private static int outcomeOf(MachineStep step) {
    return switch (step) {
      case MachineStep.ItemCount count -> count.items() > 0 ? 1 : 0;
      case MachineStep.ComparisonResult compared -> compared.holds() ? 0 : 1;
      default -> 0;
    };
  }

  /** The place of a comparison of a rule, which differs for each comparison of a state. */
  static int place(int rule, int comparison) {
    return rule * MOST_COMPARISONS + comparison;
  }

  private boolean is(SpotKind kind) {
    return spot.kind() == kind;
  }
}
