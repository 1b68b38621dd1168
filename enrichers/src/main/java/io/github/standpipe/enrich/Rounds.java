package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
    Verdict[] verdicts = new Verdict[events.size()];
    Hydration.Batch batch = hydration.begin();
    IntFunction<JsonNode> records = Records.behind(events);
    List<Integer> open = IntStream.range(0, events.size()).boxed().toList();
    while (!open.isEmpty()) {
      List<Integer> unsettled = new ArrayList<>();
      for (int event : open) {
        Verdict verdict =
            evaluated(batch, () -> records.apply(event), () -> one.apply(events.get(event)));
        if (batch.asked()) {
          unsettled.add(event);
        } else {
          JsonNode json = events.get(event);
          verdicts[event] =
              verdict instanceof Verdict.Fail fail
                  ? batch.evaluate(() -> records.apply(event), () -> failed.apply(json, fail))
                  : verdict;
        }
      }
      open = unsettled;
      String refused = open.isEmpty() ? null : batch.fetch();
      if (refused != null) {
        open.forEach(event -> verdicts[event] = new Verdict.Fail(name + ": " + refused));
        break;
      }
    }
    return List.of(verdicts);
  }

  private static Verdict evaluated(
      Hydration.Batch batch, Supplier<JsonNode> record, Supplier<Verdict> one) {
    try {
      return batch.evaluate(record, one);
    } catch (Fault e) {
      if (batch.asked()) {
        return new Verdict.Retry("its documents are pending");
      }
      throw e;
    }
  }
}
