package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An event as a Java object, and what it came with.
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

  public T value() {
    return value;
  }

  /** The event as it came; nobody changes it. */
  public JsonNode json() {
    return json;
  }

  /** The record whose body holds the event; nothing for what an input template rendered. */
  public Optional<SqsRecord> record() {
    return record.isNull() ? Optional.empty() : Optional.of(SqsRecord.of(record));
  }

  /**
   * The event goes on with what these objects say, one event for each of them; they may be of the
   * event's class or of any other.
   *
   * <p>What the event's class names is theirs to say: a field that they say the same of as the
   * event stays as it came, to the last digit; another value takes its place; and a field that
   * their class does not have is left out. What neither class names stays, in nested objects too,
   * and in their order. An item of a list is known again by what it says: one that is equal, else
   * the one that is most alike.
   *
   * @throws IllegalArgumentException for an object that is no JSON, and where there is none
   */
  public Verdict.Emit emit(Object... parts) {
    return emitAll(Arrays.asList(parts));
  }

  /** The same, of the objects in a list. */
  public Verdict.Emit emitAll(List<?> parts) {
    JsonNode before = binding.written(json);
    return new Verdict.Emit(
        parts.stream().map(part -> Overlay.of(json, before, Binding.json(part))).toList());
  }
}
