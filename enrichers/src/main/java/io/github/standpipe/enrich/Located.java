package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a file failed, by evaluating it once more and following it. It is compiled for this
 * with the first failure, and costs nothing before.
 */
final class Located {
  private final Path file;
  private final Collection<Function> functions;
  private @Nullable Trail trail;
  private @Nullable Expression followed;

  Located(Path file, Collection<Function> functions) {
    this.file = file;
    this.functions = functions;
  }

  /**
   * The failure that an event meets.
   *
   * @param reason what is known of it
   * @return empty where the file does not fail in the same way once more
   */
  Optional<Failure> failure(JsonNode event, String reason) {
    try {
      Trail following = follow();
      following.begin();
      return failure(event, reason, following);
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty(); // the reason stands as it is
    }
  }

  private Optional<Failure> failure(JsonNode event, String reason, Trail following) {
    try {
      followed().apply(event);
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      List<Trail.Step> steps = following.end();
      boolean same = !(e instanceof Judged) && reason.endsWith(": " + JsltFile.message(e));
      return same && !steps.isEmpty()
          ? Optional.of(told(event, reason, e, steps))
          : Optional.empty();
    }
  }

  private static Failure told(JsonNode event, String reason, Throwable e, List<Trail.Step> steps) {
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
        new ArrayList<>(step.given().values()));
  }

  private synchronized Trail follow() {
    if (trail == null) {
      Trail made = new Trail();
      List<Function> all = new ArrayList<>(functions);
      all.addAll(made.functions());
      followed =
          JsltFile.expression(
              file, all, (path, source, module) -> made.follow(path.toString(), source, module));
      trail = made;
    }
    return trail;
  }

  private synchronized Expression followed() {
    if (followed == null) {
      throw new IllegalStateException("follow comes first");
    }
    return followed;
  }
}
