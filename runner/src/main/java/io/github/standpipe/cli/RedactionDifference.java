package io.github.standpipe.cli;

import io.github.standpipe.capture.TrialRun;
import io.github.standpipe.cli.RedactionOptions.Advice;
import java.util.List;
import java.util.Optional;

/**
 * What redaction makes different.
 *
 * @param change what becomes otherwise of the messages without their values
 * @param shape what is made of them otherwise, where nothing becomes otherwise
 */
record RedactionDifference(Optional<String> change, Optional<String> shape, Advice advice) {

  /** Between an original run and a redacted one; a shape that no value decides is none. */
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

  /** What is different and what to do, in one line. */
  Optional<String> message() {
    return change
        .map(what -> "the outcome changed by redaction: " + what)
        .or(() -> shape.map(what -> what + " by redaction"))
        .map(what -> what + cure());
  }

  private String cure() {
    return switch (advice) {
      case Advice.Keep(List<String> paths) ->
          "; it stays as it was with --keep " + String.join(" --keep ", paths);
      case Advice.Invent(List<String> paths) ->
          "; the values at "
              + String.join(", ", paths)
              + " decide it and look personal: give the message invented ones, then import it";
      case Advice.Search(int paths) ->
          "; keep the values that decide it by --keep PATH (" + paths + " paths were not searched)";
      case Advice.Nothing() -> "; it does not depend on a value that can be kept";
    };
  }

  /** The paths to keep, if that helps and keeps nothing that looks personal. */
  List<String> keep() {
    return advice instanceof Advice.Keep(List<String> paths) ? paths : List.of();
  }
}
