package io.github.standpipe.internal.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * An HTTP server on a free port of 127.0.0.1, for calls with JSON bodies and answers. It limits the
 * concurrent requests, the bytes of a request, and its time.
 */
final class LoopbackServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 128;
  private static final int LAST_CALLS_SECONDS = 30;

  private final HttpServer server;
  private final RequestThreads threads;
  private final RequestBodies bodies;
  private final Function<EndpointRequest, EndpointAnswer> calls;

  /** Has a party for each call in progress, and one for the server until it ends. */
  private final Phaser working = new Phaser(1);

  private volatile boolean ends;

  /**
   * The limits of a server.
   *
   * @param requests at a time
   * @param bytes of a body
   * @param patience for one request to be sent, and for its answer to be taken
   */
  record Limits(int requests, int bytes, Duration patience) {
    static final Limits STANDARD = new Limits(256, 8 << 20, Duration.ofSeconds(10));
  }

  private LoopbackServer(
      HttpServer server, Limits limits, Function<EndpointRequest, EndpointAnswer> calls) {
    this.server = server;
    this.bodies = new RequestBodies(limits.bytes());
    this.calls = calls;
    this.threads = new RequestThreads(limits.requests(), limits.patience());
  }

  /**
   * Starts it.
   *
   * @throws Fault if there is no free loopback port
   */
  static LoopbackServer start(Limits limits, Function<EndpointRequest, EndpointAnswer> calls) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(HOST, 0), BACKLOG);
      LoopbackServer server = new LoopbackServer(http, limits, calls);
      http.setExecutor(server.threads);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new Fault("the endpoint for events cannot start on " + HOST + ": " + e.getMessage());
    }
  }

  URI uri() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        RequestBodies.HeldBody body = bodies.read(exchange.getRequestBody())) {
      threads.work();
      if (ends || working.register() < 0) {
        return;
      }
      try {
        EndpointAnswer answer =
            body.whole() ? calls.apply(request(exchange, body.bytes())) : tooLarge();
        threads.waitForClient();
        send(exchange, answer);
      } finally {
        working.arriveAndDeregister();
      }
    }
  }

  private static EndpointAnswer tooLarge() {
    return EndpointAnswer.refusal(
        400, "ValidationException", "Total size of the entries in the request is over the limit.");
  }

  private static EndpointRequest request(HttpExchange exchange, byte[] body) {
    return new EndpointRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        header(exchange, "X-Amz-Target"),
        header(exchange, "Content-Type"),
        body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, EndpointAnswer answer) throws IOException {
    byte[] bytes = Json.text(answer.json()).getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/x-amz-json-1.1");
    headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), isHead ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Accepts no more calls, and waits for those in progress. */
  @Override
  public void close() {
    ends = true;
    int phase = working.arriveAndDeregister();
    try {
      if (phase >= 0) {
        working.awaitAdvanceInterruptibly(phase, LAST_CALLS_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // later work of a call is cut off, because its queue ends too
    } finally {
      server.stop(0);
      threads.close();
    }
  }
}
