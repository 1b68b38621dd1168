package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.Queue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** The enrichment of OrderPipe, a queue that redrives, and a quarantine on the same server. */
@Timeout(600)
class QuarantineTest {
  private final Diary diary = new Diary();
  private final List<JsonNode> executed = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final LiveQueue quarantine = Bench.QUEUES.create(Bench.queue());

  @BeforeEach
  void deploy() {
    variables.put("TRANSFORM", "transforms/order.jslt");
    for (String name : List.of("customers", "products", "warehouses")) {
      variables.put("LOOKUP_" + name.toUpperCase(Locale.ROOT), lookup(name));
    }
    variables.put("QUARANTINE_QUEUE_URL", quarantine.url());
    variables.put("AWS_ENDPOINT_URL_SQS", Bench.SERVER.endpoint().toString());
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "none");
  }

  private static String lookup(String name) {
    return "file:fixtures/OrderPipe/lookups/" + name + ".json";
  }

  private Enrichment.Function enricher() {
    EnrichmentHandler handler =
        new EnrichmentHandler(
            new Environment(
                variables, Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID));
    return request -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(request), answer, context());
      return answer.toByteArray();
    };
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return 900_000;
              }
              throw new AssertionError(method.getName());
            });
  }

  private LiveRun run(Queue given) {
    Executions executions =
        (machine, input) -> {
          executed.addAll(input.items());
          return "arn";
        };
    return Bench.run(Bench.pipe(given, enricher()), Bench.QUEUES.create(given), executions, diary);
  }

  private static String order(int number, String sku) {
    return "{\"detail-type\":\"OrderPlaced\",\"time\":\"2026-01-01T09:30:01Z\",\"detail\":{"
        + ("\"metadata\":{\"id\":\"e" + number + "\",\"correlationId\":\"c" + number + "\"},")
        + ("\"data\":{\"orderId\":\"O-" + number + "\",\"customerId\":\"C-1\",")
        + ("\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}}}");
  }

  private static List<JsonNode> tenOrdersOneOfThemPoison() {
    return Bench.records(
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> order(n, n == 4 ? "NO-SUCH-THING" : "HOSE-20"))
            .toArray(String[]::new));
  }

  private List<JsonNode> quarantined() {
    return quarantine.receive(10, OptionalInt.empty(), 0).stream()
        .map(Message::body)
        .map(Bench::json)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void executesNineOfTenAndQuarantinesThePoisonOneAfterItsReceives(int receives) {
    variables.put("MAX_RECEIVES", String.valueOf(receives));
    LiveRun run = run(Bench.redriving(5));
    List<String> ids = run.send(tenOrdersOneOfThemPoison());
    run.drain();

    assertThat(executed)
        .extracting(order -> order.path("orderId").asText())
        .containsExactlyInAnyOrder("O-1", "O-2", "O-3", "O-5", "O-6", "O-7", "O-8", "O-9", "O-10");
    assertThat(diary.sizes()).hasSize(receives).containsOnly(10);
    assertThat(run.summary().tally().executions()).isEqualTo(1);
    assertThat(run.summary().deadLettered()).isZero();
    assertThat(run.summary().left()).isZero();
    JsonNode envelope = quarantined().getFirst();
    assertThat(envelope.path("reason").asText())
        .isEqualTo("transforms/order.jslt:20:5: error: there is no product NO-SUCH-THING");
    assertThat(envelope.path("messageId").asText()).isEqualTo(ids.get(3));
    assertThat(envelope.path("correlationId").asText()).isEqualTo("c4");
    assertThat(envelope.path("receives").asInt()).isEqualTo(receives);
    assertThat(envelope.at("/record/body").asText()).isEqualTo(order(4, "NO-SUCH-THING"));
    assertThat(quarantine.depth().total()).isEqualTo(1);
  }

  @Test
  void losesNothingWhereTheQuarantineIsDown() {
    variables.put("MAX_RECEIVES", "1");
    variables.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1");
    LiveRun run = run(Bench.redriving(2));
    run.send(tenOrdersOneOfThemPoison());
    run.drain();

    assertThat(executed).isEmpty();
    assertThat(run.summary().deadLettered()).isEqualTo(10);
    assertThat(run.summary().accounted()).isTrue();
    assertThat(quarantine.depth()).isEqualTo(Depth.NONE);
    assertThat(diary.reports.getFirst().trace().outcome().toString())
        .contains(
            "1 of 10 records failed: record ",
            "error: there is no product NO-SUCH-THING; the quarantine did not take it: queue q-",
            ": ConnectException: Connection refused");
  }

  @Test
  void quarantinesByItsKeysWhatIsTooLargeForAMessage() {
    String body = "{\"a\":\"" + "\\\"".repeat(500_000) + "\"";
    LiveRun run = run(Bench.redriving(5));
    List<String> ids = run.send(Bench.records(body, order(1, "HOSE-20"), "no JSON either"));
    run.drain();

    assertThat(executed).hasSize(1);
    List<JsonNode> envelopes = new ArrayList<>(quarantined());
    assertThat(envelopes)
        .extracting(envelope -> envelope.path("messageId").asText())
        .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
    JsonNode large =
        envelopes.stream().filter(e -> e.has("keys")).findFirst().orElseThrow().path("keys");
    assertThat(large.path("messageId").asText()).isEqualTo(ids.get(0));
    assertThat(large.path("bodyBytes").asInt()).isEqualTo(body.length());
    assertThat(large.path("SentTimestamp").asText()).isNotEmpty();
    assertThat(run.summary().deadLettered()).isZero();
  }

  @Test
  void sendsWhatItQuarantinesInBatches() {
    LiveRun run = run(Bench.redriving(5));
    run.send(Bench.records(IntStream.range(0, 35).mapToObj(i -> "bad" + i).toArray(String[]::new)));
    run.drain();

    assertThat(executed).isEmpty();
    assertThat(quarantine.depth().total()).isEqualTo(35);
    assertThat(run.summary().left()).isZero();
  }
}
