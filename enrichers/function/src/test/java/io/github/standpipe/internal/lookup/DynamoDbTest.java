package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbTest {
  @TempDir Path root;
  private final Dynamo dynamo = new Dynamo();

  @AfterEach
  void close() {
    dynamo.close();
  }

  private Function users(String options) {
    return dynamo.function(new Function(root)).docs("dynamodb:users#" + options);
  }

  private Dynamo user(String id, String attributes) {
    return dynamo.put("users", "{\"id\":{\"S\":" + Json.text(quoted(id)) + "}}", attributes);
  }

  private static JsonNode quoted(String text) {
    return Json.array().add(text).get(0);
  }

  @Test
  void asksAHundredKeysACall() {
    IntStream.range(0, 250).forEach(i -> user("u" + i, "{\"n\":{\"N\":\"" + i + "\"}}"));
    String[] keys = IntStream.range(0, 260).mapToObj(i -> "\"u" + i + "\"").toArray(String[]::new);
    JsonNode found = Function.json(users("key=id").find(keys));
    assertThat(dynamo.keysACall()).containsExactlyInAnyOrder(100, 100, 60);
    assertThat(found.get(249)).isEqualTo(Function.json("{\"id\":\"u249\",\"n\":249}"));
    assertThat(found.get(250).isNull()).isTrue();
  }

  @Test
  void asksSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    dynamo.interfering((call, request) -> {
      both.countDown();
      return both.await(5, TimeUnit.MINUTES) ? null : new Reply(500, "");
    });
    String[] keys = IntStream.range(0, 200).mapToObj(Integer::toString).toArray(String[]::new);
    users("key=id&tries=1&timeout=20s&within=25s").find(keys);
    assertThat(dynamo.keysACall()).containsExactly(100, 100);
  }

  @Test
  void givesEachTypeAsJsonWithoutLoss() {
    user(
        "a",
        """
        {"digits": {"N": "12345678901234567890123456789012345678"},
         "small": {"N": "1.2345678901234567890123456789012345678E-130"},
         "large": {"N": "9.9999999999999999999999999999999999999E+125"},
         "cents": {"N": "-0.10"}, "zero": {"N": "0"}, "int": {"N": "42"},
         "yes": {"BOOL": true}, "nothing": {"NULL": true}, "empty": {"S": ""},
         "bytes": {"B": "AP8="},
         "map": {"M": {"é": {"L": [{"N": "1"}, {"M": {}}, {"L": []}]}}},
         "names": {"SS": ["b", "a"]}, "numbers": {"NS": ["10", "9", "1.5"]},
         "blobs": {"BS": ["AQ==", "AA=="]}}
        """);
    assertThat(users("key=id").find("\"a\""))
        .isEqualTo(
            "[{\"blobs\":[\"AA==\",\"AQ==\"],\"bytes\":\"AP8=\",\"cents\":-0.10,"
                + "\"digits\":12345678901234567890123456789012345678,\"empty\":\"\",\"id\":\"a\","
                + "\"int\":42,\"large\":9.9999999999999999999999999999999999999E+125,"
                + "\"map\":{\"é\":[1,{},[]]},\"names\":[\"a\",\"b\"],\"nothing\":null,"
                + "\"numbers\":[1.5,9,10],\"small\":1.2345678901234567890123456789012345678E-130,"
                + "\"yes\":true,\"zero\":0}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "日本", "😀", "\u0000", "𐀀\uffff", "a/b#c?d", "[\"a\"]", " "})
  void findsAKeyOfAnyCharacters(String key) {
    user(key, "{\"n\":{\"N\":\"1\"}}");
    assertThat(users("key=id").transform("{\"n\": lookup(\"docs\", .k).n}"))
        .satisfies(function ->
            assertThat(
                    function.call(function.started(), "[{\"k\":" + Json.text(quoted(key)) + "}]"))
                .isEqualTo("[{\"n\":1}]"));
  }

  @Test
  void asksForSortKeysByAnArrayOfTwo() {
    dynamo.put("users", "{\"id\":{\"S\":\"c/1\"},\"line\":{\"N\":\"7\"}}", "{\"x\":{\"S\":\"y\"}}");
    assertThat(
            users("key=id&sort=line:N")
                .find("[\"c/1\", 7]", "[\"c/1\", \"07.0\"]", "[\"c/1\", 8]", "\"c/1\"", "[1,2,3]"))
        .isEqualTo(
            "[{\"id\":\"c/1\",\"line\":7,\"x\":\"y\"},{\"id\":\"c/1\",\"line\":7,\"x\":\"y\"},"
                + "null,null,null]");
    assertThat(dynamo.keysACall()).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key=id|\"\"",
        "key=id|\"\\ud83d\"",
        "key=id:N|\"seven\"",
        "key=id:N|123456789012345678901234567890123456789",
        "key=id:N|\"1e126\"",
        "key=id:B|\"?\"",
        "key=id&sort=s|[\"a\",\"\"]",
        "key=id&sort=s|[\"a\",\"\\ud83d\"]"
      })
  void doesNotAskForAKeyThatNoItemCanHave(String options, String key) {
    assertThat(users(options).find(key)).isEqualTo("[null]");
    assertThat(dynamo.requests).isEmpty();
  }

  @Test
  void asksForTheAttributesThatItProjects() {
    user("a", "{}");
    users("key=id&project=name,address.city,address.zip&consistent=true").find("\"a\"");
    assertThat(dynamo.requests.getFirst().path("RequestItems").path("users"))
        .isEqualTo(
            Function.json(
                "{\"Keys\":[{\"id\":{\"S\":\"a\"}}],\"ConsistentRead\":true,"
                    + "\"ProjectionExpression\":\"#n0, #n1.#n2, #n1.#n3, #n4\","
                    + "\"ExpressionAttributeNames\":{\"#n0\":\"name\",\"#n1\":\"address\","
                    + "\"#n2\":\"city\",\"#n3\":\"zip\",\"#n4\":\"id\"}}"));
  }

  @Test
  void asksForElementsOfLists() {
    user("a", "{}");
    users("key=id&project=lines[0].sku,lines[2],id").find("\"a\"");
    JsonNode request = dynamo.requests.getFirst().path("RequestItems").path("users");
    assertThat(request.path("ProjectionExpression").asText()).isEqualTo("#n0[0].#n1, #n0[2], #n2");
    assertThat(request.path("ExpressionAttributeNames"))
        .isEqualTo(Function.json("{\"#n0\":\"lines\",\"#n1\":\"sku\",\"#n2\":\"id\"}"));
  }

  /** One odd key has no document; a transform that only makes odd ones is wrong. */
  @Test
  void failsKeysOfWhichNoneHasTheRightNumberOfParts() {
    Function function = users("key=id&sort=line:N");
    assertThatThrownBy(() -> function.call(function.started(), "[[\"a\"],[\"b\"]]"))
        .hasMessage(
            "2 of 2 records failed: record 1: "
                + (root + "/x.jslt:1:18: look-up docs: no key has 2 parts; write an array:")
                + " lookup(name, [.a, .b]); record 2: "
                + (root + "/x.jslt:1:18: look-up docs: no key has 2 parts; write an array:")
                + " lookup(name, [.a, .b])");
    EnrichmentHandler handler = function.started();
    assertThat(function.find(handler, "[\"a\", 1]")).isEqualTo("[null]");
    assertThat(function.find(handler, "\"a\"", "\"b\"")).isEqualTo("[null,null]");
    EnrichmentHandler other = function.started();
    assertThat(function.find(other, "\"a\"")).isEqualTo("[null]");
    assertThat(function.find(other, "\"a\"")).isEqualTo("[null]");
    assertThatThrownBy(() -> function.find(other, "\"b\"")).hasMessageContaining("no key has 2");
  }

  /** Answers the first key of each call, and leaves the rest. */
  private Reply reluctant(JsonNode request) {
    ObjectNode answer = dynamo.found(request);
    ObjectNode table = request.path("RequestItems").path("users").deepCopy();
    ArrayNode keys = (ArrayNode) table.get("Keys");
    JsonNode first = keys.remove(0);
    ObjectNode one = Json.object();
    one.putObject("RequestItems").putObject("users").putArray("Keys").add(first);
    answer.set("Responses", dynamo.found(one).get("Responses"));
    if (!keys.isEmpty()) {
      answer.putObject("UnprocessedKeys").set("users", table);
    }
    return new Reply(200, Json.text(answer));
  }

  @Test
  void asksAgainForWhatWasLeftUnprocessed() {
    user("a", "{}");
    user("b", "{}");
    user("c", "{}");
    dynamo.interfering((call, request) -> reluctant(request));
    assertThat(users("key=id&tries=1").find("\"a\"", "\"b\"", "\"c\""))
        .isEqualTo("[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]");
    assertThat(dynamo.keysACall()).containsExactly(3, 2, 1);
  }

  private Reply nothing(JsonNode request) {
    ObjectNode answer = Json.object();
    answer.putObject("Responses");
    answer.set("UnprocessedKeys", request.path("RequestItems"));
    return new Reply(200, Json.text(answer));
  }

  @Test
  void givesUpOnKeysThatStayUnprocessed() {
    dynamo.interfering((call, request) -> nothing(request));
    assertThatThrownBy(() -> users("key=id&tries=3").find("\"a\"", "\"b\""))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "look-up docs did not answer for 2 keys: it left keys unprocessed, 3 times; 2 keys"
                + " left");
    assertThat(dynamo.requests).hasSize(3);
  }

  @Test
  void waitsOutAThrottledTable() {
    user("a", "{}");
    dynamo.interfering((call, request) ->
        call < 4 ? Dynamo.error(400, "ProvisionedThroughputExceededException", "too fast") : null);
    assertThat(users("key=id").find("\"a\"")).isEqualTo("[{\"id\":\"a\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"__type\":\"x#ThrottlingException\",\"message\":\"SECRET\"}|ThrottlingException, 2"
            + " times; 1 key left",
        "500|{\"__type\":\"x#InternalServerError\"}|InternalServerError, 2 times; 1 key left",
        "503|<html>SECRET</html>|HTTP 503, 2 times; 1 key left",
        "400|{\"__type\":\"x#ResourceNotFoundException\",\"message\":\"Requested resource not"
            + " found\"}|table users: ResourceNotFoundException: Requested resource not found",
        "403|<html>SECRET</html>|table users: HTTP 403",
        "400|{\"__type\":\"x#AccessDeniedException\",\"Message\":\"User: u is not\\n authorized\"}"
            + "|table users: AccessDeniedException: User: u is not authorized",
        "200|SECRET|its answer is not what the protocol says, 2 times; 1 key left",
        "200|{}|its answer is not what the protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":[\"SECRET\"]}}|its answer is not what the protocol says, 2"
            + " times; 1 key left",
        "200|{\"Responses\":{\"users\":[{\"id\":\"SECRET\"}]}}|its answer is not what the protocol"
            + " says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":[{\"id\":{\"S\":1}}]}}|its answer is not what the protocol"
            + " says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":[{\"id\":{\"X\":1}}]}}|an item has an attribute of a type"
            + " that this client does not know",
        "200|{\"Responses\":{\"users\":[{\"id\":{\"N\":\"x\"}}]}}|an item has an invalid number",
        "200|{\"Responses\":5}|its answer is not what the protocol says, 2 times; 1 key left",
        "200|{\"Responses\":null}|its answer is not what the protocol says, 2 times; 1 key left",
        "200|{\"Responses\":[]}|its answer is not what the protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":5}}|its answer is not what the protocol says, 2 times; 1 key"
            + " left",
        "200|{\"Responses\":{\"users\":null}}|its answer is not what the protocol says, 2 times; 1"
            + " key left",
        "200|{\"Responses\":{\"users\":{}}}|its answer is not what the protocol says, 2 times; 1"
            + " key left",
        "200|{\"Responses\":{\"users\":[null]}}|its answer is not what the protocol says, 2 times;"
            + " 1 key left",
        "200|{\"Responses\":{\"users\":[{}]}}|its answer is not what the protocol says, 2 times; 1"
            + " key left",
        "200|{\"Responses\":{\"users\":[{\"n\":{\"N\":\"1\"}}]}}|its answer is not what the"
            + " protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":[{\"id\":{\"N\":\"1\"}}]}}|its answer is not what the"
            + " protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{\"users\":[{\"id\":{\"S\":\"other\"}}]}}|its answer is not what the"
            + " protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":5}|its answer is not what the protocol says, 2"
            + " times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":null}|its answer is not what the protocol says,"
            + " 2 times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":{\"users\":5}}|its answer is not what the"
            + " protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":{\"users\":{}}}|its answer is not what the"
            + " protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":{\"users\":{\"Keys\":7}}}|its answer is not what"
            + " the protocol says, 2 times; 1 key left",
        "200|{\"Responses\":{},\"UnprocessedKeys\":{\"users\":{\"Keys\":[{\"id\":{\"S\":\"other\"}}]}}}|its"
            + " answer is not what the protocol says, 2 times; 1 key left",
        "200|null|its answer is not what the protocol says, 2 times; 1 key left",
        "200|[]|its answer is not what the protocol says, 2 times; 1 key left",
        "200|7|its answer is not what the protocol says, 2 times; 1 key left",
        "0|x|the connection broke off, or the answer is not what the protocol says, 2 times; 1 key"
            + " left",
        "-1|x|no answer within 500 ms, 2 times; 1 key left"
      })
  void tellsWhyItDidNotAnswer(int status, String body, String why) {
    dynamo.interfering((call, request) -> new Reply(status, body));
    Instant begun = Instant.now();
    assertThatThrownBy(() -> users("key=id&tries=2&timeout=500ms").find("\"a\""))
        .isInstanceOf(Fault.class)
        .hasMessage("look-up docs did not answer for 1 key: " + why);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(18));
  }

  @Test
  void tellsHowManyKeysWereLeftWhenTheTimeWasUp() {
    dynamo.interfering((call, request) ->
        request.path("RequestItems").path("users").path("Keys").size() < 100
            ? new Reply(-1, "")
            : null);
    String[] keys = IntStream.range(0, 120).mapToObj(Integer::toString).toArray(String[]::new);
    Function invocation = users("key=id&timeout=10s").remaining(2000);
    assertThatThrownBy(() -> invocation.find(keys))
        .hasMessage("look-up docs did not answer for 120 keys: the time ran out, 20 keys left");
    Function bounded = users("key=id&timeout=10s&within=1s").remaining(30_000);
    assertThatThrownBy(() -> bounded.find(keys))
        .hasMessage("look-up docs did not answer for 120 keys: the time ran out, 20 keys left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dynamodb:users|does not name a key; write dynamodb:TABLE#key=ATTRIBUTE",
        "dynamodb:u#key=id|does not name a table; write dynamodb:TABLE, its name or its ARN",
        "dynamodb:my table#key=id|does not name a table; write dynamodb:TABLE, its name or its ARN",
        "dynamodb:users#key=id:X|has the option 'key' with the value 'id:X'; write ATTRIBUTE,"
            + " ATTRIBUTE:N for a number or ATTRIBUTE:B for binary",
        "dynamodb:users#key=id&sort=:N|has the option 'sort' with the value ':N'; write ATTRIBUTE,"
            + " ATTRIBUTE:N for a number or ATTRIBUTE:B for binary",
        "dynamodb:users#key=id&project=a,,b|has the option 'project' with the value 'a,,b'; write"
            + " attributes with commas between, such as name,address.city",
        "dynamodb:users#key=id&project=a,b.c,b|has the option 'project' with the value 'a,b.c,b';"
            + " DynamoDB does not take b.c and b together; leave one out",
        "dynamodb:users#key=id&project=id.x|has the option 'project' with the value 'id.x';"
            + " DynamoDB does not take id.x and id together; leave one out",
        "dynamodb:users#key=id&project=a[0],a.b|has the option 'project' with the value"
            + " 'a[0],a.b'; DynamoDB does not take a[0] and a.b together; leave one out",
        "dynamodb:users#key=id&project=a[b]|has the option 'project' with the value 'a[b]'; write"
            + " attributes with commas between, such as name,address.city",
        "dynamodb:users#key=id&consistent=yes|has the option 'consistent' with the value 'yes';"
            + " write true or false",
        "dynamodb:users#key=id&keys=2|has the option 'keys'; the options of dynamodb: are cache,"
            + " cache-keys, consistent, key, miss, parallel, project, sort, timeout, tries, within"
      })
  void refusesAnAddressByName(String uri, String why) {
    assertThatThrownBy(() -> users("").docs(uri).started())
        .isInstanceOf(Fault.class)
        .hasMessage("environment variable LOOKUP_DOCS: " + why);
  }

  @Test
  void refusesAnEndPointThatIsNone() {
    assertThatThrownBy(
            () -> users("key=id").set("AWS_ENDPOINT_URL_DYNAMODB", "localhost").started())
        .hasMessage(
            "environment variable AWS_ENDPOINT_URL_DYNAMODB: is 'localhost'; write http://HOST:PORT"
                + " or https://HOST");
  }

  @Test
  void needsARegion() {
    assertThatThrownBy(() -> users("key=id").set("AWS_REGION", "eu central").started())
        .hasMessage(
            "environment variable AWS_REGION: is 'eu central'; set it to a region such as"
                + " eu-central-1");
  }

  @Test
  void takesNoEndPointThatIsToBeIgnored() {
    Function function =
        users("key=id&tries=1&timeout=5s")
            .set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
            .set("AWS_REGION", "no-such-region");
    assertThatThrownBy(() -> function.find("\"a\""))
        .hasMessageStartingWith("look-up docs did not answer for 1 key: ");
    assertThat(dynamo.requests).isEmpty();
  }

  @Test
  void takesTheCredentialsOfSnapStart() {
    user("a", "{}");
    try (Server credentials =
        new Server((request, body) ->
            new Reply(200, "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}"))) {
      Function function =
          users("key=id")
              .set("AWS_ACCESS_KEY_ID", "")
              .set("AWS_PROFILE", "none")
              .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.at() + "/c");
      assertThat(function.find("\"a\"")).isEqualTo("[{\"id\":\"a\"}]");
      assertThat(credentials.asked).containsExactly("/c");
    }
  }

  @Test
  void tellsThatTheCredentialsDidNotCome() {
    Function function =
        users("key=id&tries=2")
            .set("AWS_ACCESS_KEY_ID", "")
            .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/c");
    assertThatThrownBy(() -> function.find("\"a\""))
        .hasMessage(
            "look-up docs did not answer for 1 key: the credentials' address did not answer, 2"
                + " times; 1 key left");
    assertThat(dynamo.requests).isEmpty();
  }

  @Test
  void asksASecondServerOnTheSamePortAfterTheFirstHasGone() {
    user("a", "{}");
    EnrichmentHandler started = users("key=id&tries=1").started();
    assertThat(users("").find(started, "\"a\"")).isEqualTo("[{\"id\":\"a\"}]");
    dynamo.server.restart();
    assertThat(users("").find(started, "\"a\"")).isEqualTo("[{\"id\":\"a\"}]");
  }

  @Test
  void primesItsClientWithoutAService() throws Exception {
    users("key=id").started();
    SnapshotPriming.all();
    assertThat(dynamo.requests).isEmpty();
  }
}
