package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
  @TempDir Path root;
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer =
        new Layer(root)
            .quarantining()
            .file("OrderPlaced.v1-v2.jslt", "{\"two\": true, * : .}")
            .file("OrderPlaced.v2-v3.jslt", "{\"three\": true, * : .}");
  }

  private String answer(String body) {
    return layer.answer(
        layer.transform("{\"two\": .two, \"three\": .three}"), batch(record("m", body)));
  }

  private static String order(String version) {
    return "{\"detail-type\":\"OrderPlaced\",\"detail\":{\"metadata\":{\"version\":"
        + version
        + "}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1\"|{\"two\":true,\"three\":true}",
        "1|{\"two\":true,\"three\":true}",
        "\"v1\"|{\"two\":true,\"three\":true}",
        "\"V1\"|{\"two\":true,\"three\":true}",
        "\" V1.2 \"|{\"two\":true,\"three\":true}",
        "\"1.7\"|{\"two\":true,\"three\":true}",
        "1.0|{\"two\":true,\"three\":true}",
        "1.5|{\"two\":true,\"three\":true}",
        "1e0|{\"two\":true,\"three\":true}",
        "20E-1|{\"three\":true}",
        "2|{\"three\":true}",
        "3|{}"
      })
  void bringsAnEventToTheNewestVersion(String version, String rich) {
    assertThat(answer(order(version))).isEqualTo("[" + rich + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "OrderPlaced.v1|{\"two\":true,\"three\":true}",
        "OrderPlaced.V1|{\"two\":true,\"three\":true}",
        "OrderPlaced.v1.7|{\"two\":true,\"three\":true}",
        "OrderPlaced.v2|{\"three\":true}",
        "OrderPlaced.v3|{}",
        "OrderPlaced.vNext|{}",
        "OrderPlacedv1|{}",
        "OrderMoved.v1|{}",
        "v1|{}"
      })
  void readsTheVersionOfTheDetailType(String type, String rich) {
    assertThat(answer("{\"detail-type\":\"" + type + "\",\"detail\":{}}"))
        .isEqualTo("[" + rich + "]");
    assertThat(answer("{\"type\":\"" + type + "\"}")).isEqualTo("[" + rich + "]");
  }

  @Test
  void takesTheVersionOfTheDetailTypeBeforeTheOneOfTheMetadata() {
    assertThat(answer(order("\"9\"").replace("OrderPlaced", "OrderPlaced.v2")))
        .isEqualTo("[{\"three\":true}]");
    assertThat(answer(order("\"1\"").replace("OrderPlaced", "OrderPlaced.v4"))).isEqualTo("[]");
    assertThat(layer.reasons())
        .containsExactly("m: its version is 4; files lead to version 3, but none starts from it");
  }

  @Test
  void takesAFileOfTheWholeTypeFirst() {
    layer.file("OrderPlaced.v1.v1-v2.jslt", "{\"three\": \"whole\", * : .}");
    assertThat(answer(order("1").replace("OrderPlaced", "OrderPlaced.v1")))
        .isEqualTo("[{\"three\":\"whole\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4|its version is 4",
        "0|its version is 0",
        "null|it has no version",
        "\"new\"|it has no version",
        "4.5|its version is 4",
        "1e400|it has no version",
        "-1.5|it has no version",
        "true|it has no version",
        "[1]|it has no version"
      })
  void quarantinesAVersionThatIsNotKnown(String version, String seen) {
    assertThat(answer(order(version))).isEqualTo("[]");
    assertThat(layer.reasons())
        .containsExactly("m: " + seen + "; files lead to version 3, but none starts from it");
    assertThat(layer.quarantined.getFirst().path("stage").asText()).isEqualTo("version");
  }

  @Test
  void givesAnUnknownVersionTheOutcomeThatTheEnvironmentNames() {
    assertThat(answerWith("accept")).isEqualTo("[{}]");
    assertThat(answerWith("drop")).isEqualTo("[]");
    layer.set("UNKNOWN_VERSION", "retry");
    assertThatThrownBy(() -> answer(order("4")))
        .hasMessage(
            "record 1 (m): its version is 4; files lead to version 3, but none starts from it");
    layer.set("UNKNOWN_VERSION", "guess");
    assertThatThrownBy(() -> answer(order("4")))
        .hasMessage(
            "environment variable UNKNOWN_VERSION: is 'guess';"
                + " write quarantine, drop, retry or accept");
    assertThat(layer.quarantined).isEmpty();
  }

  private String answerWith(String unknown) {
    layer.set("UNKNOWN_VERSION", unknown);
    return answer(order("4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail-type\":\"Other\",\"detail\":{\"metadata\":{\"version\":9}}}",
        "{\"metadata\":{\"version\":9}}",
        "[]",
        "null"
      })
  void leavesOtherEventsAlone(String body) {
    assertThat(answer(body)).isEqualTo("[{}]");
  }

  @Test
  void readsTheTypeAndVersionOfABodyThatIsTheEvent() {
    assertThat(answer("{\"type\":\"OrderPlaced\",\"metadata\":{\"version\":\"2\"}}"))
        .isEqualTo("[{\"three\":true}]");
  }

  @Test
  void bringsUpWhatTheTransformSees() {
    layer.set("ENVELOPE", "eventbridge");
    layer.file("OrderPlaced.v1-v2.jslt", "{\"two\": .metadata.version, * : .}");
    assertThat(answer(order("\"1\""))).isEqualTo("[{\"two\":\"1\",\"three\":true}]");
  }

  @Test
  void takesTheLongestStep() {
    layer.file("OrderPlaced.v1-v3.jslt", "{\"direct\": true}");
    assertThat(layer.answer(layer.transform("."), batch(record("m", order("1")))))
        .isEqualTo("[{\"direct\":true}]");
  }

  @Test
  void givesTheEventTheOutcomeOrTheFailureOfItsFile() {
    layer.file("OrderPlaced.v1-v2.jslt", "if (.detail.data) error(\"oh\") else drop(\"too old\")");
    assertThat(answer(order("1"))).isEqualTo("[]");
    layer.file("OrderPlaced.v1-v2.jslt", "null");
    assertThatThrownBy(() -> answer(order("1")))
        .hasMessage(
            "record 1 (m): "
                + root
                + "/OrderPlaced.v1-v2.jslt: gave null; give the event as an object");
  }

  @Test
  void refusesAtStartAFileThatCannotBeUsed() {
    layer.file("A.v2-v1.jslt", ".");
    assertThatThrownBy(() -> answer("{}"))
        .hasMessage(root + "/A.v2-v1.jslt: does not lead to a newer version; name it .vOLD-vNEW");
    layer.file("A.v1-v2.jslt", "{").file("A.v2-v1.jslt", ".");
    assertThatThrownBy(() -> answer("{}"))
        .hasMessage(root + "/A.v1-v2.jslt:1:1: ends where an expression is expected");
  }
}
