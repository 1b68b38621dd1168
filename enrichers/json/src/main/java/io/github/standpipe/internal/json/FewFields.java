package io.github.standpipe.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object's fields in their order. Most objects of an event have a handful, for which a linear
 * search takes less time, and a third of the memory, of a hash table; larger objects use a hash
 * table.
 */
public final class FewFields extends AbstractMap<String, JsonNode> {
  public static final int FEW = 16;

  private String[] names;
  private JsonNode[] values;
  private int size;

  /** The shape whose names are shared. */
  private @Nullable FieldNames shape;

  private @Nullable Map<String, JsonNode> many;

  FewFields() {
    this(new String[8], new JsonNode[8], 0, null);
  }

  private FewFields(String[] names, JsonNode[] values, int size, @Nullable FieldNames shape) {
    this.names = names;
    this.values = values;
    this.size = size;
    this.shape = shape;
  }

  /**
   * Fields with distinct names, which are shared.
   *
   * @param values the values of the shape's names; the array is not copied
   */
  static FewFields lent(FieldNames shape, String[] names, JsonNode[] values) {
    return new FewFields(names, values, values.length, shape);
  }

  /**
   * Fields with distinct names.
   *
   * @param names the names; neither array is copied
   */
  static FewFields of(String[] names, JsonNode[] values, int size) {
    return new FewFields(names, values, size, null);
  }

  /** Most names are the same instance as the requested one. */
  private int place(@Nullable Object name) {
    for (int place = 0; place < size; place++) {
      if (names[place] == name) {
        return place;
      }
    }
    return equalPlace(name);
  }

  /** Hashes are compared before texts, because a string caches its hash. */
  private int equalPlace(@Nullable Object name) {
    int hash = Objects.hashCode(name);
    for (int place = 0; place < size; place++) {
      if (names[place].hashCode() == hash && names[place].equals(name)) {
        return place;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return many == null ? size : many.size();
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return many == null ? place(name) >= 0 : many.containsKey(name);
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object name) {
    if (many != null) {
      return many.get(name);
    }
    int place = place(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public @Nullable JsonNode put(String name, JsonNode value) {
    if (many != null) {
      return many.put(name, value);
    }
    int place = place(Objects.requireNonNull(name));
    if (place >= 0) {
      JsonNode before = values[place];
      values[place] = value;
      return before;
    }
    if (size == FEW) {
      many = new LinkedHashMap<>(this);
      return many.put(name, value);
    }
    add(name, value);
    return null;
  }

  private void add(String name, JsonNode value) {
    own();
    if (size == names.length) {
      names = Arrays.copyOf(names, FEW);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, FEW);
    }
    names[size] = name;
    values[size++] = value;
  }

  /** Copies shared names before they change. */
  private void own() {
    if (shape != null) {
      names = Arrays.copyOf(names, names.length);
      shape = null;
    }
  }

  @Override
  public @Nullable JsonNode remove(@Nullable Object name) {
    if (many != null) {
      return many.remove(name);
    }
    int place = place(name);
    return place < 0 ? null : removeAt(place);
  }

  private JsonNode removeAt(int place) {
    own();
    JsonNode removed = values[place];
    size--;
    System.arraycopy(names, place + 1, names, place, size - place);
    System.arraycopy(values, place + 1, values, place, size - place);
    return removed;
  }

  @Override
  public Set<Entry<String, JsonNode>> entrySet() {
    return many == null ? new Entries() : many.entrySet();
  }

  @Override
  public Collection<JsonNode> values() {
    return many == null
        ? Collections.unmodifiableList(Arrays.asList(values).subList(0, size))
        : many.values();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super JsonNode> action) {
    if (many != null) {
      many.forEach(action);
      return;
    }
    for (int place = 0; place < size; place++) {
      action.accept(names[place], values[place]);
    }
  }

  /** Whether they are few, so that they can be accessed by position. */
  boolean few() {
    return many == null;
  }

  String name(int place) {
    return names[place];
  }

  JsonNode value(int place) {
    return values[place];
  }

  /** The shape that the fields still share; null if they have their own names. */
  @Nullable FieldNames shape() {
    return shape;
  }

  private final class Entries extends AbstractSet<Entry<String, JsonNode>> {
    @Override
    public int size() {
      return FewFields.this.size();
    }

    @Override
    public Iterator<Entry<String, JsonNode>> iterator() {
      return new Walk();
    }
  }

  private final class Walk implements Iterator<Entry<String, JsonNode>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Entry<String, JsonNode> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      return new Field(next++);
    }

    @Override
    public void remove() {
      removeAt(--next);
    }
  }

  /** A field whose value can be replaced. */
  private final class Field extends SimpleEntry<String, JsonNode> {
    private static final long serialVersionUID = 1L;

    Field(int place) {
      super(names[place], values[place]);
    }

    @Override
    public JsonNode setValue(JsonNode value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
