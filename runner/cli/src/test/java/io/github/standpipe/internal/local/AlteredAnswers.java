package io.github.standpipe.internal.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the embedded server and answers calls of an action as a test has it. */
final class AlteredAnswers implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final Alteration alteration;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** What is answered in place of the server, which was asked or not. */
  @FunctionalInterface
  interface Alteration {
    /** The answer; null asks the server and leaves its answer as it is. */
    @org.jspecify.annotations.Nullable
    String answer(String action, int call, String request);
  }

  AlteredAnswers(Alteration alteration) {
    this.alteration = alteration;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int calls(String action) {
    return calls.getOrDefault(action, new AtomicInteger()).get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String action = target.substring(target.indexOf('.') + 1);
      byte[] request = exchange.getRequestBody().readAllBytes();
      int call = calls.computeIfAbsent(action, a -> new AtomicInteger()).incrementAndGet();
      String text = new String(request, StandardCharsets.UTF_8);
      String other = alteration.answer(action, call, text);
      if (other != null) {
        reply(exchange, 200, other.getBytes(StandardCharsets.UTF_8));
      } else {
        HttpResponse<byte[]> answer = asked(target, request);
        reply(exchange, answer.statusCode(), answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> asked(String target, byte[] request)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(Bench.SERVER.endpoint())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
