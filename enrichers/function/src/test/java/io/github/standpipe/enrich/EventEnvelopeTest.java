package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEnvelopeTest {
  private static final Enricher SAME =
      Enricher.batch(
          events -> events.stream().<Verdict>map(e -> new Verdict.Emit(List.of(e))).toList());
  private static final String EVENT = "{\"detail-type\":\"T\",\"detail\":{\"a\":1}}";
  private static final String S3 = "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{}}]}";
  private static final String S3_TEST =
      "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}";

  @TempDir Path root;

  private Layer layer(String envelope) {
    return new Layer(root).quarantining().set("ENVELOPE", envelope);
  }

  private static String sns(String message) {
    return Json.text(
        Json.object()
            .put("Type", "Notification")
            .put("MessageId", "s")
            .put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:t")
            .put("Message", message));
  }

  @ParameterizedTest
  @MethodSource
  void findsTheEvent(String envelope, String body, String event) {
    Layer layer = layer(envelope);
    assertThat(layer.answer(SAME, batch(record("m", body)))).isEqualTo("[" + event + "]");
    assertThat(layer.reasons()).isEmpty();
  }

  static List<Arguments> findsTheEvent() {
    return List.of(
        Arguments.of("", "{\"a\":1}", "{\"a\":1}"),
        Arguments.of("auto", EVENT, EVENT),
        Arguments.of("auto", sns(EVENT), EVENT),
        Arguments.of("auto", S3, S3),
        Arguments.of("auto", S3_TEST, ""),
        Arguments.of("auto", "{\"Type\":\"Notification\"}", "{\"Type\":\"Notification\"}"),
        Arguments.of("body", sns("{}"), sns("{}")),
        Arguments.of("body", S3_TEST, S3_TEST),
        Arguments.of("sns", sns("{\"a\":1}"), "{\"a\":1}"),
        Arguments.of("EventBridge", EVENT, "{\"a\":1}"),
        Arguments.of("auto, eventbridge", sns(EVENT), "{\"a\":1}"),
        Arguments.of("sns,s3", sns(S3), "{\"eventSource\":\"aws:s3\",\"s3\":{}}"),
        Arguments.of("sns,s3", sns(S3_TEST), ""),
        Arguments.of("s3", S3_TEST, ""));
  }

  @ParameterizedTest
  @MethodSource
  void quarantinesABodyThatIsNotWhatItShouldBe(String envelope, String body, String reason) {
    Layer layer = layer(envelope);
    assertThat(layer.answer(SAME, batch(record("m", body)))).isEqualTo("[]");
    assertThat(layer.reasons()).containsExactly("m: " + reason);
    assertThat(layer.quarantined.getFirst().path("stage").asText()).isEqualTo("body");
  }

  static List<Arguments> quarantinesABodyThatIsNotWhatItShouldBe() {
    return List.of(
        Arguments.of("sns", "{}", "its body is not an SNS envelope, but ENVELOPE requires one"),
        Arguments.of(
            "eventbridge",
            "[]",
            "its body is not an EventBridge envelope, but ENVELOPE requires one"),
        Arguments.of("s3", "7", "its body is not an S3 notification, but ENVELOPE requires one"),
        Arguments.of(
            "s3",
            "{\"Records\":[{},{}]}",
            "its S3 notification holds 2 records; only one can be opened"),
        Arguments.of("auto", sns("SECRET"), "its SNS Message is not JSON: unrecognized token"),
        Arguments.of(
            "auto",
            sns("[".repeat(2000)),
            "its SNS Message cannot be read: it nests deeper than 1000 levels"));
  }

  private static final String TEXT = "{\"text\": ., \"body\": record().body, * : .}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "",
        " ",
        "{\"a\":1}",
        "[1, 2]",
        "7",
        "null",
        "\"quoted\"",
        "{",
        "\u00fc \"\\\n\t",
        "a;b;c",
        "<x/>",
        "2026-01-01T00:00:00Z"
      })
  void givesATextAsItIs(String body) {
    Layer layer = layer("text");
    assertThat(Layer.json(layer.answer(layer.transform(TEXT), batch(record("m", body)))))
        .isEqualTo(Layer.json("[" + Json.object().put("text", body).put("body", body) + "]"));
    Layer nested = layer("sns,text");
    assertThat(
            Layer.json(nested.answer(nested.transform(TEXT), batch(record("m", sns(body)))))
                .at("/0/text")
                .textValue())
        .isEqualTo(body);
    assertThat(layer.reasons()).isEmpty();
  }

  @Test
  void quarantinesATextWithItsRecord() {
    Layer layer = layer("text");
    assertThat(layer.answer(layer.transform("quarantine(\"odd\")"), batch(record("m", "a;b"))))
        .isEqualTo("[]");
    assertThat(layer.quarantined.getFirst().at("/record/body").textValue()).isEqualTo("a;b");
  }

  @Test
  void takesAnItemThatIsNoRecordForTheEventItself() {
    Layer layer = layer("text");
    assertThat(layer.answer(layer.transform("{\"text\": .}"), "[\"a;b\",{\"a\":1}]"))
        .isEqualTo("[{\"text\":\"a;b\"},{\"text\":{\"a\":1}}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text,sns", "eventbridge,text", "auto,text", "text,text", "sns,text,s3"})
  void refusesATextAroundSomethingElse(String envelope) {
    assertThatThrownBy(() -> layer(envelope).answer(SAME, "[]"))
        .hasMessage(
            "environment variable ENVELOPE: is '"
                + envelope
                + "'; text must be the innermost: write text or sns,text");
  }

  private static String notification(String key) {
    return "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\"b+c\"},"
        + "\"object\":{\"key\":"
        + Json.text(Json.array().add(key).get(0))
        + ",\"size\":1.10}}}]}";
  }

  /** By the encoding of S3 itself: each byte that is not plain, a plus for a blank. */
  @Test
  void decodesTheKeyOfAnS3NotificationToWhatTheObjectIsCalled() {
    Random random = new Random(14);
    String[] parts = {
      "a",
      "Z",
      "/",
      " ",
      "+",
      "%",
      "%20",
      "\u00fc",
      "\u65e5",
      "\ud83d\ude00",
      "&",
      "=",
      ".",
      "(",
      "*"
    };
    for (int run = 0; run < 500; run++) {
      StringBuilder key = new StringBuilder();
      for (int part = random.nextInt(12); part >= 0; part--) {
        key.append(parts[random.nextInt(parts.length)]);
      }
      String encoded = URLEncoder.encode(key.toString(), StandardCharsets.UTF_8);
      String event = layer("s3").answer(SAME, batch(record("m", notification(encoded))));
      assertThat(Layer.json(event))
          .isEqualTo(
              Layer.json("[" + Layer.json(notification(key.toString())).at("/Records/0") + "]"));
      Layer raw = layer("auto");
      String jslt = "{\"k\": url-decode(.Records[0].s3.object.key)}";
      assertThat(
              Layer.json(raw.answer(raw.transform(jslt), batch(record("m", notification(encoded)))))
                  .at("/0/k")
                  .textValue())
          .isEqualTo(key.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "%zz,%zz",
    "100%,100%",
    "'',''",
    "plain.json,plain.json",
    "red+flower.json,red flower.json"
  })
  void leavesAKeyThatWasNeverEncoded(String key, String decoded) {
    assertThat(layer("s3").answer(SAME, batch(record("m", notification(key)))))
        .contains("\"key\":\"" + decoded + "\"", "\"size\":1.10", "b+c");
  }

  @Test
  void decodesOnlyTexts() {
    Layer layer = layer("body");
    assertThat(
            layer.answer(
                layer.transform("{\"a\": 1, \"k\": url-decode(.k)}"), batch(record("m", "{}"))))
        .isEqualTo("[{\"a\":1}]");
    layer.quarantining();
    assertThatThrownBy(() ->
            layer.answer(
                layer.transform("{\"k\": url-decode(.k)}"), batch(record("m", "{\"k\":1}"))))
        .hasMessageContaining("url-decode() takes a string, not a number");
  }

  @Test
  void refusesAnEnvelopeThatIsNone() {
    assertThatThrownBy(() -> layer("sns,kafka").answer(SAME, "[]"))
        .hasMessage(
            "environment variable ENVELOPE: is 'sns,kafka'; write auto, body, text, sns,"
                + " eventbridge or s3, or several with commas");
  }
}
