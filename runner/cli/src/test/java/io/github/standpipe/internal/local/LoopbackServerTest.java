package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server keeps running whatever its clients send, and keeps little of it. */
@Timeout(600)
class LoopbackServerTest {
  private static final int REQUESTS = 8;
  private static final int BYTES = 1000;

  private final AtomicInteger calls = new AtomicInteger();
  private final List<Socket> open = new ArrayList<>();
  private LoopbackServer server = start(Duration.ofSeconds(600));

  private LoopbackServer start(Duration patience) {
    return LoopbackServer.start(
        new LoopbackServer.Limits(REQUESTS, BYTES, patience),
        request -> {
          calls.incrementAndGet();
          return EndpointAnswer.of(Json.object().put("bytes", request.body().length));
        });
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.uri().getPort());
    socket.setSoTimeout(300_000);
    open.add(socket);
    return socket;
  }

  private Socket sending(String text) throws IOException {
    Socket socket = connected();
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /** What comes until the server closes the connection. */
  private static String rest(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  private HttpResponse<String> post(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.uri())
              .timeout(Duration.ofSeconds(300))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void answers() throws Exception {
    HttpResponse<String> answer = post("abc");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"bytes\":3}");
  }

  @Test
  void isOnLoopbackAlone() {
    URI uri = server.uri();
    assertThat(uri.getHost()).isEqualTo("127.0.0.1");
    assertThat(uri.getPort()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "hello\r\n\r\n",
        "POST\r\n\r\n",
        "POST / HTTP/9.9\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST http://[ HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n"
      })
  void survivesWhatIsNotHttp(String text) throws Exception {
    Socket socket = sending(text);
    socket.shutdownOutput();
    rest(socket);

    answers();
    assertThat(calls.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void givesUpARequestThatDoesNotEnd() throws Exception {
    server.close();
    server = start(Duration.ofMillis(300));
    List<Socket> halves = new ArrayList<>();
    for (String half :
        List.of(
            "P",
            "POST / HTTP/1.1\r\nHost: x\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc")) {
      halves.add(sending(half));
    }

    for (Socket half : halves) {
      assertThat(rest(half)).doesNotContain("200");
    }
    answers();
    assertThat(calls).hasValue(1);
  }

  @Test
  void makesRoomForOthersWhenTooManyAreSlow() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 3 * REQUESTS; i++) {
      slow.add(sending("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"));
    }

    for (int i = 0; i < 3; i++) {
      answers();
    }
    assertThat(rest(slow.getFirst())).isEmpty();
  }

  @Test
  void servesWhileManyConnectionsSayNothing() throws Exception {
    for (int i = 0; i < 400; i++) {
      connected();
    }
    answers();
  }

  @ParameterizedTest
  @ValueSource(ints = {BYTES, BYTES + 1, 100 * BYTES, 10_000 * BYTES})
  void takesABodyUpToItsLimit(int bytes) throws Exception {
    HttpResponse<String> answer = post("x".repeat(bytes));

    assertThat(answer.statusCode()).isEqualTo(bytes > BYTES ? 400 : 200);
    JsonNode json = Json.parse(answer.body());
    assertThat(json.path("message").asText())
        .isEqualTo(
            bytes > BYTES ? "Total size of the entries in the request is over the limit." : "");
    answers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "POST / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nX"})
  void doesNotKeepAHeadWithoutEnd(String start) throws Exception {
    server.close();
    server = start(Duration.ofSeconds(5));
    Socket socket = sending(start);
    byte[] chunk = "y".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
    long sent = 0;
    try {
      OutputStream out = socket.getOutputStream();
      for (; sent < 1L << 28; sent += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException e) {
      // closed by the server, as it should be
    }

    assertThat(sent).isLessThan(1L << 28);
    answers();
  }

  @Test
  void endsBehindTheCallInHand() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    LoopbackServer slow =
        LoopbackServer.start(
            LoopbackServer.Limits.STANDARD,
            request -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              done.incrementAndGet();
              return EndpointAnswer.of(Json.object());
            });
    Socket socket = new Socket("127.0.0.1", slow.uri().getPort());
    open.add(socket);
    socket
        .getOutputStream()
        .write("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    begun.await();
    Thread closing = Thread.ofPlatform().start(slow::close);
    goOn.countDown();
    closing.join();

    assertThat(done).hasValue(1);
    slow.close();
  }
}
