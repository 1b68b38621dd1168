package io.github.standpipe.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.testing.EnricherRun;
import io.github.standpipe.testing.EnricherTester;
import io.github.standpipe.testing.TestMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample enricher in Java; its fixtures are in {@code runner/cli/src/test/orders}. */
class OrderTotalsTest {
  private static final EnricherTester ORDERS =
      EnricherTester.of(OrderTotals.class)
          .lookup("products", Map.of("HOSE-20", Map.of("price", 18_900)));

  private static String order(String id, String sku, int quantity) {
    return """
    {"detail": {"data": {"orderId": "%s", "items": [{"sku": "%s", "quantity": %d}]}}}
    """
        .formatted(id, sku, quantity);
  }

  @Test
  void pricesTheOrdersOfABatchWithOneRequest() {
    EnricherRun run = ORDERS.run(order("O-1", "HOSE-20", 2), order("O-2", "HOSE-20", 6));

    run.expectEvents(
        """
        [{"orderId": "O-1", "total": 37800, "priority": false,
          "lines": [{"sku": "HOSE-20", "quantity": 2, "price": 18900, "total": 37800}]},
         {"$expect": {"atLeast": {"orderId": "O-2", "total": 113400, "priority": true}}}]
        """);
    assertThat(run.metric("LookupCalls")).isEqualTo(1);
  }

  @Test
  void quarantinesAnOrderOfAnUnknownProductAlone() {
    EnricherRun run =
        ORDERS.run(
            TestMessage.of(order("O-3", "LADDER-9", 1)).id("m1"),
            TestMessage.of(order("O-4", "HOSE-20", 1)).id("m2"));

    assertThat(run.verdicts())
        .startsWith(new Verdict.Quarantine("no price or quantity for LADDER-9"));
    assertThat(run.event().path("orderId").asText()).isEqualTo("O-4");
    assertThat(run.quarantined())
        .extracting(envelope -> envelope.path("messageId").asText())
        .containsExactly("m1");
  }

  @Test
  void returnsTheBatchWhileTheProductsDoNotAnswer() {
    ORDERS
        .lookup(
            "products",
            (keys, invocation) -> {
              throw new IllegalStateException("down");
            })
        .run(order("O-5", "HOSE-20", 1))
        .expectReturned("look-up products did not answer for 1 key: down");
  }
}
