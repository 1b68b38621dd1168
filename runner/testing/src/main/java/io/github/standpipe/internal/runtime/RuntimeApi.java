package io.github.standpipe.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Lambda runtime API of one process, on a free port of 127.0.0.1: {@code next}, {@code
 * response}, {@code error} and {@code init/error} of the version 2018-06-01. Any other path is a
 * call of an AWS service, which the call in progress answers.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";
  private static final String INVOCATION = BASE + "invocation/";
  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 64;

  /** What Lambda accepts as a response. */
  private static final int MOST_BYTES = 6_291_556;

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CallExchange exchange = new CallExchange();

  private RuntimeApi(ServerSocket server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @throws Fault if no port of the loopback interface is free
   */
  static RuntimeApi start() {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0), BACKLOG);
      RuntimeApi api = new RuntimeApi(server);
      thread("accept", api::accept);
      return api;
    } catch (IOException e) {
      throw new Fault("the runtime API cannot start on " + HOST + ": " + e.getMessage());
    }
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return HOST + ":" + server.getLocalPort();
  }

  CallExchange exchange() {
    return exchange;
  }

  private static void thread(String task, Runnable work) {
    Thread.ofPlatform().daemon().name("standpipe-runtime-api-" + task).start(work);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        thread("connection", () -> serve(connection));
      } catch (IOException e) {
        // the server was closed, or the caller went away
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream()) {
      serve(in, out);
    } catch (IOException e) {
      // the caller went away
    } finally {
      connections.remove(connection);
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    try {
      Optional<ApiRequest> request = ApiRequest.read(in, out);
      while (request.isPresent() && !server.isClosed()) {
        answer(request.get(), out);
        request = ApiRequest.read(in, out);
      }
    } finally {
      exchange.gone(out);
    }
  }

  private void answer(ApiRequest request, OutputStream out) throws IOException {
    if (!request.header("host").equals(address())) {
      ApiResponse.error(403, "Forbidden", "another host is asked for").write(out);
    } else if (!request.path().startsWith(BASE)) {
      services(request).write(out);
    } else if (request.path().equals(INVOCATION + "next")) {
      exchange.next(out); // a call writes the response
    } else if (request.path().equals(BASE + "init/error")) {
      exchange.failedToStart(error(request));
      ApiResponse.ok().write(out);
    } else {
      settle(request).write(out);
    }
  }

  private ApiResponse services(ApiRequest request) {
    return exchange
        .current()
        .map(call -> call.services().answer(request))
        .orElseGet(() ->
            ServiceDouble.refusal(
                "the function calls AWS while no call of it is in progress; call AWS in the"
                    + " handler"));
  }

  private ApiResponse settle(ApiRequest request) {
    String[] parts = request.path().substring(INVOCATION.length()).split("/");
    boolean isCurrent =
        parts.length == 2
            && exchange.current().filter(call -> call.id().equals(parts[0])).isPresent();
    if (!isCurrent) {
      return ApiResponse.error(400, "InvalidRequestID", "Invalid request ID");
    }
    boolean marksOutput = !request.header("standpipe-output").isEmpty();
    if (parts[1].equals("error")) {
      exchange.settle(new CallResult.Failed(error(request), marksOutput));
      return ApiResponse.ok();
    }
    if (request.size() > MOST_BYTES) {
      exchange.settle(
          new CallResult.Failed(
              new FunctionError(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size ("
                      + MOST_BYTES
                      + " bytes)."),
              marksOutput));
      return ApiResponse.error(413, "RequestEntityTooLarge", "the response is too large");
    }
    exchange.settle(new CallResult.Answered(request.body(), marksOutput));
    return ApiResponse.ok();
  }

  private static FunctionError error(ApiRequest request) {
    try {
      JsonNode error = Json.parse(request.body());
      return new FunctionError(
          error.path("errorType").asText(request.header("lambda-runtime-function-error-type")),
          error.path("errorMessage").asText());
    } catch (IOException e) {
      return new FunctionError("Runtime.Unknown", "its error is not JSON");
    }
  }

  /** Ends all connections, so that a process that still runs notices. */
  @Override
  public void close() {
    closed(server);
    connections.forEach(RuntimeApi::closed);
    exchange.settle(new CallResult.Exited());
  }

  private static void closed(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      // it is closed as far as it can be
    }
  }
}
