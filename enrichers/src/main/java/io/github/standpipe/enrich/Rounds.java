package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Gives the events of a batch their verdicts, round by round: what they ask for is fetched between
 * the rounds, until nothing new is asked.
 *
 * @param name how a reason names what is evaluated
 */
record Rounds(Hydration hydration, String name) {

  List<Verdict> verdicts(List<JsonNode> events, Function<JsonNode, Verdict> one) {
    return verdicts(events, one, (event, fail) -> fail);
  }

  /** As above, where a failure is looked at once more when its event waits for nothing. */
  List<Verdict> verdicts(
      List<JsonNode> events,
      Function<JsonNode, Verdict> one,
      BiFunction<JsonNode, Verdict.Fail, Verdict> failed) {
    Hydration.Batch batch = hydration.begin();
    return batch.during(() -> verdicts(events, one, failed, batch));
  }

  private List<Verdict> verdicts(
      List<JsonNode> events,
      Function<JsonNode, Verdict> one,
      BiFunction<JsonNode, Verdict.Fail, Verdict> failed,
      Hydration.Batch batch) {
    Verdict[] verdicts = new Verdict[events.size()];
    IntFunction<JsonNode> records = Records.behind(events);
    int[] open = IntStream.range(0, events.size()).toArray();
    while (open.length > 0) {
      int unsettled = 0;
      for (int event : open) {
        JsonNode json = events.get(event);
        batch.begin(records, event);
        Verdict verdict = evaluated(batch, json, one);
        if (batch.asked()) {
          hydration.pending(json);
          open[unsettled++] = event;
        } else {
          verdicts[event] =
              verdict instanceof Verdict.Fail fail ? failed.apply(json, fail) : verdict;
        }
      }
      open = Arrays.copyOf(open, unsettled);
      String refused = open.length == 0 ? null : batch.fetch();
      if (refused != null) {
        for (int event : open) {
          verdicts[event] = new Verdict.Fail(name + ": " + refused);
        }
        break;
      }
    }
    return List.of(verdicts);
  }

  private static Verdict evaluated(
      Hydration.Batch batch, JsonNode event, Function<JsonNode, Verdict> one) {
    try {
      return one.apply(event);
    } catch (Fault e) {
      if (batch.asked()) {
        return new Verdict.Retry("its documents are pending");
      }
      throw e;
    }
  }
}
