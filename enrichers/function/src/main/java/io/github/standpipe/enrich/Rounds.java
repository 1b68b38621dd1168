package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives the events of a batch their verdicts, round by round: the documents that they ask for are
 * fetched between the rounds, until nothing new is requested.
 *
 * @param name how a reason names what is being evaluated
 */
record Rounds(Hydration hydration, String name) {

  /** Gives an event its verdict, with the documents fetched so far. */
  @FunctionalInterface
  interface Evaluator {
    Verdict evaluate(JsonNode event, BatchLookups lookups);

    /** Looks again at a failure whose event does not wait for documents. */
    default Verdict explain(JsonNode event, Verdict.Fail fail, BatchLookups lookups) {
      return fail;
    }
  }

  List<Verdict> verdicts(Batch batch, Invocation invocation, Evaluator evaluator) {
    BatchLookups lookups = new BatchLookups(hydration, batch, invocation);
    Verdict[] verdicts = new Verdict[batch.size()];
    int[] open = IntStream.range(0, batch.size()).toArray();
    while (open.length > 0) {
      open = evaluateAll(open, lookups, evaluator, verdicts);
      String refused = open.length == 0 ? null : lookups.fetch();
      if (refused != null) {
        for (int event : open) {
          verdicts[event] = new Verdict.Fail(name + ": " + refused);
        }
        break;
      }
    }
    lookups.end();
    return List.of(verdicts);
  }

  /** Returns the events that wait for documents. */
  private int[] evaluateAll(
      int[] open, BatchLookups lookups, Evaluator evaluator, Verdict[] verdicts) {
    int unsettled = 0;
    for (int place : open) {
      lookups.begin(place);
      Verdict verdict = evaluate(lookups, evaluator);
      String refusal = lookups.refusal();
      if (refusal != null) {
        verdicts[place] = new Verdict.Fail(name + ": " + refusal);
      } else if (lookups.asked()) {
        lookups.invocation().watch().pending(lookups.event());
        open[unsettled++] = place;
      } else {
        verdicts[place] =
            verdict instanceof Verdict.Fail fail
                ? evaluator.explain(lookups.event(), fail, lookups)
                : verdict;
      }
    }
    return Arrays.copyOf(open, unsettled);
  }

  private static Verdict evaluate(BatchLookups lookups, Evaluator evaluator) {
    try {
      return evaluator.evaluate(lookups.event(), lookups);
    } catch (Fault e) {
      if (lookups.asked()) {
        return new Verdict.Retry("its documents are pending");
      }
      throw e;
    }
  }
}
