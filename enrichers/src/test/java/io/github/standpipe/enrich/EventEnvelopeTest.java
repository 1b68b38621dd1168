package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventEnvelopeTest {
  private static final Enricher SAME =
      events -> events.stream().<Verdict>map(e -> new Verdict.Emit(List.of(e))).toList();
  private static final String EVENT = "{\"detail-type\":\"T\",\"detail\":{\"a\":1}}";
  private static final String S3 = "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{}}]}";
  private static final String S3_TEST =
      "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}";

  private static Layer layer(String envelope) {
    return new Layer(Path.of("")).quarantining().set("ENVELOPE", envelope);
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
        Arguments.of("sns", "{}", "its body is no SNS envelope, as ENVELOPE says"),
        Arguments.of("eventbridge", "[]", "its body is no EventBridge envelope, as ENVELOPE says"),
        Arguments.of("s3", "7", "its body is no S3 notification, as ENVELOPE says"),
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

  @Test
  void refusesAnEnvelopeThatIsNone() {
    assertThatThrownBy(() -> layer("sns,kafka").answer(SAME, "[]"))
        .hasMessage(
            "environment variable ENVELOPE: is 'sns,kafka'; write auto, body, sns, eventbridge or"
                + " s3, or several with commas");
  }
}
