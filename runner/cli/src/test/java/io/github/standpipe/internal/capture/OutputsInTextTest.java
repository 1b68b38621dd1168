package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs of several calls in one file, and exports of Logs Insights. */
class OutputsInTextTest {

  private static String output(int id, String body) {
    var message = Json.object().put("MessageId", "m-" + id).put("Body", body);
    return Json.pretty(Json.object().set("Messages", Json.array().add(message)));
  }

  @Test
  void takesEachMessageOfEachOutput() {
    Random random = new Random(5);
    String brackets = "{}[]\"\\ ab\n";
    for (int run = 0; run < 500; run++) {
      StringBuilder text = new StringBuilder();
      int outputs = 2 + random.nextInt(6);
      for (int id = 0; id < outputs; id++) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < random.nextInt(20); i++) {
          body.append(brackets.charAt(random.nextInt(brackets.length())));
        }
        text.append(output(id, body.toString())).append(random.nextBoolean() ? "\n" : "");
      }
      Capture capture = Capture.read(text.toString(), "dump.json");
      assertThat(capture.messages()).hasSize(outputs);
      assertThat(capture.form()).isEqualTo("received messages");
    }
  }

  @Test
  void refusesAnOutputThatWasCutOff() {
    String text = output(1, "a") + output(2, "b").substring(0, 30);
    assertThatThrownBy(() -> Capture.read(text, "dump.json"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("dump.json: begins like the output of a tool, but is not JSON");
  }

  @Test
  void readsALogAsLogsInsightsExportsIt() {
    String line =
        "{\"executionId\":\"e\",\"messageType\":\"ExecutionStarted\",\"payload\":"
            + "\"[{\\\"messageId\\\":\\\"m-1\\\",\\\"body\\\":\\\"b\\\"}]\"}";
    var ofConsole = Json.array();
    ofConsole.addObject().put("@timestamp", "t").put("@message", line);
    var ofApi = Json.object();
    ofApi.putArray("results").addArray().addObject().put("field", "@message").put("value", line);

    for (String text : new String[] {Json.text(ofConsole), Json.pretty(ofApi)}) {
      Capture capture = Capture.read(text, "insights.json");
      assertThat(capture.form()).isEqualTo("a pipe's log");
      assertThat(capture.records().getFirst().get("messageId").asText()).isEqualTo("m-1");
    }
  }

  @Test
  void refusesAnExportOfAnotherLog() {
    assertThatThrownBy(() -> Capture.read("[{\"@message\": \"START\"}]", "insights.json"))
        .hasMessage(
            "insights.json: is an export of CloudWatch Logs Insights with lines that are not a"
                + " pipe's log; query the pipe's log group for @message");
  }

  @Test
  void readsWhatAQueryPicksAndPassesOverCallsThatReceivedNothing() {
    String one = "[{\"MessageId\": \"m-1\", \"Body\": \"a\"}]";
    String two = "[\n  {\"MessageId\": \"m-2\", \"Body\": \"b\"}\n]";
    Capture capture = Capture.read(one + "\nnull\n[]\n" + two + "\nnull\n", "dump.json");
    assertThat(capture.records())
        .extracting(r -> r.get("messageId").asText())
        .containsExactly("m-1", "m-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"results": [], "statistics": {}, "status": "Running"} | without a row; wait until the query is complete, or widen its time range
          {"results": [[{"field": "@ptr", "value": "x"}]]}       | with lines that are not a pipe's log; query the pipe's log group for @message
          [{"@timestamp": "t", "level": "INFO"}]                 | with lines that are not a pipe's log; query the pipe's log group for @message
          `@timestamp,@message\n2026,"{""a"": 1}"`               | as CSV; export it as JSON
          """)
  void refusesAnExportOfLogsInsightsByName(String text, String why) {
    assertThatThrownBy(() -> Capture.read(text.replace("\\n", "\n"), "x"))
        .hasMessage("x: is an export of CloudWatch Logs Insights " + why);
  }

  @Test
  void readsTheFieldsThatAQueryPicks() {
    var answer = Json.object().put("status", "Complete");
    var row = answer.putArray("results").addArray();
    row.addObject().put("field", "executionId").put("value", "e");
    row.addObject().put("field", "messageType").put("value", "ExecutionStarted");
    row.addObject()
        .put("field", "payload")
        .put("value", "[{\"messageId\":\"m-1\",\"body\":\"b\"}]");
    assertThat(Capture.read(Json.text(answer), "x").form()).isEqualTo("a pipe's log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\": [1, 2], \"status\": \"done\"}",
        "{\"results\": [], \"status\": \"done\", \"user\": \"u\"}",
        "[{\"@type\": \"Order\"}]",
        "Messages: none today",
        "dear @message, thanks"
      })
  void takesABodyThatOnlyLooksLikeOneForABody(String text) {
    assertThat(Capture.read(text, "x").form()).isEqualTo("message bodies");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Messages:\n- Body: a\n  MessageId: m\n",
        "MESSAGES\ta\tmd5\tm\th\n",
        "-----------------\n| ReceiveMessage |\n+---+\n"
      })
  void refusesWhatTheCliPrintsInAnotherForm(String text) {
    assertThatThrownBy(() -> Capture.read(text, "x"))
        .hasMessageEndingWith("print it with --output json");
  }
}
