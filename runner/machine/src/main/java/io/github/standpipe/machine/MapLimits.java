package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.states.JsonSize;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of a Map: how many items run at once, and how many may fail. */
record MapLimits(StateRun visit) {
  /** The service's limit of concurrent iterations. */
  static final int MOST_INLINE = 40;

  /** The service's limit of concurrent child executions. */
  static final int MOST_DISTRIBUTED = 10_000;

  /** The largest number of items whose child executions are run here; the service allows more. */
  static final int MOST_ITEMS = 1_000_000;

  /** The largest size of the items, and of the outputs, that are held in memory. */
  static final int MOST_BYTES = 64 << 20;

  /** Refuses what would exhaust the memory, before the first child execution starts. */
  void checkItems(ArrayNode items) {
    String field = visit.state().has("ItemReader") ? "ItemReader" : "items";
    if (items.size() > MOST_ITEMS) {
      throw tooMany(field, "%,d items, at most %,d".formatted(items.size(), MOST_ITEMS));
    }
    if (JsonSize.exceeds(items, MOST_BYTES)) {
      throw tooMany(field, "more than 64 MiB of items, at most that");
    }
  }

  /** The outputs of the child executions need more memory than they may. */
  StateFailure tooLargeOutputs() {
    return tooMany("ResultWriter", "more than 64 MiB of outputs without it, at most that");
  }

  private StateFailure tooMany(String field, String what) {
    return StateFailure.fatal(
        "States.Runtime",
        visit.machine().outside().machineName()
            + ": state \""
            + visit.state().name()
            + "\", field "
            + field
            + ": the distributed Map has "
            + what
            + " are run here.");
  }

  void checkConcurrency() {
    if (number("MaxConcurrency", true).orElse(0) < 0) {
      throw StateFailure.runtime("MaxConcurrency cannot be negative.");
    }
  }

  int concurrency(int most) {
    int wanted = (int) number("MaxConcurrency", true).orElse(0);
    return wanted > 0 ? Math.min(wanted, most) : most;
  }

  void checkTolerance() {
    OptionalDouble count = number("ToleratedFailureCount", true);
    if (count.isPresent() && count.getAsDouble() < 0) {
      throw StateFailure.runtime("ToleratedFailureCount cannot be negative.");
    }
    OptionalDouble percentage = number("ToleratedFailurePercentage", false);
    if (percentage.isPresent()
        && (percentage.getAsDouble() < 0 || percentage.getAsDouble() > 100)) {
      throw StateFailure.runtime("ToleratedFailurePercentage must be between 0 and 100.");
    }
  }

  boolean tolerates(int failed, int items) {
    OptionalDouble count = number("ToleratedFailureCount", true);
    OptionalDouble percentage = number("ToleratedFailurePercentage", false);
    boolean byCount = count.isPresent() && failed <= count.getAsDouble();
    boolean byShare = percentage.isPresent() && failed * 100.0 <= percentage.getAsDouble() * items;
    return failed == 0
        || (count.isEmpty() || byCount)
            && (percentage.isEmpty() || byShare)
            && (count.isPresent() || percentage.isPresent());
  }

  /** The maximum number of items of a reader; 0 means all. */
  OptionalDouble number(String field, boolean whole) {
    return number(visit.state().fields(), "", field, whole);
  }

  /**
   * A number of a field inside.
   *
   * @param at the location of the fields in the state, such as {@code ItemBatcher/}
   */
  OptionalDouble number(JsonNode fields, String at, String field, boolean whole) {
    String path = field + "Path";
    if (fields.has(path)) {
      return OptionalDouble.of(atPath(path, fields.get(path).asText(), whole));
    }
    if (!fields.has(field)) {
      return OptionalDouble.empty();
    }
    JsonNode value =
        visit.state().jsonata()
            ? visit.evaluation().jsonata(fields.get(field), at + field, "number")
            : fields.get(field);
    return OptionalDouble.of(value.asDouble());
  }

  private double atPath(String field, String path, boolean whole) {
    JsonNode value =
        visit.evaluation().path(MachineJson.NODES.textNode(path), visit.effectiveInput());
    return parse(value, whole)
        .orElseThrow(() ->
            StateFailure.runtime(
                "The "
                    + field
                    + " field refers to value \""
                    + (value.isTextual() ? value.textValue() : MachineJson.text(value))
                    + "\" which is not a valid "
                    + (whole ? "integer" : "float")
                    + ": "
                    + path));
  }

  private static Optional<Double> parse(JsonNode value, boolean whole) {
    if (!value.isNumber() && !value.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          whole ? (double) Integer.parseInt(value.asText()) : Double.parseDouble(value.asText()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
