package io.github.standpipe.internal.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    Said said = answers.isEmpty() ? new Said(200, all(body)) : answers.pop();
    byte[] answer = said.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(said.status(), answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** As SQS does: it names each. */
  private static String all(byte[] request) throws IOException {
    ArrayNode done = MAPPER.createArrayNode();
    if (request.length > 0) {
      MAPPER
          .readTree(request)
          .path("Entries")
          .forEach(entry -> done.addObject().set("Id", entry.get("Id")));
    }
    return "{\"Successful\":" + done + "}";
  }

  private static String successful(String... ids) {
    return Stream.of(ids)
        .map(id -> "{\"Id\":\"" + id + "\"}")
        .collect(Collectors.joining(",", "{\"Successful\":[", "]}"));
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
  void sendsARecordAsTheMessageThatItWas() throws IOException {
    JsonNode record =
        MAPPER.readTree(
            """
            {"messageId": "m", "body": "a;b", "attributes": {"MessageGroupId": "g"},
             "messageAttributes": {
               "text": {"stringValue": "t", "stringListValues": [], "binaryListValues": [],
                        "dataType": "String"},
               "bytes": {"binaryValue": "AAE=", "stringListValues": [], "dataType": "Binary"}}}
            """);
    send(URL, List.of(SqsMessage.again(record)));
    assertThat(requests.getFirst().at("/Entries/0"))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"Id": "0", "MessageBody": "a;b", "MessageAttributes": {
                  "text": {"DataType": "String", "StringValue": "t"},
                  "bytes": {"DataType": "Binary", "BinaryValue": "AAE="}}}
                """));
    assertThat(SqsMessage.again(record).size()).isEqualTo(3 + 4 + 6 + 1 + 5 + 6 + 4);
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
    assertThat(requests).hasSize(2);
  }

  @Test
  void givesUpOnAnswersThatCannotBeRead() {
    answers.addAll(List.of(new Said(200, "<html>"), new Said(200, "<"), new Said(200, "<html>")));
    assertThatThrownBy(() -> send(URL, messages(1, 1)))
        .hasMessage("it answered 200 with a body that is not JSON");
    assertThat(requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "7",
        "{\"Successful\":null}",
        "{\"Successful\":7}",
        "{\"Successful\":[null,7,{}]}",
        "{\"Successful\":[{\"Id\":\"7\"}]}",
        "{\"Successful\":{\"Id\":\"0\"}}",
        "{\"Failed\":[{\"Id\":\"7\",\"SenderFault\":true,\"Code\":\"No\"}]}",
        "{\"Failed\":7}"
      })
  void takesNothingForSentThatTheAnswerDoesNotName(String answer) throws IOException {
    answers.addAll(List.of(new Said(200, answer), new Said(200, answer)));
    assertThatThrownBy(() -> send(URL, messages(2, 1)))
        .hasMessage("it answered 200 and did not confirm 2 of 2 messages");
    assertThat(sizes()).containsExactly(2, 2);
    answers.add(new Said(200, answer));
    send(URL, messages(2, 1));
    assertThat(sizes()).containsExactly(2, 2, 2, 2);
  }

  @Test
  void sendsOnceMoreWhatTheAnswerLeavesOut() throws IOException {
    answers.add(new Said(200, successful("0", "0", "2")));
    send(URL, List.of(message("a"), message("b"), message("c"), message("d")));
    assertThat(requests.getLast().path("Entries").findValuesAsText("MessageBody"))
        .containsExactly("b", "d");
    answers.add(new Said(200, successful("1")));
    answers.add(new Said(200, successful()));
    assertThatThrownBy(() -> send(URL, List.of(message("a"), message("b"))))
        .hasMessage("it answered 200 and did not confirm 1 of 2 messages");
  }

  @Test
  void takesForUnsentWhatIsBothSuccessfulAndFailed() throws IOException {
    answers.add(
        new Said(
            200, "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[{\"Id\":\"0\",\"Code\":\"x\"}]}"));
    send(URL, List.of(message("a")));
    assertThat(sizes()).containsExactly(1, 1);
  }

  /** Whatever a server answers: what it did not name twice makes the call fail, and only that. */
  @Test
  void callsThatEndWellWereConfirmedMessageByMessage() {
    Random random = new Random(11);
    for (int run = 0; run < 300; run++) {
      requests.clear();
      answers.clear();
      int count = 1 + random.nextInt(10);
      Set<Integer> first = subset(random, count);
      Set<Integer> open = new TreeSet<>();
      IntStream.range(0, count).filter(i -> !first.contains(i)).forEach(open::add);
      Set<Integer> second = subset(random, open.size());
      answers.add(
          new Said(200, successful(first.stream().map(String::valueOf).toArray(String[]::new))));
      answers.add(
          new Said(200, successful(second.stream().map(String::valueOf).toArray(String[]::new))));
      boolean done = open.isEmpty() || second.size() == open.size();
      assertThat(catchThrowable(() -> send(URL, messages(count, 1))) == null).isEqualTo(done);
      assertThat(requests).hasSize(open.isEmpty() ? 1 : 2);
    }
  }

  private static Set<Integer> subset(Random random, int count) {
    double share = random.nextDouble() * 1.5;
    Set<Integer> some = new TreeSet<>();
    IntStream.range(0, count).filter(i -> random.nextDouble() < share).forEach(some::add);
    return some;
  }

  @Test
  void sendsOnceMoreWhatSqsCouldNotTake() throws IOException {
    String busy = "{\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false,\"Code\":\"Busy\"}]}";
    answers.add(
        new Said(
            200,
            busy.replace("{\"Failed", "{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"2\"}],\"Failed")));
    send(URL, List.of(message("a"), message("b"), message("c")));
    assertThat(requests.getLast().path("Entries").findValuesAsText("MessageBody"))
        .containsExactly("b");
    String still = busy.replace("\"1\"", "\"0\"");
    answers.clear();
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
        .hasMessage(
            "no credentials are configured; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    assertThat(requests).isEmpty();
  }

  @Test
  void refusesWhatIsNoUrl() {
    for (String url : List.of("bad", "ht tp://x", "file:///x", "https:///path")) {
      assertThatThrownBy(() -> SqsQueue.of(url, variables))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'" + url + "' is not an http URL");
    }
    variables.put("AWS_ENDPOINT_URL_SQS", "localhost:9324");
    assertThatThrownBy(() -> SqsQueue.of(URL, variables))
        .hasMessage("'localhost:9324' is not an http URL");
  }
}
