package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A request to a run's endpoint, completely read.
 *
 * @param target the header {@code X-Amz-Target}; empty if there is none
 * @param contentType the header {@code Content-Type}; empty if there is none
 */
record EndpointRequest(String method, String path, String target, String contentType, byte[] body) {

  /**
   * The body as an object.
   *
   * @throws CallException if it is not an object
   */
  JsonNode json() throws CallException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonNode json = text.isBlank() ? Json.object() : Json.parse(text);
      if (json.isObject()) {
        return json;
      }
      throw CallException.misshapen("the body is " + Json.kind(json) + "; send an object");
    } catch (CharacterCodingException e) {
      throw CallException.misshapen("the body is not UTF-8");
    } catch (JsonProcessingException e) {
      throw CallException.misshapen("the body is not JSON: " + Json.reason(e));
    }
  }
}
