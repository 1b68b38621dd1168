package io.github.standpipe.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response of HTTP/1.1, which is written with one call, so that it leaves in one packet. */
record ApiResponse(int status, Map<String, String> headers, byte[] body) {
  private static final String JSON = "application/json";

  static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(status, Map.of("Content-Type", JSON), Json.bytes(body));
  }

  static ApiResponse ok() {
    return json(202, Json.object().put("status", "OK"));
  }

  static ApiResponse error(int status, String type, String message) {
    return json(status, Json.object().put("errorMessage", message).put("errorType", type));
  }

  ApiResponse with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ApiResponse(status, all, body);
  }

  void write(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder(256).append("HTTP/1.1 ").append(status).append(" -\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    out.write(all);
    out.flush();
  }
}
