package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Enriches a batch of events and gives each event its own verdict.
 *
 * <p>An event is the parsed body of a record; in a pipe with an input template it is the rendered
 * item. It must not be changed, because it may be shared and is passed again if a smaller batch is
 * tried: emit a new event or a copy.
 */
@FunctionalInterface
public interface Enricher {

  /**
   * Judges a batch. One enricher may be called by many threads at once, each with its own batch.
   *
   * @param batch the events, and the records that hold them
   * @param invocation the deadline, the clock, the ids and the figures
   * @return one verdict for each event, in the order of the events
   * @throws Fault if the failure does not concern single events, such as a look-up that did not
   *     answer; the whole batch then returns to its queue. After any other exception smaller
   *     batches are tried until the event that causes it is found; that event has failed. In a call
   *     by an event source mapping each event is then tried alone, so that effects happen at most
   *     twice.
   */
  List<Verdict> enrich(Batch batch, Invocation invocation);

  /**
   * This enricher followed by the next, which receives everything that this one emits as one batch.
   *
   * <pre>
   *   events    this                next                    verdicts
   *   1         emits 1a, 1b   ->   emits 1a, drops 1b      emits 1a
   *   2         drops 2                                     drops 2
   *   3         emits 3a, 3b   ->   emits 3a, fails at 3b   fails
   * </pre>
   *
   * Order is kept, and each event has one verdict in the end. If an event was split and the next
   * enricher drops a part, that part is left out, and the others keep their numbers; if it drops
   * all parts, the event is dropped. If a part is quarantined, has failed, or must be retried, so
   * must the event, and nothing of it is emitted; if parts disagree, that order decides: an event
   * that can never go on whole does not hold up its batch. Chains of three or more behave the same
   * however they are combined.
   *
   * @param next the enricher of what this one emits
   * @return an enricher that calls both
   */
  default Enricher then(Enricher next) {
    return Chain.of(this, next);
  }

  /**
   * An enricher of one event at a time. If it throws, that event has failed and its neighbours are
   * not affected; a {@link Fault} still returns the batch.
   *
   * @param enricher judges one event
   * @return an enricher of batches
   */
  static Enricher each(Function<JsonNode, Verdict> enricher) {
    return batch(events -> events.stream().map(event -> Verdicts.one(event, enricher)).toList());
  }

  /**
   * {@return an enricher of whole batches that needs nothing but the events}
   *
   * @param enricher gives one verdict for each event, in order
   */
  static Enricher batch(Function<List<JsonNode>, List<Verdict>> enricher) {
    return (batch, invocation) -> enricher.apply(batch.events());
  }

  /**
   * An enricher of one event at a time that uses look-ups: those of the environment's {@code
   * LOOKUP_<NAME>} variables, as in a {@link Transform} and with the same limits.
   *
   * <p>It reads as if each document were at hand. In fact it is called for all events of the batch,
   * the documents that they asked for are fetched in one call per look-up, and it is called again
   * with them until it asks for nothing new. So it must not have side effects; and what it returns
   * or throws while documents are pending does not count.
   *
   * @param environment names the look-ups
   * @param enricher judges one event with its documents
   * @return an enricher of batches
   * @throws Fault if a variable is wrong or a look-up cannot be opened
   */
  static Enricher each(Environment environment, BiFunction<JsonNode, Documents, Verdict> enricher) {
    return each(environment, (event, record, documents) -> enricher.apply(event, documents));
  }

  /**
   * Returns an enricher as {@link #each(Environment, BiFunction)} does, for one that needs the
   * record behind the event too.
   *
   * @param environment names the look-ups
   * @param enricher judges one event with its record and its documents
   * @return an enricher of batches
   * @throws Fault if a variable is wrong or a look-up cannot be opened
   */
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

  /** Returns the verdict on one event. */
  @FunctionalInterface
  interface WithRecord {
    /**
     * Judges one event.
     *
     * @param event the event, which must not be changed
     * @param record the record behind the event, as {@link Batch#record} returns it
     * @param documents finds the documents of the event
     * @return the verdict, which does not count while documents are pending
     */
    Verdict enrich(JsonNode event, JsonNode record, Documents documents);
  }
}
