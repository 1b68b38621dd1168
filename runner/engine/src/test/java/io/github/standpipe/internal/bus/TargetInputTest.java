package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.event;
import static io.github.standpipe.internal.bus.Laying.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded behaviour of input paths and transformers, with our own inputs. */
class TargetInputTest {
  private static final String DETAIL =
      """
      {"to": "Oslo", "kg": 2.50, "none": null, "ok": true, "no": false, "box": {"w": "wide", "n": 1},
       "tags": ["RED", "BIG"], "quote": "a\\"b", "back": "a\\\\b", "line": "a\\nb", "empty": "",
       "a-b_c": "dashed", "lines": [{"sku": "s1"}, {"sku": "s2"}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.detail.box|{\"w\":\"wide\",\"n\":1}",
        "$.detail.to|\"Oslo\"",
        "$.detail.kg|2.50",
        "$.detail.ok|true",
        "$.detail.none|null",
        "$.detail.tags|[\"RED\",\"BIG\"]",
        "$.detail-type|\"Parcel Moved\"",
        "$.resources[0]|\"arn:aws:x:::parcel/7\"",
        "$.detail.lines[1].sku|\"s2\"",
        "$.detail.a-b_c|\"dashed\""
      })
  void anInputPathGivesJson(String path, String body) {
    assertThat(put("InputPath: " + path, DETAIL).bodies(QUEUE)).containsExactly(body);
  }

  @Test
  void theWholePathIsTheEvent() {
    assertThat(put("InputPath: $", DETAIL).bodies(QUEUE)).isEqualTo(put("", DETAIL).bodies(QUEUE));
  }

  @Test
  void anInputPathThatFindsNothingIsAnOpenQuestion() {
    assertThat(questions("InputPath: $.detail.from")).containsExactly("V9");
    assertThat(questions("InputPath: $.detail.lines[*].sku")).containsExactly("bus-path-every");
  }

  @Test
  void aConstantHoldsNothingOfTheEvent() {
    assertThat(put("Input: '{\"a\": [1, 2.0]}'", DETAIL).bodies(QUEUE))
        .containsExactly("{\"a\": [1, 2.0]}");
  }

  private static List<String> questions(String target) {
    BusTrace trace = put(target, DETAIL);
    assertThat(trace.messages()).isEmpty();
    return trace.warnings().stream().map(Warning::rule).toList();
  }

  private static String transformer(String path, String template) {
    return "InputTransformer:\n  InputPathsMap: {v: '"
        + path
        + "', x: $.detail.from}\n  InputTemplate: |-\n"
        + template.indent(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"k\": <v>}|$.detail.to|{\"k\":\"Oslo\"}",
        "{\"k\": \"<v>\"}|$.detail.to|{\"k\":\"Oslo\"}",
        "{\"k\":\"a/<v>/b/<v>\"}|$.detail.to|{\"k\":\"a/Oslo/b/Oslo\"}",
        "{\"k\": <v>}|$.detail.box|{\"k\":{\"w\":\"wide\",\"n\":1}}",
        "{\"k\": <v>}|$.detail.tags|{\"k\":[\"RED\",\"BIG\"]}",
        "{\"k\": <v>}|$.detail.ok|{\"k\":true}",
        "{\"k\": <v>}|$.detail.empty|{\"k\":\"\"}",
        "{\"k\": \"<v>\"}|$.detail.ok|{\"k\":\"true\"}",
        "{\"k\": <x>}|$.detail.to|{\"k\":\"\"}",
        "{\"k\": \"<x>\"}|$.detail.to|{\"k\":\"\"}",
        "{\"k\": \"a <x>\"}|$.detail.to|{\"k\":\"a \"}",
        "[<v>, {\"deep\": [<v>]}]|$.detail.to|[\"Oslo\",{\"deep\":[\"Oslo\"]}]",
        "\"to <v>\"|$.detail.to|\"to Oslo\"",
        "\"to <v>\"|$.detail.box|\"to {w:wide,n:1}\"",
        "\"to <v>\"|$.detail.tags|\"to [RED,BIG]\"",
        "\"to <v>\"|$.detail.ok|\"to true\"",
        "\"to <v>\"|$.detail.no|\"to false\"",
        "\"to <x>\"|$.detail.to|\"to \"",
        "\"{[/ <v> < 3\"|$.detail.to|\"{[/ Oslo < 3\"",
        "{\"rule\": <aws.events.rule-name>}|$.id|{\"rule\":\"parcels\"}",
        "{\"rule\": \"<aws.events.rule-arn>\"}|$.id|"
            + "{\"rule\":\"arn:aws:events:us-east-1:123456789012:rule/depot/parcels\"}",
        "{\"at\": <aws.events.event.ingestion-time>}|$.id|{\"at\":\"2026-05-06T07:08:09.123Z\"}"
      })
  void aTransformerGivesWhatWasRecorded(String template, String path, String body) {
    BusTrace trace = put(transformer(path, template), DETAIL);
    assertThat(trace.bodies(QUEUE)).containsExactly(body);
    assertThat(trace.warnings()).isEmpty();
  }

  @Test
  void linesInQuotesStayLinesInQuotes() {
    assertThat(put(transformer("$.detail.to", "\"to <v>\"\n\"from <x>\""), DETAIL).bodies(QUEUE))
        .containsExactly("\"to Oslo\"\n\"from \"");
  }

  @Test
  void theEventInATemplateLacksItsDetailAndSpellsItsTypeOtherwise() {
    assertThat(put(transformer("$.id", "{\"e\": <aws.events.event>}"), DETAIL).bodies(QUEUE))
        .containsExactly(
            "{\"e\":{\"id\":\"00000000-0000-4000-8000-000000000001\",\"account\":\"123456789012\","
                + "\"detailType\":\"Parcel Moved\",\"time\":\"2026-03-04T05:06:07Z\","
                + "\"source\":\"shop.parcels\",\"region\":\"us-east-1\","
                + "\"resources\":[\"arn:aws:x:::parcel/7\"],\"version\":\"0\"}}");
    assertThat(put(transformer("$.id", "{\"e\": <aws.events.event.json>}"), DETAIL).bodies(QUEUE))
        .containsExactly("{\"e\":" + event(DETAIL).json() + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"k\": \"<v>\"}|$.detail.box|<v> is an object in quotes; write it without quotes",
        "{\"k\": \"a/<v>\"}|$.detail.tags|<v> is an array in quotes; write it without quotes",
        "{\"k\": \"<aws.events.event>\"}|$.id|<aws.events.event> is an object in quotes; write it"
            + " without quotes",
        "{\"k\": <v> <v>}|$.detail.ok|the template does not produce JSON: unexpected character: was"
            + " expecting comma to separate Object entries"
      })
  void deliversNothingInSilence(String template, String path, String reason) {
    BusTrace trace = put(transformer(path, template), DETAIL);
    assertThat(trace.messages()).isEmpty();
    assertThat(trace.arrivals())
        .containsExactly(
            new Arrival.Undelivered(
                DeliveryFailure.atOnce("INVALID_JSON", reason), java.util.Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"k\": <v>}|$.detail.quote|V10",
        "{\"k\": \"<v>\"}|$.detail.back|V10",
        "\"<v>\"|$.detail.line|V10",
        "{\"k\": \"<v>\"}|$.detail.none|V10",
        "to <v>|$.detail.to|bus-template-bare",
        "<v>|$.detail.box|bus-template-bare",
        "\"<aws.events.event.json>\"|$.id|bus-template-reserved",
        "{\"k\": <v>}|$.detail.lines[*].sku|bus-path-every"
      })
  void stopsAtOpenQuestions(String template, String path, String rule) {
    assertThat(questions(transformer(path, template))).containsExactly(rule);
  }

  @Test
  void warnsOfNumbersAndNulls() {
    BusTrace number = put(transformer("$.detail.kg", "{\"k\": <v>, \"t\": \"<v>\"}"), DETAIL);
    assertThat(number.bodies(QUEUE)).containsExactly("{\"k\":2.50,\"t\":\"2.50\"}");
    assertThat(number.warnings()).extracting(Warning::rule).containsExactly("V10");
    BusTrace none = put(transformer("$.detail.none", "{\"k\": <v>}"), DETAIL);
    assertThat(none.bodies(QUEUE)).containsExactly("{\"k\":null}");
    assertThat(none.warnings()).extracting(Warning::rule).containsExactly("V10");
  }

  @Test
  void refusesWhatPutTargetsRefuses() {
    assertThatThrownBy(() -> put(transformer("$.id", "{\"k\": <w>}"), DETAIL))
        .hasMessageEndingWith(
            ": Parcels: InputTemplate for target inbox contains invalid placeholder w.");
    assertThatThrownBy(() -> put(transformer("$.id", "{\"k\": <aws.events.event.id>}"), DETAIL))
        .hasMessageEndingWith("contains invalid placeholder aws.events.event.id.");
    assertThatThrownBy(() -> put(transformer("$.id", "{\"a<v>\": 1}"), DETAIL))
        .hasMessageEndingWith("InputTemplate has <v> in a key; write placeholders as values only");
    assertThatThrownBy(() ->
            put("InputTransformer: {InputPathsMap: {a.b: $.id}, InputTemplate: '{}'}", DETAIL))
        .hasMessageEndingWith("InputPathsMap has a key 'a.b'; write letters, digits, _ and -");
  }
}
