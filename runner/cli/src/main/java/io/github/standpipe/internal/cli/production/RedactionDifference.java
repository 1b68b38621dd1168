package io.github.standpipe.internal.cli.production;

import io.github.standpipe.internal.capture.TrialRun;
import io.github.standpipe.internal.cli.production.RedactionOptions.Advice;
import java.util.List;
import java.util.Optional;

/**
 * The difference that redaction makes.
 *
 * @param change how the outcome differs for the redacted messages
 * @param shape how the shape of the result differs, if the outcome is the same
 */
record RedactionDifference(Optional<String> change, Optional<String> shape, Advice advice) {

  /**
   * Compares an original run with a redacted one; a shape that does not depend on values is not a
   * difference.
   */
  static RedactionDifference between(
      TrialRun original, TrialRun redacted, RedactionOptions redacting) {
    Optional<String> change = original.change(redacted);
    Optional<String> shape = change.isEmpty() ? original.otherShape(redacted) : Optional.empty();
    if (change.isEmpty() && shape.isEmpty()) {
      return new RedactionDifference(change, shape, new Advice.Nothing());
    }
    Advice advice = redacting.advice(original);
    boolean isDecided = !(advice instanceof Advice.Nothing);
    return new RedactionDifference(change, isDecided ? shape : Optional.empty(), advice);
  }

  /** The difference and what to do, in one line. */
  Optional<String> message() {
    return change
        .map(what -> "the outcome changed by redaction: " + what)
        .or(() -> shape.map(what -> what + " by redaction"))
        .map(what -> what + cure());
  }

  private String cure() {
    return switch (advice) {
      case Advice.Keep(List<String> paths) ->
          "; to keep the outcome, pass --keep " + String.join(" --keep ", paths);
      case Advice.Invent(List<String> paths) ->
          "; the values at "
              + String.join(", ", paths)
              + " decide the outcome and look personal: replace them in the message by invented"
              + " ones, then import it";
      case Advice.Search(int paths) ->
          "; keep the values that decide the outcome with --keep PATH ("
              + paths
              + " paths were not searched)";
      case Advice.Nothing() -> "; the outcome does not depend on a value that can be kept";
    };
  }

  /** The paths to keep, if that helps and no kept value looks personal. */
  List<String> keep() {
    return advice instanceof Advice.Keep(List<String> paths) ? paths : List.of();
  }
}
