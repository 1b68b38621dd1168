package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A DynamoDB on loopback that has every customer, and takes its time for each call. */
public final class Customers implements AutoCloseable {
  static {
    // or it holds the second packet of an answer back until the first is acknowledged, for 40 ms
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();
  private final int millis;

  public Customers(int millis) throws IOException {
    this.millis = millis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The variables of a function that asks it. */
  public Map<String, String> variables() {
    return Map.of(
        "LOOKUP_CUSTOMERS",
        "dynamodb:customers#key=customerId",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_REGION",
        "eu-central-1",
        "AWS_ACCESS_KEY_ID",
        "id",
        "AWS_SECRET_ACCESS_KEY",
        "secret");
  }

  /** The number of calls since this method was last called. */
  public int calls() {
    return calls.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    calls.incrementAndGet();
    try (exchange) {
      byte[] answer = found(Json.parse(exchange.getRequestBody().readAllBytes()));
      TimeUnit.NANOSECONDS.sleep(start + millis * 1_000_000L - System.nanoTime());
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] found(JsonNode request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putObject("Responses").putArray("customers");
    for (JsonNode key : request.path("RequestItems").path("customers").path("Keys")) {
      ObjectNode item = items.addObject();
      item.set("customerId", key.path("customerId"));
      item.putObject("name").put("S", "Customer");
      item.putObject("tier").put("S", "gold");
      item.putObject("email").put("S", "customer@example.com");
    }
    answer.putObject("UnprocessedKeys");
    return Json.bytes(answer);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
