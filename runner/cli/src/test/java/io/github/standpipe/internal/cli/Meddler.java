package io.github.standpipe.internal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands before a queue server: writes down its calls, and refuses some or does things first. */
final class Meddler implements AutoCloseable {
  /** A call by its action, and which of those it is. */
  private record Call(String action, int number) {}

  private static final byte[] DENIED =
      "{\"__type\":\"AccessDenied\",\"message\":\"not allowed\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI behind;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<Call, Runnable> before = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private Meddler(HttpServer server, URI behind) {
    this.server = server;
    this.behind = behind;
  }

  static Meddler before(URI behind) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(any, 0);
      Meddler meddler = new Meddler(server, behind);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", meddler::answer);
      server.start();
      return meddler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The actions asked for, such as {@code DeleteMessageBatch}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  Meddler refuse(String action) {
    refused.add(action);
    return this;
  }

  /** Does something before the first such call. */
  Meddler first(String action, Runnable work) {
    return nth(action, 1, work);
  }

  Meddler nth(String action, int number, Runnable work) {
    before.put(new Call(action, number), work);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String action = target.substring(target.indexOf('.') + 1);
    calls.add(action);
    int number = (int) calls.stream().filter(action::equals).count();
    Runnable work = before.remove(new Call(action, number));
    if (work != null) {
      work.run();
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (refused.contains(action)) {
      send(exchange, 403, DENIED);
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(behind.resolve("/"))
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      var answered = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, answered.statusCode(), answered.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
