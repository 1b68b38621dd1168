package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes a batch of events richer and gives each event a verdict of its own.
 *
 * <p>An event is what a record's body says, parsed; in a pipe with an input template it is the
 * rendered item. Nobody changes one, for it may be shared, and comes again when a smaller batch is
 * tried: what is emitted is a new one, or a copy.
 */
@FunctionalInterface
public interface Enricher {

  /**
   * Gives one verdict for each event, in the events' order. One enricher may be called by many
   * threads at once, each with a batch of its own.
   *
   * @param batch the events, and the records that hold them
   * @param invocation until when it may take, the clock, ids, and what is counted
   * @throws Fault when nothing can be said of single events, such as a look-up that did not answer;
   *     the whole batch then returns to its queue. At any other exception smaller batches are
   *     tried, until the event is found that it is about, which has then failed.
   */
  List<Verdict> enrich(Batch batch, Invocation invocation);

  /**
   * This enricher and then the next, which is given all that this one emits as one batch.
   *
   * <pre>
   *   events    this                next                    verdicts
   *   1         emits 1a, 1b   ->   emits 1a, drops 1b      emits 1a
   *   2         drops 2                                     drops 2
   *   3         emits 3a, 3b   ->   emits 3a, fails at 3b   fails
   * </pre>
   *
   * Order is kept, and each event has one verdict in the end. Of an event that was split, the next
   * one's drops leave a part out; where all are dropped, so is the event. Where a part is to be
   * quarantined, has failed, or is to be retried, so is the event, and nothing of it is emitted;
   * where parts disagree, in that order: an event that can never go on whole does not hold up its
   * batch. It is all the same how three and more are put together.
   */
  default Enricher then(Enricher next) {
    return Chain.of(this, next);
  }

  /**
   * An enricher of one event at a time. One at which it throws has failed, and its neighbours do
   * not notice; a {@link Fault} still returns the batch.
   */
  static Enricher each(Function<JsonNode, Verdict> enricher) {
    return batch(events -> events.stream().map(event -> Verdicts.one(event, enricher)).toList());
  }

  /** An enricher of whole batches that needs nothing but the events. */
  static Enricher batch(Function<List<JsonNode>, List<Verdict>> enricher) {
    return (batch, invocation) -> enricher.apply(batch.events());
  }

  /**
   * An enricher of one event at a time that asks look-ups: those that the environment's {@code
   * LOOKUP_<NAME>} variables name, as in a {@link Transform} and with the same limits.
   *
   * <p>It reads as if each document were at hand. In truth it is called for all events of the
   * batch, what they asked for is fetched in one call a look-up, and it is called again with the
   * documents, until nothing new is asked. So it has no effects of its own; and what it gives or
   * throws while documents are pending does not count.
   *
   * @throws Fault when a variable is wrong, or a look-up cannot be opened
   */
  static Enricher each(Environment environment, BiFunction<JsonNode, Documents, Verdict> enricher) {
    return each(environment, (event, record, documents) -> enricher.apply(event, documents));
  }

  /** As above, for one that needs the record behind the event too. */
  static Enricher each(Environment environment, WithRecord enricher) {
    Hydration hydration = new Hydration(environment);
    hydration.ready();
    Rounds rounds = new Rounds(hydration, "the enricher");
    return (batch, invocation) ->
        rounds.verdicts(
            batch,
            invocation,
            (event, lookups) ->
                Verdicts.one(event, e -> enricher.enrich(e, lookups.record(), lookups)));
  }

  /** Gives the verdict on one event. */
  @FunctionalInterface
  interface WithRecord {
    /**
     * Gives the verdict.
     *
     * @param record the one behind the event, as {@link Batch#record} gives it
     */
    Verdict enrich(JsonNode event, JsonNode record, Documents documents);
  }
}
