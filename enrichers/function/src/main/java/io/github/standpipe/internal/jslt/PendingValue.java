package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.standpipe.internal.json.PlainObject;
import java.util.Iterator;

/**
 * A value that is not known yet, because its document is still to be fetched. It is not null, and
 * no decision depends on it. Reading it throws, so that code that does not expect it ends the round
 * instead of inventing a result.
 */
public final class PendingValue extends ValueNode {
  private static final long serialVersionUID = 1L;

  public static final PendingValue NODE = new PendingValue();

  /** A value that is not known yet was read. */
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

  /** Whether a value is pending or contains a pending value at any depth. */
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
   * Whether it is still unknown if a value is null or empty: an object leaves out such fields, so
   * an object with only pending fields may turn out empty.
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
