package io.github.standpipe.jslt;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of an object's fields, all different, in their order: many objects have the same. */
final class FieldNames {
  private final String[] names;

  /** Made when they are written first; another thread may make the same. */
  private volatile SerializableString @Nullable [] written;

  FieldNames(List<String> names) {
    this(names.stream().map(String::intern).toArray(String[]::new));
  }

  FieldNames(String[] names) {
    this.names = names;
  }

  int size() {
    return names.length;
  }

  String name(int place) {
    return names[place];
  }

  /**
   * The names as they are written; none where one has half of a surrogate pair, and so no UTF-8.
   */
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
   * An object of all names.
   *
   * @param values given away
   */
  PlainObject of(JsonNode[] values) {
    return new PlainObject(FewFields.lent(this, names, values));
  }

  /**
   * An object of some names.
   *
   * @param values by place; null where there is none
   */
  PlainObject without(JsonNode[] values, int size) {
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

  /** An object of the first names, to which others are added. */
  PlainObject begun(JsonNode[] values, int size) {
    PlainObject object = new PlainObject();
    for (int place = 0; place < size; place++) {
      object.set(names[place], values[place]);
    }
    return object;
  }
}
