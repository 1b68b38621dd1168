package io.github.standpipe.internal.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A runtime in Java that knows the runtime API from its documentation only. */
public final class ProtocolChild {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base =
      "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";

  private ProtocolChild() {}

  /** Serves until the API is gone. */
  public static void main(String[] arguments) throws Exception {
    ProtocolChild child = new ProtocolChild();
    if (arguments.length > 0) {
      child.post("init/error", "{\"errorType\":\"Init.Failed\",\"errorMessage\":\"no\"}");
      System.exit(1);
    }
    try {
      while (true) {
        child.serve();
      }
    } catch (IOException e) {
      System.exit(9); // the API is gone
    }
  }

  private void serve() throws Exception {
    HttpResponse<String> next =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "invocation/next")).build(),
            HttpResponse.BodyHandlers.ofString());
    String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    System.out.println("takes " + id);
    switch (next.body()) {
      case "\"error\"" ->
          post(
              "invocation/" + id + "/error",
              "{\"errorType\":\"Own.Error\",\"errorMessage\":\"why\",\"stackTrace\":[\"a\"]}");
      case "\"plain error\"" -> post("invocation/" + id + "/error", "not JSON");
      case "\"wrong\"" -> {
        int status = post("invocation/other/response", "1");
        post("invocation/" + id + "/response", Integer.toString(status));
        post("invocation/" + id + "/response", "2");
      }
      case "\"headers\"" ->
          post(
              "invocation/" + id + "/response",
              "\""
                  + String.join(
                      " ",
                      next.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(""),
                      next.headers().firstValue("Content-Type").orElse(""),
                      next.headers().firstValue("Standpipe-Fixed-Time-Ms").orElse("-"))
                  + "\"");
      case "\"exit\"" -> Runtime.getRuntime().halt(7);
      case "\"host\"" -> post("invocation/" + id + "/response", Integer.toString(otherHost()));
      default -> post("invocation/" + id + "/response", next.body());
    }
  }

  /** The status of a request that a browser could make for a foreign page. */
  private int otherHost() throws IOException {
    URI api = URI.create(base);
    try (var socket = new java.net.Socket(api.getHost(), api.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring(9));
    }
  }

  /** Sends a body in chunks, as a client may that does not know its length. */
  private int post(String place, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + place))
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
