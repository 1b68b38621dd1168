package io.github.standpipe.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that is read, built and written field by field, without iterators. */
@SuppressWarnings("unchecked") // like Jackson's own deepCopy()
public final class PlainObject extends ObjectNode {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 100;

  /** Creates such objects; everything else as in Jackson. */
  public static final JsonNodeFactory NODES = new Nodes();

  private static final class Nodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ObjectNode objectNode() {
      return new PlainObject();
    }
  }

  /** Writes one value. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonNode value, JsonGenerator to) throws IOException;
  }

  private final transient FewFields fields;

  public PlainObject() {
    this(new FewFields());
  }

  public PlainObject(FewFields fields) {
    super(NODES, fields);
    this.fields = fields;
  }

  /** The names; null if there are too many, or one is too long to be kept for other objects. */
  @Nullable FieldNames shape() {
    if (!fields.few()) {
      return null;
    }
    String[] names = new String[fields.size()];
    for (int place = 0; place < names.length; place++) {
      names[place] = fields.name(place);
      if (names[place].length() > LONGEST) {
        return null;
      }
    }
    return new FieldNames(names);
  }

  /** Writes the fields, names and values, between the braces. */
  public void write(JsonGenerator to, Writer values) throws IOException {
    if (!fields.few()) {
      for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
        to.writeFieldName(field.getKey());
        values.write(field.getValue(), to);
      }
      return;
    }
    SerializableString[] names = fields.shape() == null ? null : fields.shape().written();
    int size = fields.size();
    for (int place = 0; place < size; place++) {
      if (names == null || names.length == 0) {
        to.writeFieldName(fields.name(place));
      } else {
        to.writeFieldName(names[place]);
      }
      values.write(fields.value(place), to);
    }
  }

  /** Whether it contains a number, at any depth, that is infinite or NaN. */
  boolean holdsNotFinite() {
    if (!fields.few()) {
      return fields.values().stream().anyMatch(Finite::fails);
    }
    int size = fields.size();
    for (int place = 0; place < size; place++) {
      if (Finite.fails(fields.value(place))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable JsonNode get(@Nullable String name) {
    return fields.get(name);
  }
}
