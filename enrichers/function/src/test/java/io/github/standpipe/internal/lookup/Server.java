package io.github.standpipe.internal.lookup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server on loopback that notes what it is asked. */
public final class Server implements AutoCloseable {
  public final List<String> asked = new CopyOnWriteArrayList<>();
  private final Answering answering;
  private HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** What it answers. */
  @FunctionalInterface
  public interface Answering {
    Reply to(HttpExchange request, String body) throws Exception;
  }

  /** A status, a body and headers; a status of 0 hangs up, -1 stays silent. */
  public record Reply(int status, String body, String... headers) {}

  public Server(Answering answering) {
    this.answering = answering;
    this.server = started(0);
  }

  private HttpServer started(int port) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      made.setExecutor(threads);
      made.createContext("/", exchange -> answer(exchange, answering));
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes, with all of its connections, and comes back at the same address. */
  void restart() {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = started(port);
  }

  private void answer(HttpExchange exchange, Answering answering) throws IOException {
    try {
      send(exchange, reply(exchange, answering));
    } catch (Exception e) {
      exchange.close();
    }
  }

  /** It is under way no more before it is sent: who has it may ask again at once. */
  private Reply reply(HttpExchange exchange, Answering answering) throws Exception {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(exchange.getRequestURI().toString());
      return answering.to(exchange, body);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws Exception {
    if (reply.status() == -1) {
      Thread.sleep(20_000);
    }
    if (reply.status() <= 0) {
      exchange.close();
      return;
    }
    for (int i = 0; i < reply.headers().length; i += 2) {
      exchange.getResponseHeaders().add(reply.headers()[i], reply.headers()[i + 1]);
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public String at() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many requests were under way at once, at most. */
  int most() {
    return most.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
