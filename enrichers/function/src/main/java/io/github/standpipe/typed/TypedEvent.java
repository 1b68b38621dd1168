package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Verdict;
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
  private final Binding<T> binding;

  TypedEvent(T value, JsonNode json, JsonNode record, Binding<T> binding) {
    this.value = value;
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
   * The event goes on with the contents of these objects, one event for each; they may be of the
   * event's class or of any other.
   *
   * <p>The objects decide about the fields that the event's class names: a field with an equal
   * value stays as received, to the last digit; a different value replaces it; and a field that
   * their class does not have is left out. Fields that neither class names are kept, also in nested
   * objects, and in their order. Items of a list are matched by content: with an equal item, else
   * with the most similar one.
   *
   * @param parts at least one object
   * @return the verdict
   * @throws IllegalArgumentException if {@code parts} is empty, or one of them does not become a
   *     JSON object or array
   */
  public Verdict.Emit emit(Object... parts) {
    return emitAll(Arrays.asList(parts));
  }

  /**
   * The event goes on with the contents of the objects in a list, as with {@link #emit}.
   *
   * @param parts at least one object
   * @return the verdict
   * @throws IllegalArgumentException if the list is empty, or an object does not become a JSON
   *     object or array
   */
  public Verdict.Emit emitAll(List<?> parts) {
    JsonNode before = binding.written(json);
    return new Verdict.Emit(
        parts.stream().map(part -> Overlay.of(json, before, Binding.json(part))).toList());
  }
}
