package io.github.standpipe.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.amazonaws.services.lambda.runtime.tests.annotations.HandlerParams;
import com.amazonaws.services.lambda.runtime.tests.annotations.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.typed.SqsMessages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The sample enricher with events as files, for tests in Java; its fixtures are in the runner's
 * {@code src/test/orders}.
 */
class OrderTotalsTest {
  private static final Lookup PRODUCTS =
      (keys, invocation) -> Map.of("HOSE-20", Json.object().put("price", 18_900));

  private static String answer(SQSEvent event) throws IOException {
    Environment environment =
        new Environment(
            Map.of(),
            Path.of(""),
            Map.of("products", PRODUCTS),
            InstantSource.system(),
            UUID::randomUUID);
    ArrayNode batch = Json.array();
    event.getRecords().forEach(message -> batch.add(SqsMessages.record(message).json()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new OrderTotals(environment)
        .handleRequest(new ByteArrayInputStream(Json.bytes(batch)), answer, context());
    return answer.toString(UTF_8);
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) -> 30_000);
  }

  @ParameterizedTest
  @HandlerParams(
      event = @Event(value = "events/sqs-orders.json", type = SQSEvent.class),
      response = @Response(value = "events/order-totals.json", type = Map[].class))
  void pricesTheOrdersOfABatch(SQSEvent event, Map<?, ?>[] totals) throws IOException {
    JsonNode answer = Json.parse(answer(event));
    assertThat(answer).hasSize(totals.length);
    for (int place = 0; place < totals.length; place++) {
      assertThat(answer.get(place).path("orderId").asText())
          .isEqualTo(totals[place].get("orderId"));
      assertThat(answer.get(place).path("total").asInt()).isEqualTo(totals[place].get("total"));
      assertThat(answer.get(place).path("priority").asBoolean())
          .isEqualTo(totals[place].get("priority"));
    }
  }
}
