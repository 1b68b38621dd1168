package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch on the wire between two stages: the UTF-8 bytes of a JSON array. */
public final class Payload {
  private static final int EMPTY_LENGTH = "[]".length();

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * {@return the array of some JSON values, in their order}
   *
   * @param items the values; none makes the empty array
   * @throws Fault for a value that is nested too deeply to be read again
   */
  public static Payload of(Collection<? extends JsonNode> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(array::add);
    return new Payload(Json.bytes(array));
  }

  /** An array of items, each given as the text of one JSON value. */
  static Payload ofTexts(List<String> items) {
    return new Payload(("[" + String.join(",", items) + "]").getBytes(StandardCharsets.UTF_8));
  }

  /** {@return a copy of the bytes: a JSON array in UTF-8} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return the number of bytes on the wire} */
  public int size() {
    return bytes.length;
  }

  /** Whether there is no item. */
  boolean isEmpty() {
    return bytes.length == EMPTY_LENGTH;
  }

  /**
   * {@return the items, parsed anew at each call, because stages exchange bytes and never objects}
   *
   * @throws Fault if the array nests too deeply, or has numbers or keys that are too long, to be
   *     read
   */
  public List<JsonNode> items() {
    try {
      List<JsonNode> items = new ArrayList<>();
      Json.parse(bytes).forEach(items::add);
      return items;
    } catch (JsonProcessingException e) {
      throw new Fault("the batch cannot be read: " + Json.reason(e));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the JSON array as text} */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
