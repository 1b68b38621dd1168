package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.template.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class StepFunctionsTest {
  private static final Payload INPUT = Payload.of(List.of(TextNode.valueOf("ü")));
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:123456789012:execution:orders:1";

  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer =
      "{\"executionArn\": \"" + EXECUTION + "\", \"startDate\": 1700000000.0}";
  private HttpServer server;
  private String endpoint;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    targets.add(call.getRequestHeaders().getFirst("X-Amz-Target"));
    requests.add(
        Bench.json(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private StepFunctions stepFunctions() {
    return StepFunctions.of(Servers.of(Map.of("AWS_ENDPOINT_URL_SFN", endpoint)), Bench.MACHINE);
  }

  @Test
  void startsAnExecution() {
    try (StepFunctions stepFunctions = stepFunctions()) {
      assertThat(stepFunctions.start(Bench.MACHINE, INPUT)).isEqualTo(EXECUTION);
    }
    assertThat(targets).containsExactly("AWSStepFunctions.StartExecution");
    assertThat(requests.getFirst().path("stateMachineArn").textValue()).isEqualTo(Bench.MACHINE);
    assertThat(requests.getFirst().path("input").textValue()).isEqualTo("[\"ü\"]");
  }

  @Test
  void tellsARefusalInOneLine() {
    status = 400;
    answer =
        "{\"__type\": \"com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist\","
            + " \"message\": \"State Machine Does Not Exist\"}";
    assertRefused("StateMachineDoesNotExist: State Machine Does Not Exist");
  }

  @Test
  void tellsAnAnswerThatIsNoneOfStepFunctions() {
    status = 404;
    answer = "<html>\nnothing here";
    assertRefused("status 404");
  }

  @Test
  void tellsAServerThatIsNotThere() {
    server.stop(0);
    assertRefused("Connection refused");
  }

  private void assertRefused(String reason) {
    try (StepFunctions stepFunctions = stepFunctions()) {
      assertThatThrownBy(() -> stepFunctions.start(Bench.MACHINE, INPUT))
          .isInstanceOf(Fault.class)
          .hasMessage(endpoint + ": StartExecution: " + reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{\"executionArn\": \"\"}", "{\"executionArn\": null}"})
  void takesNoExecutionForStartedThatTheAnswerDoesNotName(String none) {
    answer = none;
    assertRefused("the answer does not name an execution; it may or may not be running");
    assertThat(requests).hasSize(2);
    Queue given = Bench.redriving(2);
    try (StepFunctions stepFunctions = stepFunctions()) {
      LiveRun run =
          Bench.run(
              Bench.pipe(given, null), Bench.QUEUES.create(given), stepFunctions, new Diary());
      run.send(Bench.records("x"));
      run.drain();
      assertThat(run.summary().deadLettered()).isEqualTo(1);
      assertThat(run.summary().tally().executions()).isZero();
    }
  }

  @Test
  void aRefusalReturnsTheBatch() {
    status = 400;
    answer = "{\"__type\": \"ExecutionLimitExceeded\", \"message\": \"too many\"}";
    Queue given = Bench.redriving(2);
    Diary diary = new Diary();
    try (StepFunctions stepFunctions = stepFunctions()) {
      LiveRun run =
          Bench.run(Bench.pipe(given, null), Bench.QUEUES.create(given), stepFunctions, diary);
      run.send(Bench.records("x"));
      run.drain();
      assertThat(run.summary().deadLettered()).isEqualTo(1);
    }
    assertThat(requests).hasSize(2);
    assertThat(diary.reports.getFirst().trace().outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT,
                endpoint + ": StartExecution: ExecutionLimitExceeded: too many"));
  }

  @Test
  void refusesToGuessAServer() {
    assertThatThrownBy(() -> StepFunctions.of(Servers.of(Map.of()), Bench.MACHINE))
        .isInstanceOf(Fault.class)
        .hasMessage("AWS_ENDPOINT_URL_SFN is not set; set it to a URL");
  }
}
