package io.github.standpipe.typed;

import io.github.standpipe.enrich.Batch;
import io.github.standpipe.enrich.Documents;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Enrichers that take their events as a Java record class.
 *
 * <pre>{@code
 * record Order(String orderId, int quantity) {}
 *
 * Enricher enricher =
 *     TypedEnrichers.each(
 *         Order.class,
 *         order -> order.emit(new Order(order.value().orderId(), order.value().quantity() + 1)));
 * }</pre>
 *
 * The class names only the fields that the enricher works on: all others are passed on unchanged,
 * see {@link TypedEvent#emit}. Components are bound by their names, or by {@code JsonProperty}; a
 * component is null if its field is absent or null, and an {@code Optional} is empty; only a
 * primitive is required. The types of {@code java.time} are ISO 8601 strings. An enum is bound by
 * its names only.
 *
 * <p>An event that does not bind to the class is quarantined, with the path and the expected type,
 * because a retry would not change it; if binding fails for another reason, that event has failed.
 * A class to which no event with all its fields could be bound is refused when the enricher is
 * created.
 */
public final class TypedEnrichers {
  private TypedEnrichers() {}

  /**
   * An enricher of one event at a time.
   *
   * @param <T> the class of the events
   * @param type a record class, or another class that Jackson can read
   * @param enricher judges one event
   * @return an enricher of batches
   * @throws Fault for a class that can never be bound
   */
  public static <T> Enricher each(Class<T> type, Function<TypedEvent<T>, Verdict> enricher) {
    return batch(type, events -> events.stream().map(enricher).toList());
  }

  /**
   * An enricher of one event at a time that uses look-ups, as {@link Enricher#each(Environment,
   * BiFunction)} does: it is called again once the documents have been fetched.
   *
   * @param <T> the class of the events
   * @param environment names the look-ups
   * @param type a record class, or another class that Jackson can read
   * @param enricher judges one event with its documents
   * @return an enricher of batches
   * @throws Fault for a class that can never be bound, or if a variable is wrong or a look-up
   *     cannot be opened
   */
  public static <T> Enricher each(
      Environment environment,
      Class<T> type,
      BiFunction<TypedEvent<T>, Documents, Verdict> enricher) {
    Binding<T> binding = new Binding<>(type);
    return Enricher.each(
        environment,
        (event, record, documents) ->
            switch (binding.of(event)) {
              case Binding.NoValue<T>(Verdict verdict) -> verdict;
              case Binding.Value<T> value ->
                  enricher.apply(new TypedEvent<>(value, event, record, binding), documents);
            });
  }

  /**
   * An enricher of a batch, which returns one verdict for each of its events, in order. Events that
   * do not bind to the class are not among them.
   *
   * @param <T> the class of the events
   * @param type a record class, or another class that Jackson can read
   * @param enricher gives one verdict for each event, in order; any other number fails the batch
   * @return an enricher of batches
   * @throws Fault for a class that can never be bound
   */
  public static <T> Enricher batch(
      Class<T> type, Function<List<TypedEvent<T>>, List<Verdict>> enricher) {
    Binding<T> binding = new Binding<>(type);
    return (batch, invocation) -> enrich(batch, binding, enricher);
  }

  private static <T> List<Verdict> enrich(
      Batch batch, Binding<T> binding, Function<List<TypedEvent<T>>, List<Verdict>> enricher) {
    List<Binding.Result<T>> results = batch.events().stream().map(binding::of).toList();
    List<TypedEvent<T>> bound = new ArrayList<>();
    for (int place = 0; place < batch.size(); place++) {
      if (results.get(place) instanceof Binding.Value<T> value) {
        bound.add(new TypedEvent<>(value, batch.event(place), batch.record(place), binding));
      }
    }
    Iterator<Verdict> given = verdicts(List.copyOf(bound), enricher).iterator();
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (Binding.Result<T> result : results) {
      verdicts.add(result instanceof Binding.NoValue<T>(Verdict verdict) ? verdict : given.next());
    }
    return verdicts;
  }

  private static <T> List<Verdict> verdicts(
      List<TypedEvent<T>> bound, Function<List<TypedEvent<T>>, List<Verdict>> enricher) {
    List<Verdict> given = bound.isEmpty() ? List.of() : enricher.apply(bound);
    if (given.size() != bound.size()) {
      throw new Fault(
          enricher.getClass().getName(),
          "gave " + given.size() + " verdicts for " + bound.size() + " events; give one each");
    }
    return given;
  }
}
