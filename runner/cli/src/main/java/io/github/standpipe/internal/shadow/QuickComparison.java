package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.shadow.Shadow.Judgement;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares single records by the bytes of the two functions' answers, and goes on behind the
 * functions only if these differ, or what follows does. Whatever else happens, such as a failure,
 * is left to the pipes, stage by stage.
 *
 * @param isSameFilter whether both filters have the same patterns
 * @param isSameBehind whether two equal answers have the same effect, without a machine to run
 * @param lines makes calls of lines; empty if a call reaches services
 */
record QuickComparison(
    ShadowSide was,
    ShadowSide is,
    boolean isSameFilter,
    boolean isSameBehind,
    Optional<BodyLines> lines) {

  /** Empty for pipes whose functions do not receive the records as they are, and two queues. */
  static Optional<QuickComparison> of(ShadowSide was, ShadowSide is) {
    if (was.function().isEmpty()
        || is.function().isEmpty()
        || !was.pipe().source().equals(is.pipe().source())) {
      return Optional.empty();
    }
    return Optional.of(
        new QuickComparison(
            was,
            is,
            patterns(was).equals(patterns(is)),
            was.endsLike(is),
            is.asksServices() ? Optional.empty() : Optional.of(BodyLines.of(is))));
  }

  private static List<String> patterns(ShadowSide side) {
    return side.pipe().filterCriteria().patterns().stream().map(FilterPattern::text).toList();
  }

  /**
   * Compares a line; empty if that has to be done in another way. Equal filters are asked only if
   * something differs: what they reject, they reject for both.
   */
  Optional<Judgement> line(byte[] line, BodyLines.Calls calls) {
    byte[] request = calls.request(line);
    if (request == null) {
      return Optional.empty();
    }
    if (!isSameFilter) {
      return filtered(completed(line), () -> answers(request));
    }
    Answers answers = answers(request);
    if (isSameBehind && answers.areSame()) {
      return Optional.of(Judgement.SAME);
    }
    return answers.areComplete() ? filtered(completed(line), () -> answers) : Optional.empty();
  }

  private ObjectNode completed(byte[] line) {
    return is.received(List.of(BodyLines.message(line))).getFirst();
  }

  /** Compares a completed record; empty if the pipes have to be run. */
  Optional<Judgement> record(ObjectNode record) {
    return filtered(record, () -> answers(Json.bytes(Json.array().add(record))));
  }

  private Optional<Judgement> filtered(ObjectNode record, Supplier<Answers> answers) {
    try {
      boolean passed = was.pipe().filterCriteria().passes(record);
      boolean passes = isSameFilter ? passed : is.pipe().filterCriteria().passes(record);
      if (!passed && !passes) {
        return Optional.of(Judgement.SAME);
      }
      return passed && passes ? judgement(answers.get()) : Optional.empty();
    } catch (Fault e) {
      return Optional.empty(); // the stages say what becomes of it
    }
  }

  private Optional<Judgement> judgement(Answers answers) {
    if (!answers.areComplete()) {
      return Optional.empty();
    }
    if (isSameBehind && answers.areSame()) {
      return Optional.of(Judgement.SAME);
    }
    return answers
        .is()
        .flatMap(is::behind)
        .flatMap(now -> answers.was().flatMap(was::behind).map(before -> before.changes(now)))
        .map(changes -> new Judgement(changes, List.of()));
  }

  private Answers answers(byte[] request) {
    Optional<QuickAnswer> one = QuickAnswer.of(was, request);
    return new Answers(one, one.isEmpty() ? one : QuickAnswer.of(is, request));
  }

  /** The answers of both functions; empty for one that did something else. */
  private record Answers(Optional<QuickAnswer> was, Optional<QuickAnswer> is) {
    boolean areComplete() {
      return is.isPresent();
    }

    boolean areSame() {
      return is.isPresent() && Arrays.equals(was.orElseThrow().bytes(), is.get().bytes());
    }
  }
}
