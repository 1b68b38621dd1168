package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Look-ups against a server that holds to DynamoDB's rules; {@code .ci/dynamodb} starts one. */
class DynaliteIT {
  private static final String ENDPOINT = System.getProperty("dynamodb.endpoint", "");
  private static final String TABLE = "standpipe-" + UUID.randomUUID();

  @TempDir Path root;

  @BeforeAll
  static void createTables() {
    assertThat(ENDPOINT)
        .as("-Ddynamodb.endpoint names a DynamoDB-compatible server; .ci/dynamodb starts one")
        .isNotBlank();
    try (DynamoDbClient client = client()) {
      create(client, TABLE, "id:S:HASH");
      create(client, TABLE + "-lines", "id:S:HASH", "line:N:RANGE");
      List<Map<String, AttributeValue>> users = new ArrayList<>();
      IntStream.range(0, 200).forEach(i -> users.add(user("u" + i, i)));
      users.add(user("日本😀\uffff é", 1));
      put(client, TABLE, users);
      create(client, TABLE + "-products", "sku:S:HASH");
      put(
          client,
          TABLE + "-products",
          IntStream.range(0, 50).mapToObj(DynaliteIT::product).toList());
      put(client, TABLE + "-lines", List.of(line("c/1", "7"), line("c/1", "-0.5")));
    }
  }

