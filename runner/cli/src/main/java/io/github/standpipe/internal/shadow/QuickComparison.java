package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.shadow.Shadow.Judgement;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Target;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Compares single records by the bytes of the two functions' answers, if these alone decide what is
 * delivered. Whatever else happens, such as a failure, is left to the pipes, stage by stage.
 *
 * @param isSameFilter whether both filters have the same patterns
 * @param lines makes calls of lines; empty if a call reaches services
 * @param completed makes a record of a message
 */
record QuickComparison(
    FilterCriteria filterBefore,
    FilterCriteria filterNow,
    boolean isSameFilter,
    Enrichment.Function before,
    Enrichment.Function now,
    Optional<BodyLines> lines,
    UnaryOperator<ObjectNode> completed) {

  /** Empty for pipes with input templates or machines to run, and for different queues. */
  static Optional<QuickComparison> of(ShadowSide was, ShadowSide is) {
    if (was.only().isEmpty()
        || is.only().isEmpty()
        || !was.pipe().source().equals(is.pipe().source())) {
      return Optional.empty();
    }
    FilterCriteria filterBefore = was.pipe().filterCriteria();
    FilterCriteria filterNow = is.pipe().filterCriteria();
    boolean isSame = texts(filterBefore).equals(texts(filterNow));
    return Optional.of(
        new QuickComparison(
            filterBefore,
            filterNow,
            isSame,
            was.only().get(),
            is.only().get(),
            isSame && !is.asksServices() ? Optional.of(BodyLines.of(is)) : Optional.empty(),
            message -> is.received(List.of(message)).getFirst()));
  }

  private static List<String> texts(FilterCriteria filter) {
    return filter.patterns().stream().map(FilterPattern::text).toList();
  }

  /**
   * Compares a line; empty if that has to be done in another way. The filter is asked only if the
   * answers differ: what it rejects, it rejects for both.
   */
  Optional<Judgement> line(byte[] line, BodyLines.Calls calls) {
    byte[] request = calls.request(line);
    if (request == null) {
      return Optional.empty();
    }
    Answers answers = answers(request);
    if (answers.areSame()) {
      return Optional.of(Judgement.SAME);
    }
    return answers.differ()
        ? filtered(completed.apply(BodyLines.message(line)), record -> answers.judgement())
        : Optional.empty();
  }

  /** Compares a completed record; empty if the pipes have to be run. */
  Optional<Judgement> record(ObjectNode record) {
    return filtered(record, one -> answers(Json.bytes(Json.array().add(one))).judgement());
  }

  private Optional<Judgement> filtered(
      ObjectNode record, Function<ObjectNode, Optional<Judgement>> behind) {
    try {
      boolean passed = filterBefore.passes(record);
      boolean passes = isSameFilter ? passed : filterNow.passes(record);
      if (!passed && !passes) {
        return Optional.of(Judgement.SAME);
      }
      return passed && passes ? behind.apply(record) : Optional.empty();
    } catch (Fault e) {
      return Optional.empty(); // the stages say what becomes of it
    }
  }

  private Answers answers(byte[] request) {
    Optional<byte[]> one = answer(before, request);
    return new Answers(one, one.isEmpty() ? one : answer(now, request));
  }

  /** The answers of both functions; empty for one that did something else. */
  private record Answers(Optional<byte[]> was, Optional<byte[]> is) {
    boolean areSame() {
      return is.isPresent() && Arrays.equals(was.orElseThrow(), is.get());
    }

    boolean differ() {
      return is.isPresent() && !areSame();
    }

    Optional<Judgement> judgement() {
      return areSame()
          ? Optional.of(Judgement.SAME)
          : is.flatMap(QuickComparison::input)
              .flatMap(now -> was.flatMap(QuickComparison::input).map(one -> judgement(one, now)));
    }

    private static Judgement judgement(JsonNode was, JsonNode is) {
      return new Judgement(
          EventResult.delivered(1, was).changes(EventResult.delivered(1, is)), List.of());
    }
  }

  /** The answer of a call that did nothing else; empty if it failed, or quarantined. */
  private static Optional<byte[]> answer(Enrichment.Function function, byte[] request) {
    if (request.length > Enrichment.MAXIMUM_PAYLOAD) {
      return Optional.empty();
    }
    EventSurroundings around = new EventSurroundings(false);
    try {
      byte[] answer = around.call(function, request);
      return around.isPlain() ? Optional.of(answer) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception | AssertionError | StackOverflowError | LinkageError e) {
      return Optional.empty(); // the stages say so again
    }
  }

  /** The events of an answer that is delivered as it is. */
  private static Optional<JsonNode> input(byte[] answer) {
    try {
      JsonNode json = Json.parse(answer);
      boolean plain =
          json.isArray() && !json.isEmpty() && answer.length <= Target.OfMachine.MAXIMUM_INPUT;
      for (JsonNode event : json) {
        plain &= event.isObject();
      }
      return plain ? Optional.of(json) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
