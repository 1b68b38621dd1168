package io.github.standpipe.machine;

import java.util.Set;

/** Which fields the service shows for a state, according to recordings. */
final class InspectedFields {
  private static final Set<String> RESULT = Set.of("afterResultSelector", "afterResultPath");

  private InspectedFields() {}

  static Set<String> of(State state) {
    return switch (state.type()) {
      case "Pass" ->
          state.has("Result") ? plus("result") : plus("afterInputPath", "afterParameters");
      case "Task" -> plus("afterInputPath", "afterParameters", "afterArguments", "result");
      case "Map" ->
          plus(
              "afterInputPath",
              "afterItemsPath",
              "afterItemSelector",
              "afterItemBatcher",
              "afterItemsPointer",
              "maxConcurrency",
              "toleratedFailureCount",
              "toleratedFailurePercentage");
      case "Parallel" -> RESULT;
      default -> Set.of("afterInputPath");
    };
  }

  private static Set<String> plus(String... more) {
    Set<String> fields = new java.util.HashSet<>(Set.of(more));
    fields.addAll(RESULT);
    return fields;
  }
}
