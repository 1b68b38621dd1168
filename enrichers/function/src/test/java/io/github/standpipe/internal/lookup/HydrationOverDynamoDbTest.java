package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of a thousand orders, bytes in to bytes out. */
class HydrationOverDynamoDbTest {
  private static final int RECORDS = 1000;
  private static final int CUSTOMERS = 200;
  private static final int PRODUCTS = 50;

  @TempDir Path root;

  @Test
  void asksThreeTimesForAThousandRecordsAndAnswersAsTheNaiveWayDoes() {
    try (Dynamo dynamo = new Dynamo()) {
      for (int i = 0; i < CUSTOMERS; i++) {
        dynamo.put("customers", key("id", "c" + i), "{\"name\":{\"S\":\"Customer " + i + "\"}}");
      }
      for (int i = 0; i < PRODUCTS; i++) {
        dynamo.put("products", key("sku", "p" + i), "{\"price\":{\"N\":\"" + i + ".50\"}}");
      }
      Function function =
          dynamo
              .function(new Function(root))
              .set("LOOKUP_CUSTOMERS", "dynamodb:customers#key=id")
              .set("LOOKUP_PRODUCTS", "dynamodb:products#key=sku")
              .transform(
                  "let c = lookup(\"customers\", .customer) {\"order\": .order, \"name\": $c.name,"
                      + " \"lines\": [for (.skus) {\"sku\": ., \"price\": lookup(\"products\","
                      + " .).price}]}");
      String answer = function.call(function.started(), records());
      assertThat(answer).isEqualTo(naive());
      assertThat(dynamo.keysACall()).containsExactlyInAnyOrder(100, 100, 50);
      assertThat(tables(dynamo)).containsExactlyInAnyOrder("customers", "customers", "products");
    }
  }

  private static List<String> tables(Dynamo dynamo) {
    return dynamo.requests.stream()
        .map(request -> request.path("RequestItems").fieldNames().next())
        .toList();
  }

  private static String key(String attribute, String value) {
    return "{\"" + attribute + "\":{\"S\":\"" + value + "\"}}";
  }

  private static String records() {
    ArrayNode records = Json.array();
    for (int i = 0; i < RECORDS; i++) {
      ObjectNode order = Json.object().put("order", i).put("customer", "c" + i % CUSTOMERS);
      order.putArray("skus").add("p" + i % PRODUCTS).add("p" + (i * 7 + 3) % PRODUCTS);
      records.addObject().put("messageId", "m" + i).put("body", Json.text(order));
    }
    return Json.text(records);
  }

  private static String naive() {
    ArrayNode rich = Json.array();
    for (int i = 0; i < RECORDS; i++) {
      ArrayNode lines = Json.array().add(line(i % PRODUCTS)).add(line((i * 7 + 3) % PRODUCTS));
      rich.addObject().put("order", i).put("name", "Customer " + i % CUSTOMERS).set("lines", lines);
    }
    return Json.text(rich);
  }

  private static JsonNode line(int product) {
    return Function.json("{\"sku\":\"p" + product + "\",\"price\":" + product + ".50}");
  }
}
