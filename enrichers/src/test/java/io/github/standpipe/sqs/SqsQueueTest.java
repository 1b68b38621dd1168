package io.github.standpipe.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqsQueueTest {
  private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/bad";
  private static final JsonMapper MAPPER = new JsonMapper();

  private record Said(int status, String body) {}

  private final Deque<Said> answers = new ArrayDeque<>();
  private final List<JsonNode> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
    variables.put("AWS_ENDPOINT_URL_SQS", at("/"));
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "SECRET");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (body.length > 0) {
      requests.add(MAPPER.readTree(body));
    }
    Said said = answers.isEmpty() ? new Said(200, "{\"Successful\":[]}") : answers.pop();
    byte[] answer = said.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(said.status(), answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static List<SqsMessage> messages(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SqsMessage("m" + i, "group", "x".repeat(size)))
        .toList();
  }

  private void send(String url, List<SqsMessage> messages) throws IOException {
    SqsQueue.of(url, variables).send(messages);
  }

  private List<Integer> sizes() {
    return requests.stream().map(request -> request.path("Entries").size()).toList();
  }

  @Test
  void sendsTenAtOnce() throws IOException {
    send(URL, messages(23, 1));
    assertThat(sizes()).containsExactly(10, 10, 3);
    assertThat(requests.getLast())
        .hasToString(
            "{\"QueueUrl\":\""
                + URL
                + "\",\"Entries\":["
                + "{\"Id\":\"0\",\"MessageBody\":\"x\"},{\"Id\":\"1\",\"MessageBody\":\"x\"},"
                + "{\"Id\":\"2\",\"MessageBody\":\"x\"}]}");
    assertThat(authorizations.getFirst()).contains("/eu-central-1/sqs/aws4_request");
  }

  @Test
  void sendsNoMoreBytesThanACallMayHold() throws IOException {
    send(URL, messages(5, 500_000));
    assertThat(sizes()).containsExactly(2, 2, 1);
  }

  @Test
  void sendsNothingForNone() throws IOException {
    send(URL, List.of());
    assertThat(requests).isEmpty();
  }

  @Test
  void tellsAFifoQueueTheGroupAndTheId() throws IOException {
    send(URL + ".fifo", messages(1, 1));
    assertThat(requests.getFirst().at("/Entries/0"))
        .hasToString(
            "{\"Id\":\"0\",\"MessageBody\":\"x\",\"MessageGroupId\":\"group\","
                + "\"MessageDeduplicationId\":\"m0\"}");
  }

  @Test
  void triesAgainWhereItMayHelp() throws IOException {
    answers.add(new Said(503, ""));
    answers.add(new Said(429, "{}"));
    send(URL, messages(1, 1));
    assertThat(sizes()).containsExactly(1, 1, 1);
  }

  @Test
  void givesUpAfterThreeTimes() {
    answers.addAll(List.of(new Said(500, ""), new Said(500, ""), new Said(500, "")));
    assertThatThrownBy(() -> send(URL, messages(1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("it answered 500, no reason");
    assertThat(requests).hasSize(3);
  }

  @Test
  void tellsWhatSqsRefuses() {
    answers.add(
        new Said(400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"?\"}"));
    assertThatThrownBy(() -> send(URL, messages(1, 1)))
        .hasMessage("it answered 400, QueueDoesNotExist");
    answers.add(
        new Said(200, "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":true,\"Code\":\"No\"}]}"));
    assertThatThrownBy(() -> send(URL, messages(1, 1))).hasMessage("it refused a message: No");
    answers.add(new Said(200, "<html>"));
    assertThatThrownBy(() -> send(URL, messages(1, 1))).hasMessage("it answered 200, no JSON");
    assertThat(requests).hasSize(3);
  }

  @Test
  void sendsOnceMoreWhatSqsCouldNotTake() throws IOException {
    String busy = "{\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false,\"Code\":\"Busy\"}]}";
    answers.add(new Said(200, busy));
    send(URL, List.of(message("a"), message("b"), message("c")));
    assertThat(requests.getLast().path("Entries").findValuesAsText("MessageBody"))
        .containsExactly("b");
    String still = busy.replace("\"1\"", "\"0\"");
    answers.add(new Said(200, still));
    answers.add(new Said(200, still));
    assertThatThrownBy(() -> send(URL, List.of(message("a"))))
        .hasMessage("it refused a message: Busy");
  }

  private static SqsMessage message(String body) {
    return new SqsMessage(body, "group", body);
  }

  @Test
  void asksForTheCredentialsOfSnapStart() throws IOException {
    variables.remove("AWS_ACCESS_KEY_ID");
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", at("/credentials"));
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    answers.add(
        new Said(200, "{\"AccessKeyId\":\"AKIDSNAP\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}"));
    send(URL, messages(1, 1));
    assertThat(authorizations.getFirst()).isEqualTo("token");
    assertThat(authorizations.getLast()).contains("Credential=AKIDSNAP/", "x-amz-security-token");
  }

  @Test
  void tellsThatThereAreNoCredentials() {
    variables.remove("AWS_ACCESS_KEY_ID");
    assertThatThrownBy(() -> send(URL, messages(1, 1)))
        .hasMessage("there are no credentials; AWS_ACCESS_KEY_ID is not set");
    assertThat(requests).isEmpty();
  }

  @Test
  void refusesWhatIsNoUrl() {
    for (String url : List.of("bad", "ht tp://x", "file:///x", "https:///path")) {
      assertThatThrownBy(() -> SqsQueue.of(url, variables))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'" + url + "' is no http URL");
    }
    variables.put("AWS_ENDPOINT_URL_SQS", "localhost:9324");
    assertThatThrownBy(() -> SqsQueue.of(URL, variables))
        .hasMessage("'localhost:9324' is no http URL");
  }
}
