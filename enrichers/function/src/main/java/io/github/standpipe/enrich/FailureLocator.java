package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import io.github.standpipe.internal.jslt.BoundExpression;
import io.github.standpipe.internal.jslt.Evaluation;
import io.github.standpipe.internal.jslt.Trail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a file failed by evaluating it again and tracing it. The file is compiled for this at
 * the first failure and costs nothing before.
 */
final class FailureLocator {
  private final Path file;
  private final Collection<Function> functions;
  private final LayerFiles layer;
  private final Pool<Following> following = new Pool<>(this::follow);

  /** The file, rewritten so that a trail can follow it. */
  private record Following(Trail trail, BoundExpression expression) {}

  FailureLocator(Path file, Collection<Function> functions, LayerFiles layer) {
    this.file = file;
    this.functions = functions;
    this.layer = layer;
  }

  /**
   * The failure of an event.
   *
   * @param reason what is known about it
   * @return empty if the file does not fail in the same way again
   */
  Optional<Failure> failure(Evaluation evaluation, String reason) {
    try {
      Following one = following.lend();
      try {
        return failure(evaluation, reason, one);
      } finally {
        following.giveBack(one);
      }
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty(); // the reason stays as it is
    }
  }

  private static Optional<Failure> failure(
      Evaluation evaluation, String reason, Following following) {
    following.trail().begin();
    try {
      following.expression().apply(evaluation);
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      List<Trail.Step> steps = following.trail().end();
      boolean same =
          !(e instanceof VerdictException) && reason.endsWith(": " + JsltFile.message(e));
      return same && !steps.isEmpty()
          ? Optional.of(describe(evaluation.event(), reason, e, steps))
          : Optional.empty();
    }
  }

  private static Failure describe(
      JsonNode event, String reason, Throwable e, List<Trail.Step> steps) {
    int at = Trail.failed(steps, e);
    Trail.Step step = steps.get(at);
    boolean known = e instanceof JsltException jslt && jslt.getLine() > 0;
    String placed = known ? reason : step.spot().place() + ": " + JsltFile.message(e);
    List<Failure.Call> calls =
        steps.subList(0, at + 1).stream()
            .map(Trail.Step::spot)
            .filter(Trail.Spot::call)
            .map(spot -> new Failure.Call(spot.place(), spot.text()))
            .toList();
    return new Failure(
        placed,
        step.spot().text(),
        calls,
        InputPath.of(step.input(), event),
        step.input(),
        new ArrayList<>(step.operands().values()));
  }

  private Following follow() {
    Trail trail = new Trail();
    List<Function> all = new ArrayList<>(functions);
    all.addAll(trail.functions());
    return new Following(
        trail,
        new BoundExpression(
            all,
            given ->
                JsltFile.expression(
                    file,
                    given,
                    layer,
                    (path, source, module) -> trail.follow(path.toString(), source, module))));
  }
}
