package io.github.standpipe.jslt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.Iterator;

/**
 * A value that is not there yet, because the document that it comes from is still to be fetched. It
 * is not null: nothing is decided by it. Whoever looks at it fails, so that a place that was
 * forgotten ends the round and never makes a result up.
 */
public final class PendingValue extends ValueNode {
  private static final long serialVersionUID = 1L;

  public static final PendingValue NODE = new PendingValue();

  /** A value that is not there yet was looked at. */
  public static final class PendingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final PendingException INSTANCE = new PendingException();

    private PendingException() {
      super("a document is pending", null, false, false);
    }
  }

  private PendingValue() {}

  public static PendingException exception() {
    return PendingException.INSTANCE;
  }

  /** Whether a value is pending, or holds at any depth what is. */
  static boolean isIn(JsonNode value) {
    if (value == NODE) {
      return true;
    }
    if (value instanceof ValueNode) {
      return false;
    }
    for (Iterator<JsonNode> parts = value.elements(); parts.hasNext(); ) {
      if (isIn(parts.next())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is open if a value is null or empty: the fields of an object are left out if they
   * are, so that one whose fields are all pending may be empty.
   */
  static boolean mayBeEmpty(JsonNode value) {
    if (value == NODE) {
      return true;
    }
    if (!(value instanceof PlainObject) || value.isEmpty()) {
      return false;
    }
    for (Iterator<JsonNode> parts = value.elements(); parts.hasNext(); ) {
      if (!mayBeEmpty(parts.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public JsonNodeType getNodeType() {
    throw exception();
  }

  @Override
  public JsonToken asToken() {
    throw exception();
  }

  @Override
  public String asText() {
    throw exception();
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) {
    throw exception();
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer typeSerializer) {
    throw exception();
  }

  @Override
  public boolean equals(Object other) {
    return other == this;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "pending";
  }

  private Object readResolve() {
    return NODE;
  }
}
