package io.github.standpipe.internal.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The distinct names of an object's fields, in their order: many objects share them. */
public final class FieldNames {
  private final String[] names;

  /** Computed when they are first written; another thread may compute the same. */
  private volatile SerializableString @Nullable [] written;

  public FieldNames(List<String> names) {
    this(names.stream().map(String::intern).toArray(String[]::new));
  }

  public FieldNames(String[] names) {
    this.names = names;
  }

  int size() {
    return names.length;
  }

  public String name(int place) {
    return names[place];
  }

  /** The names as they are written; none if one contains a lone surrogate, which has no UTF-8. */
  SerializableString[] written() {
    SerializableString[] made = written;
    if (made == null) {
      made = encoded();
      written = made;
    }
    return made;
  }

  private SerializableString[] encoded() {
    SerializableString[] made = new SerializableString[names.length];
    try {
      for (int place = 0; place < made.length; place++) {
        made[place] = new SerializedString(names[place]);
        made[place].asQuotedUTF8();
      }
      return made;
    } catch (IllegalArgumentException e) {
      return new SerializableString[0];
    }
  }

  /**
   * An object with all names.
   *
   * @param values the values; the array is not copied
   */
  public PlainObject of(JsonNode[] values) {
    return new PlainObject(FewFields.lent(this, names, values));
  }

  /**
   * An object with some of the names.
   *
   * @param values the values by position; null if there is none
   */
  public PlainObject without(JsonNode[] values, int size) {
    String[] few = new String[size];
    JsonNode[] fewValues = new JsonNode[size];
    int at = 0;
    for (int place = 0; place < values.length; place++) {
      if (values[place] != null) {
        few[at] = names[place];
        fewValues[at++] = values[place];
      }
    }
    return new PlainObject(FewFields.of(few, fewValues, size));
  }

  /** An object with the first names, to which others are added. */
  PlainObject begun(JsonNode[] values, int size) {
    PlainObject object = new PlainObject();
    for (int place = 0; place < size; place++) {
      object.set(names[place], values[place]);
    }
    return object;
  }
}
