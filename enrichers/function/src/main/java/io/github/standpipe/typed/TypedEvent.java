package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An event as a Java object, with the original event and its record.
 *
 * @param <T> its class
 */
public final class TypedEvent<T> {
  private final T value;
  private final JsonNode json;
  private final JsonNode record;
  private final OriginTable origins;
  private final Binding<T> binding;

  TypedEvent(Binding.Value<T> value, JsonNode json, JsonNode record, Binding<T> binding) {
    this.value = value.value();
    this.origins = value.origins();
    this.json = json;
    this.record = record;
    this.binding = binding;
  }

  /** {@return the event as an object of its class} */
  public T value() {
    return value;
  }

  /** {@return the event as received; it must not be changed} */
  public JsonNode json() {
    return json;
  }

  /**
   * {@return the record whose body holds the event; empty for an item that an input template
   * rendered}
   */
  public Optional<SqsRecord> record() {
    return record.isNull() ? Optional.empty() : Optional.of(SqsRecord.of(record));
  }

  /**
   * Says that an object is what became of an object of this event, and returns it: {@code
   * lines.stream().map(line -> order.with(line, line.times(2)))}. So it keeps the fields that the
   * class does not name, wherever it is emitted. An item whose class has an {@link ItemKey} does
   * not need it.
   *
   * @param <V> the class of the changed object
   * @param item an object in {@link #value}, or one for which this was called before
   * @param changed what became of it
   * @return {@code changed}
   * @throws IllegalArgumentException if {@code item} is not, or {@code changed} stands for another
   */
  public <V> V with(Object item, V changed) {
    origins.declare(item, changed);
    return changed;
  }

  /**
   * Says that an object is new, and returns it: it gets no field that its class does not name. Only
   * a list needs this that lost one item, got another, and whose class has no {@link ItemKey}.
   *
   * @param <V> the class of the object
   * @param item the new object
   * @return {@code item}
   * @throws IllegalArgumentException if the object stands for an item of this event
   */
  public <V> V added(V item) {
    origins.declareNew(item);
    return item;
  }

  /**
   * The event goes on with the contents of these objects, one event for each; they may be of the
   * event's class or of any other.
   *
   * <p>The objects decide about the fields that the event's class names: a field with an equal
   * value stays as received, to the last digit; a different value replaces it; and a field that
   * their class does not have is left out. Fields that neither class names are kept, also in nested
   * objects, and in their order.
   *
   * <p>An object under a name is what stood under that name. An item of a list is what it surely
   * was: the same Java object, the one that {@link #with} says, or the received item of that list
   * with the same {@link ItemKey}; in a list that is equal to the received one all items stay. If
   * that leaves it open which item became which, and a received item has fields that its class does
   * not name, the event fails. A new item gets none of them.
   *
   * @param parts at least one object
   * @return {@link Verdict.Emit}, or {@link Verdict.Fail} if it is not certain which item is which
   * @throws IllegalArgumentException if {@code parts} is empty, or one of them does not become a
   *     JSON object or array
   */
  public Verdict emit(Object... parts) {
    return emitAll(Arrays.asList(parts));
  }

  /**
   * The event goes on with the contents of the objects in a list, as with {@link #emit}.
   *
   * @param parts at least one object
   * @return {@link Verdict.Emit}, or {@link Verdict.Fail} if it is not certain which item is which
   * @throws IllegalArgumentException if the list is empty, or an object does not become a JSON
   *     object or array
   */
  public Verdict emitAll(List<?> parts) {
    List<WrittenValue> written = new ArrayList<>();
    parts.forEach(part -> written.add(binding.written(part)));
    OriginClaims claims = new OriginClaims(origins, written);
    List<JsonNode> events = new ArrayList<>();
    try {
      written.forEach(part -> events.add(new Overlay(origins, part, claims).json()));
    } catch (UncertainOrigin e) {
      return new Verdict.Fail(e.reason());
    }
    return new Verdict.Emit(events);
  }
}
