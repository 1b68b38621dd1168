package io.github.standpipe.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Documents;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Verdict;

/**
 * Prices the lines of an order with the look-up {@code products}, and says how urgent it is. Use it
 * as the {@code Handler} of a function. Amounts are whole cents.
 *
 * <pre>{@code
 * {"orderId": "O-1", "lines": [{"sku": "HOSE-20", "quantity": 2, "price": 18900, "total": 37800}],
 *  "total": 37800, "priority": false}
 * }</pre>
 */
public final class OrderTotals extends EnrichmentHandler {
  private static final long PRIORITY_FROM = 100_000;

  /** The constructor that Lambda calls. */
  public OrderTotals() {
    this(Environment.ofLambda());
  }

  /** The constructor for local runs, with the variables of the template. */
  public OrderTotals(Environment environment) {
    super(environment, Enricher.each(environment, OrderTotals::enrich));
  }

  private static Verdict enrich(JsonNode event, Documents documents) {
    JsonNode order = event.at("/detail/data");
    if (!order.path("orderId").isTextual()) {
      return new Verdict.Quarantine("it has no orderId");
    }
    // all are requested before any is judged, so that one round fetches them
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : order.path("items")) {
      lines.add(line(item, documents.find("products", item.path("sku"))));
    }
    for (JsonNode line : lines) {
      if (!line.has("total")) {
        return new Verdict.Quarantine("no price or quantity for " + line.path("sku").asText());
      }
    }
    return lines.isEmpty() ? new Verdict.Drop("it has no lines") : priced(order, lines);
  }

  private static ObjectNode line(JsonNode item, JsonNode product) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    JsonNode price = product.path("price");
    JsonNode quantity = item.path("quantity");
    line.set("sku", item.get("sku"));
    if (price.canConvertToLong() && quantity.canConvertToInt()) {
      line.set("quantity", quantity);
      line.set("price", price);
      line.put("total", Math.multiplyExact(price.longValue(), quantity.intValue()));
    }
    return line;
  }

  private static Verdict priced(JsonNode order, ArrayNode lines) {
    long total = 0;
    for (JsonNode line : lines) {
      total += line.path("total").longValue();
    }
    ObjectNode rich = JsonNodeFactory.instance.objectNode();
    rich.set("orderId", order.path("orderId"));
    rich.set("lines", lines);
    return Verdict.emit(rich.put("total", total).put("priority", total >= PRIORITY_FROM));
  }
}
