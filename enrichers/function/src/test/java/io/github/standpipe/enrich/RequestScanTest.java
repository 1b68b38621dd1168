package io.github.standpipe.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a request token by token gives the same as a tree of it. */
class RequestScanTest {
  private static final String[] PIECES = {
    "\"messageId\":\"m-%d\"",
    "\"body\":\"{\\\"n\\\": %d}\"",
    "\"body\":\"\\u00e9 \\ud83d\\ude00 日本 \\\\ %d\"",
    "\"attributes\":{\"ApproximateReceiveCount\":\"%d\",\"deep\":[[],{},[{\"a\":null}]]}",
    "\"messageAttributes\":{\"correlationId\":{\"stringValue\":\"c-%d\"}}",
    "\"messageAttributes\":{\"x\":{\"a\":[\"%d\"]},\"correlationId\":{\"stringValue\":[]}}",
    "\"messageAttributes\":{\"correlationId\":{\"stringValue\":\"a\",\"stringValue\":\"b%d\"}}",
    "\"messageAttributes\":{\"correlationId\":{\"stringValue\":\"a\"},\"correlationId\":\"%d\"}",
    "\"messageAttributes\":[\"%d\"]",
    "\"other\":[true,false,null,\"%d\"]",
    "\"body\":null,\"x%d\":{}",
    "\"messageId\":[\"%d\"]",
    "\"number\":%d",
    "\"messageAttributes\":{\"correlationId\":{\"stringValue\":\"a\",\"n\":%d}}",
    "\"messageAttributes\":{\"n\":{\"n\":[%d]},\"correlationId\":{\"stringValue\":\"a\"}}",
    "\"nested\":{\"number\":[%d.50]}"
  };

  private static void agree(byte[] request) throws IOException {
    Optional<List<RequestItem>> read = RequestScan.read(request);
    JsonNode tree = Json.parse(request);
    if (read.isEmpty()) {
      return;
    }
    assertThat(read.get()).hasSize(tree.size());
    for (int place = 0; place < tree.size(); place++) {
      RequestItem expected = RequestItem.of(tree.get(place));
      RequestItem given = read.get().get(place);
      assertThat(given.id()).isEqualTo(expected.id());
      assertThat(given.correlationId()).isEqualTo(expected.correlationId());
      assertThat(given.body().map(RequestScanTest::read))
          .isEqualTo(expected.body().map(RequestScanTest::read));
      assertThat(given.record().get()).isEqualTo(tree.get(place));
    }
  }

  /** What a body holds, or why it holds nothing. */
  private static Object read(EventBody body) {
    try {
      return body.json();
    } catch (JsonProcessingException e) {
      return Json.place(e) + Json.reason(e);
    }
  }

  private static String record(Random random, int pieces) {
    StringBuilder record = new StringBuilder("{\"messageId\":\"first\",\"body\":\"{}\"");
    for (int piece = 0; piece < random.nextInt(6); piece++) {
      record.append(",").append(PIECES[random.nextInt(pieces)].formatted(random.nextInt(9)));
    }
    return record.append(" }").toString();
  }

  @Test
  void agreesWithATreeOnRandomRequests() throws IOException {
    int plain = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      int pieces = seed % 2 == 0 ? 10 : PIECES.length;
      byte[] request =
          ("[" + record(random, pieces) + " ,\n" + record(random, pieces) + "]").getBytes(UTF_8);
      agree(request);
      plain += RequestScan.read(request).isPresent() ? 1 : 0;
    }
    assertThat(plain).isBetween(500, 999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
  void readsEveryEncodingOfJson(String encoding) throws IOException {
    byte[] request =
        "[{\"messageId\": \"é\", \"body\": \"日本 😀\"}]".getBytes(Charset.forName(encoding));
    assertThat(RequestScan.read(request)).isPresent();
    agree(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[{\"messageId\":\"m\",\"body\":\"{}\"}",
        "[{\"messageId\":\"m\",\"body\":\"{}\"}] 1",
        "[{\"messageId\":\"m\",\"body\":\"{}\"},]",
        "[{\"messageId\":\"m\",\"body\":\"{}\",\"x\":nul}]",
        "[{\"messageId\":\"m\",\"body\":\"{}\",\"x\":\"\t\"}]",
        "{\"Records\":[{\"messageId\":\"m\",\"body\":\"{}\"}]}",
        "[{\"messageId\":\"m\",\"body\":\"{}\"},7]",
        "[{\"messageId\":\"m\",\"body\":{}}]",
        "[{\"messageId\":7,\"body\":\"{}\"}]",
        "[{\"messageId\":\"m\",\"body\":\"{}\",\"x\":1e9999999999}]",
        "[{\"a\":1}]"
      })
  void leavesWhatIsNotAsSqsHasItToATree(String request) {
    assertThat(RequestScan.read(request.getBytes(UTF_8))).isEmpty();
  }
}
