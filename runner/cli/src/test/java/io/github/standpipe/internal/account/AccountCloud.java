package io.github.standpipe.internal.account;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that holds the resources of a template as an account would, and answers the
 * reading calls of a dozen services in their own protocols, a few items a page.
 */
public final class AccountCloud implements AutoCloseable {
  static {
    // without it each answer waits for the client's acknowledgement of its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AccountStore store;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile String failure = "ThrottlingException";
  private volatile int failureStatus = 400;
  private volatile int page = 2;

  private AccountCloud(HttpServer server, AccountStore store) {
    this.server = server;
    this.store = store;
  }

  /** Starts one with the resources of a template whose names are all written. */
  public static AccountCloud start(ObjectNode template) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AccountCloud cloud = new AccountCloud(server, new AccountStore(template));
    server.createContext("/", cloud::answer);
    server.setExecutor(cloud.threads);
    server.start();
    return cloud;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  AccountStore store() {
    return store;
  }

  /** The caller may not make a call, by its permission. */
  public AccountCloud denies(String permission) {
    denied.add(permission);
    return this;
  }

  /** The next calls with a permission fail. */
  public AccountCloud fails(String permission, int times, int status, String code) {
    failure = code;
    failureStatus = status;
    failures.put(permission, new AtomicInteger(times));
    return this;
  }

  public AccountCloud pages(int size) {
    page = size;
    return this;
  }

  /** The calls so far, by permission. */
  public Map<String, Integer> counts() {
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().get()));
  }

  /** One call, whatever the protocol. */
  record Call(ApiProtocol protocol, String service, String operation, JsonNode members) {
    String permission() {
      return switch (operation) {
        case "GetBucketNotificationConfiguration" -> "s3:GetBucketNotification";
        default -> service + ":" + operation;
      };
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      Call call = call(exchange);
      checkSignature(exchange, call);
      counts.computeIfAbsent(call.permission(), p -> new AtomicInteger()).incrementAndGet();
      AtomicInteger left = failures.get(call.permission());
      if (denied.contains(call.permission())) {
        refuse(
            exchange,
            call,
            403,
            call.protocol() == ApiProtocol.QUERY ? "AccessDenied" : "AccessDeniedException");
      } else if (left != null && left.getAndDecrement() > 0) {
        refuse(exchange, call, failureStatus, failure);
      } else {
        succeed(exchange, call);
      }
    } catch (RuntimeException e) {
      faults.add(exchange.getRequestURI() + ": " + e);
      exchange.sendResponseHeaders(418, -1);
    } finally {
      exchange.close();
    }
  }

  /** Each service accepts only signatures with its own name. */
  private static void checkSignature(HttpExchange exchange, Call call) {
    String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String name = call.service().equals("cloudwatch") ? "monitoring" : call.service();
    if (!signature.contains("/" + name + "/aws4_request")) {
      throw new IllegalStateException("signed for another service than " + name);
    }
  }

  private Call call(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (target != null) {
      String[] parts = target.split("\\.", 2);
      return new Call(ApiProtocol.JSON, service(parts[0]), parts[1], Json.parse(body));
    }
    if (path.startsWith("/service/AWSEventsV2/operation/")) {
      String operation = path.substring(path.lastIndexOf('/') + 1);
      return new Call(ApiProtocol.CBOR, "events", operation, CborJson.read(body));
    }
    if (exchange.getRequestMethod().equals("POST")) {
      ObjectNode form = form(new String(body, StandardCharsets.UTF_8));
      String service =
          switch (form.path("Version").asText()) {
            case "2010-05-08" -> "iam";
            case "2010-03-31" -> "sns";
            case "2010-08-01" -> "cloudwatch";
            default -> throw new IllegalStateException("no version");
          };
      return new Call(ApiProtocol.QUERY, service, form.path("Action").asText(), form);
    }
    return rest(path, form(exchange.getRequestURI().getRawQuery()));
  }

  private static Call rest(String path, ObjectNode query) {
    String[] parts = path.split("/", -1);
    query.put("1", parts.length > 3 ? parts[3] : "");
    return switch (parts[1]) {
      case "v1" ->
          new Call(
              ApiProtocol.REST, "pipes", parts.length > 3 ? "DescribePipe" : "ListPipes", query);
      case "schedules" -> {
        query.put("1", parts.length > 2 ? parts[2] : "");
        yield new Call(
            ApiProtocol.REST,
            "scheduler",
            parts.length > 2 ? "GetSchedule" : "ListSchedules",
            query);
      }
      case "2015-03-31" -> lambda(parts, query);
      default -> {
        query.put("1", parts[1]);
        yield new Call(ApiProtocol.REST_XML, "s3", "GetBucketNotificationConfiguration", query);
      }
    };
  }

  private static Call lambda(String[] parts, ObjectNode query) {
    if (parts[2].equals("event-source-mappings")) {
      return new Call(ApiProtocol.REST, "lambda", "ListEventSourceMappings", query);
    }
    query.put("2", parts.length > 5 ? parts[5] : "");
    return new Call(
        ApiProtocol.REST,
        "lambda",
        switch (parts[4]) {
          case "configuration" -> "GetFunctionConfiguration";
          case "policy" -> "GetPolicy";
          default -> "GetAlias";
        },
        query);
  }

  private static String service(String target) {
    return switch (target) {
      case "AmazonSQS" -> "sqs";
      case "AWSEvents" -> "events";
      case "AWSStepFunctions" -> "states";
      case "Logs_20140328" -> "logs";
      case "TrentService" -> "kms";
      default -> throw new IllegalStateException("no service " + target);
    };
  }

  private static ObjectNode form(@Nullable String text) {
    ObjectNode form = Json.object();
    for (String pair : (text == null ? "" : text).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void succeed(HttpExchange exchange, Call call) throws IOException {
    JsonNode answer = new CloudAnswers(store, page).to(call);
    if (answer.isMissingNode()) {
      refuse(exchange, call, 404, CloudAnswers.missing(call.service()));
      return;
    }
    byte[] body =
        switch (call.protocol()) {
          case JSON, REST -> Json.bytes(answer);
          case CBOR -> CloudWire.cbor(answer);
          case QUERY ->
              CloudWire.xml(
                  call.operation() + "Response",
                  Json.object().set(call.operation() + "Result", answer),
                  true);
          case REST_XML -> CloudWire.xml("NotificationConfiguration", answer, false);
        };
    send(exchange, 200, body);
  }

  private static void refuse(HttpExchange exchange, Call call, int status, String code)
      throws IOException {
    ObjectNode json = Json.object().put("__type", "com.amazonaws#" + code).put("message", "no");
    byte[] body =
        switch (call.protocol()) {
          case JSON -> Json.bytes(json);
          case REST -> {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", code + ":http://internal/");
            yield Json.bytes(Json.object().put("message", "no"));
          }
          case CBOR -> CloudWire.cbor(json);
          case QUERY ->
              CloudWire.xml(
                  "ErrorResponse",
                  Json.object().set("Error", Json.object().put("Code", code)),
                  true);
          case REST_XML -> CloudWire.xml("Error", Json.object().put("Code", code), false);
        };
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    if (!faults.isEmpty()) {
      throw new AssertionError(String.join("; ", new ArrayList<>(faults)));
    }
  }

  /** The properties of this process by which the SDK finds it. */
  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("aws.region", "eu-west-1");
    properties.put("aws.accessKeyId", "key");
    properties.put("aws.secretAccessKey", "secret");
    properties.put("aws.endpointUrl", endpoint());
    properties.put("aws.configFile", "/nonexistent");
    properties.put("aws.sharedCredentialsFile", "/nonexistent");
    return properties;
  }
}
