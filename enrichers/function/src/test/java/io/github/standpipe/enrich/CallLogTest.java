package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
  private static final String JSLT =
      "if (.drop) drop(.drop) else if (.bad) quarantine(.bad) else if (.fail) error(.fail)"
          + " else {\"u\": lookup(\"users\", .u)}";

  @TempDir Path root;
  private final List<String> lines = new ArrayList<>();
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer =
        new Layer(root)
            .quarantining()
            .documents("users")
            .set("AWS_LAMBDA_FUNCTION_NAME", "enrich")
            .set("PIPE", "OrderPipe");
  }

  private String answer(String request) {
    layer.file("order.jslt", JSLT);
    return Layer.answer(new EnrichmentHandler(layer.environment()), request, context());
  }

  private Context context() {
    LambdaLogger logger =
        (LambdaLogger)
            Proxy.newProxyInstance(
                LambdaLogger.class.getClassLoader(),
                new Class<?>[] {LambdaLogger.class},
                (proxy, method, args) -> lines.add(String.valueOf(args[0])) ? null : null);
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getLogger" -> logger;
                  case "getAwsRequestId" -> "r-1";
                  case "getRemainingTimeInMillis" -> 900_000;
                  default -> throw new AssertionError(method.getName());
                });
  }

  private JsonNode line(int number) {
    return Layer.json(lines.get(number));
  }

  @Test
  void tellsOfEachRecordThatIsNotEmittedThenOfTheBatchThenTheMetrics() {
    String bodyWithId = "{\"bad\":\"no\",\"metadata\":{\"correlationId\":\"c-1\"}}";
    answer(
        batch(
            record("m1", "{\"u\":\"a\",\"secret\":1}"),
            record("m2", "{\"drop\":\"done\"}"),
            record("m3", bodyWithId, 2),
            record("m4", "{\"u\":\"b\"}")));
    assertThat(lines).hasSize(4).noneMatch(line -> line.contains("secret"));
    assertThat(layer.local(lines.get(0)))
        .isEqualTo(
            "{\"timestamp\":\"2026-03-04T05:06:07.089Z\",\"level\":\"INFO\","
                + "\"message\":\"record not emitted\",\"messageId\":\"m2\","
                + "\"correlationId\":\"m2\",\"outcome\":\"drop\",\"reason\":\"order.jslt: done\","
                + "\"stage\":\"enrich\",\"receives\":1,\"AWSRequestId\":\"r-1\"}");
    assertThat(layer.local(lines.get(1)))
        .contains("\"level\":\"WARN\"", "\"correlationId\":\"c-1\"", "\"outcome\":\"quarantine\"");
    assertThat(line(2).path("message").asText()).isEqualTo("batch answered");
    assertThat(counts(line(2), "received", "emitted", "dropped", "quarantined", "retried"))
        .containsExactly(4, 2, 1, 1, 0);
    assertThat(counts(line(2), "lookupCalls", "lookupKeys", "cacheHits")).containsExactly(1, 2, 0);
    assertThat(line(2).path("enrichTime").isNumber()).isTrue();
  }

  private static List<Integer> counts(JsonNode line, String... names) {
    return List.of(names).stream().map(name -> line.path(name).asInt(-1)).toList();
  }

  @Test
  void writesMetricsInTheEmbeddedFormat() {
    answer(batch(record("m1", "{\"u\":\"a\"}")));
    JsonNode metrics = line(1);
    JsonNode directive = metrics.at("/_aws/CloudWatchMetrics/0");
    assertThat(metrics.at("/_aws/Timestamp").asLong()).isEqualTo(Layer.NOW.toEpochMilli());
    assertThat(directive.path("Namespace").asText()).isEqualTo("Standpipe");
    assertThat(directive.path("Dimensions")).hasToString("[[\"Function\",\"Pipe\"]]");
    assertThat(metrics.path("Function").asText()).isEqualTo("enrich");
    assertThat(metrics.path("Pipe").asText()).isEqualTo("OrderPipe");
    assertThat(directive.path("Metrics").get(0))
        .hasToString("{\"Name\":\"Received\",\"Unit\":\"Count\"}");
    assertThat(directive.path("Metrics").get(9))
        .hasToString("{\"Name\":\"ReadTime\",\"Unit\":\"Milliseconds\"}");
    for (JsonNode metric : directive.path("Metrics")) {
      assertThat(metrics.path(metric.path("Name").asText()).isNumber()).isTrue();
    }
  }

  @Test
  void tellsWhyABatchReturns() {
    String request =
        batch(record("m1", "{\"u\":\"a\"}"), record("m2", "{\"fail\":\"oh\"}"), record("m3", "x"));
    assertThatThrownBy(() -> answer(request)).isInstanceOf(Fault.class);
    assertThat(lines).hasSize(3);
    assertThat(line(0).path("messageId").asText()).isEqualTo("m2");
    assertThat(line(0).path("outcome").asText()).isEqualTo("retry");
    assertThat(line(1).path("message").asText()).isEqualTo("batch returned");
    assertThat(line(1).path("level").asText()).isEqualTo("ERROR");
    assertThat(layer.local(line(1).path("reason").asText()))
        .isEqualTo("1 of 3 records failed: record 2 (m2): order.jslt:1:72: error: oh");
    assertThat(counts(line(1), "received", "emitted", "quarantined", "retried"))
        .containsExactly(3, 0, 0, 3);
  }

  @Test
  void writesPastTheLoggerWhereLambdaWouldWrapWhatIsJson() {
    layer.set("AWS_LAMBDA_LOG_FORMAT", "JSON").set("QUARANTINE_QUEUE_URL", "");
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      answer("[]");
    } finally {
      System.setOut(out);
    }
    assertThat(lines).isEmpty();
    List<String> told = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(told).hasSize(3).allMatch(line -> Layer.json(line).isObject());
    assertThat(told.getFirst())
        .isEqualTo(
            "{\"timestamp\":\"2026-03-04T05:06:07.089Z\",\"level\":\"WARN\",\"message\":"
                + "\"QUARANTINE_QUEUE_URL is not set: a record that fails returns its batch\"}");
  }

  @Test
  void namesAPlaceWhereAnIntegerDoesNotFitOnce() {
    layer.set("AWS_LAMBDA_LOG_FORMAT", "JSON").file("order.jslt", "{\"n\": .n + 1}");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      String most = record("m1", "{\"n\":9223372036854775807}");
      String request = batch(most, most);
      Layer.answer(new EnrichmentHandler(layer.environment()), request, context());
    } finally {
      System.setOut(out);
    }
    List<String> told = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(told)
        .containsOnlyOnce(
            "{\"timestamp\":\"2026-03-04T05:06:07.089Z\",\"level\":\"WARN\",\"message\":\"an"
                + " integer did not fit into 64 bits, so the result is not exact\",\"place\":\""
                + root.resolve("order.jslt")
                + ":1:10\"}");
  }
}
