package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.CreatePipeResponse;
import software.amazon.awssdk.services.pipes.model.DeletePipeResponse;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.ListPipesResponse;
import software.amazon.awssdk.services.pipes.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.pipes.model.StartPipeResponse;
import software.amazon.awssdk.services.pipes.model.StopPipeResponse;
import software.amazon.awssdk.services.pipes.model.TagResourceRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeResponse;

/**
 * A server on loopback that speaks the API of Pipes, and what is needed of EventBridge's. Whatever
 * it takes and gives is compared with the SDK's model: a member that the model does not name, or of
 * another type, is a fault of the test.
 */
public final class Cloud implements AutoCloseable {
  private record Failure(String call, int status, String code, String message) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CloudPipes pipes = new CloudPipes();
  private final CloudBuses buses = new CloudBuses();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String hangs = "none";

  private Cloud(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static Cloud start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Cloud cloud = new Cloud(server);
    server.createContext("/", cloud::answer);
    server.setExecutor(cloud.threads);
    server.start();
    return cloud;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A pipe that is there already. */
  public Cloud with(String name, String state, String properties) throws IOException {
    pipes.add(name, (ObjectNode) Json.parse(properties), state);
    return this;
  }

  /** The next calls of this beginning, such as {@code PUT /v1/pipes}, fail so often. */
  public Cloud fails(String call, int times, int status, String code, String message) {
    for (int i = 0; i < times; i++) {
      failures.add(new Failure(call, status, code, message));
    }
    return this;
  }

  /** The next change of a pipe ends in this state. */
  public Cloud nextEnds(String state, String reason) {
    pipes.nextEnds(state, reason);
    return this;
  }

  /** The next replay ends in this state. */
  public Cloud replayEnds(String state, String reason) {
    buses.nextEnds(state, reason);
    return this;
  }

  /** Each change is done after this number of describe calls. */
  public Cloud takes(int looks) {
    pipes.takes(looks);
    return this;
  }

  /** Calls of this beginning are not answered. */
  public Cloud hangs(String call) {
    hangs = call;
    return this;
  }

  /** Someone else changes the pipe before the describe call with this number. */
  public Cloud touchedAtLook(int look) {
    pipes.touchedAtLook(look);
    return this;
  }

  /** A pipe as it is stored; empty if it does not exist. */
  public ObjectNode pipe(String name) {
    return pipes.seen(name);
  }

  /** The entries of events that were put. */
  public List<JsonNode> events() {
    return List.copyOf(buses.events);
  }

  /** What the last replay was asked to do. */
  public ObjectNode replay() {
    return buses.replay();
  }

  /** Calls so far, such as {@code GET /v1/pipes/OrderPipe}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The calls that change something. */
  public List<String> changes() {
    return calls.stream().filter(c -> !c.startsWith("GET ") && !c.contains("Describe")).toList();
  }

  /** The last body that was sent to an update. */
  public JsonNode lastBody() {
    return bodies.getLast();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getRawPath();
    String call = exchange.getRequestMethod() + " " + (target == null ? path : target);
    calls.add(decoded(call));
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    ObjectNode body = bytes.length == 0 ? Json.object() : (ObjectNode) Json.parse(bytes);
    try {
      if (call.startsWith(hangs)) {
        closing.await();
        return;
      }
      failure(call)
          .ifPresent(f -> {
            throw new CloudRefusal(f.status(), f.code(), f.message());
          });
      bodies.add(body);
      send(exchange, 200, target == null ? rest(exchange, body) : events(target, body));
    } catch (CloudRefusal e) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", e.code);
      send(exchange, e.status, Json.object().put("__type", e.code).put("message", e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      faults.add(call + ": " + e);
      send(exchange, 500, Json.object().put("message", String.valueOf(e)));
    } finally {
      exchange.close();
    }
  }

  private synchronized Optional<Failure> failure(String call) {
    Optional<Failure> found = failures.stream().filter(f -> call.startsWith(f.call())).findFirst();
    found.ifPresent(failures::removeFirstOccurrence);
    return found;
  }

  private ObjectNode rest(HttpExchange exchange, ObjectNode body) {
    String method = exchange.getRequestMethod();
    String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
    Map<String, String> query = query(exchange);
    if (path[1].equals("tags")) {
      return tags(method, decoded(path[2]), body, exchange);
    }
    if (path.length < 4 || path[3].isEmpty()) {
      return given(ListPipesResponse.builder(), pipes.list(query.getOrDefault("NextToken", "")));
    }
    return pipe(method, path.length > 4 ? path[4] : "", decoded(path[3]), body);
  }

  private ObjectNode pipe(String method, String verb, String name, ObjectNode body) {
    return switch (method + " " + verb) {
      case "GET " -> given(DescribePipeResponse.builder(), pipes.describe(name));
      case "POST " ->
          given(
              CreatePipeResponse.builder(),
              pipes.create(name, taken(CreatePipeRequest.builder(), body)));
      case "PUT " ->
          given(
              UpdatePipeResponse.builder(),
              pipes.update(name, taken(UpdatePipeRequest.builder(), body)));
      case "DELETE " -> given(DeletePipeResponse.builder(), pipes.delete(name));
      case "POST start" ->
          given(StartPipeResponse.builder(), pipes.desire(name, "RUNNING", "STARTING"));
      case "POST stop" ->
          given(StopPipeResponse.builder(), pipes.desire(name, "STOPPED", "STOPPING"));
      default -> throw new IllegalStateException("no call " + method + " " + verb);
    };
  }

  private ObjectNode tags(String method, String arn, ObjectNode body, HttpExchange exchange) {
    ObjectNode tags = pipes.tags(arn);
    switch (method) {
      case "GET" -> {
        ObjectNode answer = Json.object();
        answer.set("tags", tags.deepCopy());
        return given(ListTagsForResourceResponse.builder(), answer);
      }
      case "POST" ->
          tags.setAll((ObjectNode) taken(TagResourceRequest.builder(), body).get("tags"));
      default ->
          Stream.of(exchange.getRequestURI().getQuery().split("&", -1))
              .map(pair -> pair.substring(pair.indexOf('=') + 1))
              .forEach(tags::remove);
    }
    return Json.object();
  }

  private ObjectNode events(String target, ObjectNode body) {
    return switch (target) {
      case "AWSEvents.PutEvents" ->
          given(PutEventsResponse.builder(), buses.put(taken(PutEventsRequest.builder(), body)));
      case "AWSEvents.DescribeArchive" ->
          given(
              DescribeArchiveResponse.builder(),
              buses.archive(taken(DescribeArchiveRequest.builder(), body)));
      case "AWSEvents.StartReplay" ->
          given(
              StartReplayResponse.builder(),
              buses.startReplay(taken(StartReplayRequest.builder(), body)));
      case "AWSEvents.DescribeReplay" -> {
        taken(DescribeReplayRequest.builder(), body);
        yield given(DescribeReplayResponse.builder(), buses.describeReplay());
      }
      default -> throw new IllegalStateException("no call " + target);
    };
  }

  private static ObjectNode taken(SdkPojo model, ObjectNode body) {
    SdkShape.fault(model, body)
        .ifPresent(fault -> {
          throw new IllegalStateException("the request: " + fault);
        });
    return body;
  }

  private static ObjectNode given(SdkPojo model, ObjectNode answer) {
    SdkShape.fault(model, answer)
        .ifPresent(fault -> {
          throw new IllegalStateException("the answer: " + fault);
        });
    return answer;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new java.util.HashMap<>();
    String text = exchange.getRequestURI().getQuery();
    Stream.of((text == null ? "" : text).split("&", -1))
        .filter(pair -> pair.contains("="))
        .forEach(pair ->
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Ends it. A request or an answer that the SDK's model does not know fails the test. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
    if (!faults.isEmpty()) {
      throw new AssertionError(String.join("; ", faults));
    }
  }
}
