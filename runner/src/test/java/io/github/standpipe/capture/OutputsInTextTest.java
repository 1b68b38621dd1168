package io.github.standpipe.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
        .hasMessageStartingWith("dump.json: begins like what a tool printed, and is no JSON");
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
}
