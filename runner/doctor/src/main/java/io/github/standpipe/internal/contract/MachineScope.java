package io.github.standpipe.internal.contract;

import java.util.HashMap;
import java.util.Map;

/**
 * The data that a state of a machine sees.
 *
 * @param execution the input of the execution, which the context object has
 * @param item the item of the Map around it
 * @param variables with their dollar signs
 */
record MachineScope(
    FollowedValue input,
    FollowedValue execution,
    FollowedValue item,
    Map<String, FollowedValue> variables) {
  MachineScope {
    variables = Map.copyOf(variables);
  }

  static MachineScope first(FollowedValue input) {
    return new MachineScope(input, input, FollowedValue.UNKNOWN, Map.of());
  }

  MachineScope with(FollowedValue other) {
    return new MachineScope(other, execution, item, variables);
  }

  MachineScope each(FollowedValue one) {
    return new MachineScope(input, execution, one, variables);
  }

  MachineScope assigned(Map<String, FollowedValue> more) {
    Map<String, FollowedValue> all = new HashMap<>(variables);
    all.putAll(more);
    return new MachineScope(input, execution, item, all);
  }

  /** In an execution of its own, as the items of a distributed Map have. */
  MachineScope apart() {
    return new MachineScope(input, FollowedValue.UNKNOWN, item, Map.of());
  }
}