  @AfterAll
  static void deleteTables() {
    if (!ENDPOINT.isBlank()) {
      try (DynamoDbClient client = client()) {
        client.deleteTable(r -> r.tableName(TABLE));
        client.deleteTable(r -> r.tableName(TABLE + "-lines"));
        client.deleteTable(r -> r.tableName(TABLE + "-products"));
      }
    }
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(URI.create(ENDPOINT))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("i", "s")))
        .build();
  }

  private static void create(DynamoDbClient client, String table, String... attributes) {
    List<String[]> parts = List.of(attributes).stream().map(a -> a.split(":")).toList();
    client.createTable(r ->
        r.tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(parts.stream().map(DynaliteIT::definition).toList())
            .keySchema(parts.stream().map(DynaliteIT::element).toList()));
    client.waiter().waitUntilTableExists(r -> r.tableName(table));
  }

  private static AttributeDefinition definition(String[] part) {
    return AttributeDefinition.builder()
        .attributeName(part[0])
        .attributeType(ScalarAttributeType.fromValue(part[1]))
        .build();
  }

  private static KeySchemaElement element(String[] part) {
    return KeySchemaElement.builder()
        .attributeName(part[0])
        .keyType(KeyType.fromValue(part[2]))
        .build();
  }

  private static Map<String, AttributeValue> user(String id, int number) {
    Map<String, AttributeValue> address = Map.of("city", AttributeValue.fromS("Ulm"));
    Map<String, AttributeValue> user = new HashMap<>();
    user.put("id", AttributeValue.fromS(id));
    user.put("n", AttributeValue.fromN(Integer.toString(number)));
    user.put("name", AttributeValue.fromS("User " + number));
    user.put("address", AttributeValue.fromM(address));
    user.put("digits", AttributeValue.fromN("1234567890123456789012345678.9012345678"));
    return user;
  }

  private static Map<String, AttributeValue> product(int number) {
    return Map.of(
        "sku", AttributeValue.fromS("p" + number), "price", AttributeValue.fromN(number + ".75"));
  }

  private static Map<String, AttributeValue> line(String id, String line) {
    return Map.of("id", AttributeValue.fromS(id), "line", AttributeValue.fromN(line));
  }

  private static void put(
      DynamoDbClient client, String table, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += 25) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(items.size(), from + 25)).stream()
              .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
              .toList();
      client.batchWriteItem(r -> r.requestItems(Map.of(table, writes)));
    }
  }

  private Function docs(String uri) {
    return new Function(root).set("AWS_ENDPOINT_URL_DYNAMODB", ENDPOINT).docs(uri);
  }

  @Test
  void findsTwoHundredItemsAmongAThousandRecords() {
    Function function =
        docs("dynamodb:" + TABLE + "#key=id&project=n").transform("lookup(\"docs\", .u)");
    String request =
        IntStream.range(0, 1000).mapToObj(i -> "{\"u\": \"u" + i % 200 + "\"}").toList().toString();
    String naive =
        "["
            + String.join(
                ",",
                IntStream.range(0, 1000)
                    .mapToObj(i -> "{\"id\":\"u" + i % 200 + "\",\"n\":" + i % 200 + "}")
                    .toList())
            + "]";
    assertThat(function.call(function.started(), request)).isEqualTo(naive);
  }

  /** Bytes in to bytes out, through a server between that notes which actions it is asked for. */
  @Test
  void asksThreeTimesForAThousandOrdersAndAnswersAsTheNaiveWayDoes() {
    List<String> actions = new CopyOnWriteArrayList<>();
    try (Server between = new Server((request, body) -> forwarded(request, body, actions))) {
      Function function =
          new Function(root)
              .logging()
              .set("AWS_ENDPOINT_URL_DYNAMODB", between.at())
              .set("LOOKUP_CUSTOMERS", "dynamodb:" + TABLE + "#key=id&project=name")
              .set("LOOKUP_PRODUCTS", "dynamodb:" + TABLE + "-products#key=sku&project=price")
              .transform(
                  "let c = lookup(\"customers\", .customer) {\"order\": .order, \"name\": $c.name,"
                      + " \"lines\": [for (.skus) {\"sku\": ., \"price\": lookup(\"products\","
                      + " .).price}]}");
      List<ObjectNode> orders = IntStream.range(0, 1000).mapToObj(DynaliteIT::order).toList();

      String answer = function.call(function.started(), records(orders));

      assertThat(actions).hasSize(3).containsOnly("DynamoDB_20120810.BatchGetItem");
      assertThat(function.metrics().path("LookupCalls").asInt()).isEqualTo(3);
      assertThat(function.metrics().path("LookupKeys").asInt()).isEqualTo(250);
      try (DynamoDbClient client = client()) {
        assertThat(Function.json(answer)).isEqualTo(naive(client, orders));
      }
    }
  }

  private static Server.Reply forwarded(HttpExchange request, String body, List<String> actions)
      throws Exception {
    HttpRequest.Builder on =
        HttpRequest.newBuilder(URI.create(ENDPOINT)).POST(BodyPublishers.ofString(body));
    for (String name : List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Target")) {
      on.header(name, request.getRequestHeaders().getFirst(name));
    }
    actions.add(request.getRequestHeaders().getFirst("X-Amz-Target"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(on.build(), BodyHandlers.ofString());
      return new Server.Reply(answer.statusCode(), answer.body());
    }
  }

  private static ObjectNode order(int number) {
    ObjectNode order = Json.object().put("order", number).put("customer", "u" + number % 200);
    order.putArray("skus").add("p" + number % 50).add("p" + (number * 7 + 3) % 50);
    return order;
  }

  private static String records(List<ObjectNode> orders) {
    ArrayNode records = Json.array();
    for (ObjectNode order : orders) {
      String id = "m" + order.path("order");
      records.addObject().put("messageId", id).put("body", Json.text(order));
    }
    return Json.text(records);
  }

  /** One GetItem for each id of each order, in turn. */
  private static ArrayNode naive(DynamoDbClient client, List<ObjectNode> orders) {
    ArrayNode rich = Json.array();
    for (ObjectNode order : orders) {
      ObjectNode one = rich.addObject();
      one.set("order", order.path("order"));
      one.put("name", get(client, TABLE, "id", order.path("customer"), "name").s());
      ArrayNode lines = one.putArray("lines");
      for (JsonNode sku : order.path("skus")) {
        String price = get(client, TABLE + "-products", "sku", sku, "price").n();
        lines.addObject().put("sku", sku.asText()).set("price", Function.json(price));
      }
    }
    return (ArrayNode) Function.json(Json.text(rich));
  }

  private static AttributeValue get(
      DynamoDbClient client, String table, String key, JsonNode value, String wanted) {
    Map<String, AttributeValue> place = Map.of(key, AttributeValue.fromS(value.asText()));
    return Objects.requireNonNull(
        client.getItem(r -> r.tableName(table).key(place)).item().get(wanted));
  }

  @Test
  void findsKeysOfAnyPlaneAndTakesAbsentOnesAsMisses() {
    String found =
        docs("dynamodb:" + TABLE + "#key=id").find("\"日本😀\uffff é\"", "\"none\"", "\"\"");
    assertThat(found)
        .isEqualTo(
            "[{\"address\":{\"city\":\"Ulm\"},\"digits\":1234567890123456789012345678.9012345678,"
                + "\"id\":\"日本😀\uffff é\",\"n\":1,\"name\":\"User 1\"},null,null]");
  }

  @Test
  void projectsReservedNamesAndNestedOnes() {
    assertThat(docs("dynamodb:" + TABLE + "#key=id&project=name,address.city").find("\"u7\""))
        .isEqualTo("[{\"address\":{\"city\":\"Ulm\"},\"id\":\"u7\",\"name\":\"User 7\"}]");
  }

  @Test
  void findsItemsBySortKeysHoweverTheirNumbersAreWritten() {
    assertThat(
            docs("dynamodb:" + TABLE + "-lines#key=id&sort=line:N&consistent=true")
                .find(
                    "[\"c/1\", 7]",
                    "[\"c/1\", \"07.0\"]",
                    "[\"c/1\", \"-.5\"]",
                    "[\"c/1\", \"-5e-1\"]"))
        .isEqualTo(
            "[{\"id\":\"c/1\",\"line\":7},{\"id\":\"c/1\",\"line\":7},null,"
                + "{\"id\":\"c/1\",\"line\":-0.5}]");
  }
}
