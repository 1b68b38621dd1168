package io.github.standpipe.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Creates objects from fields that are read one by one. Objects that begin with the same name
 * usually have all their names in common, so the names of the last one are reused for the next.
 */
public final class FieldNamesCache {
  private static final int SLOTS = 64;
  private static final FieldNames NONE = new FieldNames(new String[0]);

  /** How often a slot learns, so that objects that never repeat soon cost nothing. */
  private static final int LESSONS = 16;

  /** The fields to read. */
  public interface Fields {
    /** The next name; null after the last one. */
    @Nullable String name() throws IOException;

    /** The value of the name. */
    JsonNode value() throws IOException;
  }

  private record Learnt(FieldNames shape, int lessons) {}

  private final AtomicReferenceArray<@Nullable Learnt> slots = new AtomicReferenceArray<>(SLOTS);

  /** The object with these fields; of duplicate names the last one counts. */
  public PlainObject object(Fields fields) throws IOException {
    String name = fields.name();
    if (name == null) {
      return new PlainObject();
    }
    int slot = name.hashCode() & SLOTS - 1;
    Learnt learnt = slots.get(slot);
    FieldNames shape = learnt == null ? NONE : learnt.shape;
    int size = shape.size();
    JsonNode[] values = new JsonNode[size];
    int place = 0;
    while (place < size && shape.name(place) == name) {
      values[place++] = fields.value();
      name = fields.name();
    }
    if (place == size && name == null) {
      return shape.of(values);
    }
    PlainObject object = shape.begun(values, place);
    while (name != null) {
      object.set(name, fields.value());
      name = fields.name();
    }
    learn(slot, learnt, object);
    return object;
  }

  private void learn(int slot, @Nullable Learnt before, PlainObject object) {
    int lessons = before == null ? 0 : before.lessons;
    FieldNames shape = lessons < LESSONS ? object.shape() : null;
    if (shape != null) {
      slots.set(slot, new Learnt(shape, lessons + 1));
    }
  }
}
