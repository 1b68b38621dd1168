package io.github.standpipe.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyLinesTest {
  private static final String CHARACTERS = "aZ09 \"\\/\t\n\r\b\u0001\u007f\u2028é日\ud83d\ude00<&'";

  @TempDir Path folder;

  @Test
  void makesTheCallOfACompletedRecord() throws IOException {
    TwoPipes pipes = new TwoPipes(folder).was("", ".").is("", ".");
    ShadowSide side = pipes.setup(1).shadow(pipes.setup(1).documents(), List.of()).is();
    BodyLines.Calls calls = BodyLines.of(side).calls();
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      ObjectNode event = Json.object();
      for (int member = random.nextInt(5); member > 0; member--) {
        event.put(text(random), text(random));
      }
      String line = " \t" + Json.text(event).replace("\":\"", "\" :\t\"") + "\r\n";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      ObjectNode message = BodyLines.message(bytes);

      assertThat(Capture.of(Json.parse(bytes), line.strip()).records()).containsExactly(message);
      assertThat(calls.request(bytes))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(Json.text(Json.array().addAll(side.received(List.of(message)))));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      int at =
          CHARACTERS.offsetByCodePoints(
              0, random.nextInt(CHARACTERS.codePointCount(0, CHARACTERS.length())));
      text.appendCodePoint(CHARACTERS.codePointAt(at));
    }
    return text.toString();
  }

  private BodyLines.Calls calls() throws IOException {
    TwoPipes pipes = new TwoPipes(folder).was("", ".").is("", ".");
    return BodyLines.of(pipes.setup(1).shadow(pipes.setup(1).documents(), List.of()).is()).calls();
  }

  /** Lines that are nearly JSON: what is accepted here, the parser accepts too. */
  @Test
  void acceptsNothingThatTheParserDoesNotAccept() throws IOException {
    BodyLines.Calls calls = calls();
    List<String> seeds =
        List.of(
            "{\"a\": [1, -0.5, 10e2, true, false, null, \"\\u00e9\\n\\\"\\\\/\", {}], \"b\":"
                + " {\"c\": []}}",
            "{\"ü\": \"ß日\ud83d\ude00\u07ff\u0800\uffff\", \"n\": 0, \"m\": 120.05, \"k\": [[[]]]}",
            "{\"a\":{\"body\":1},\"Body\":2,\"reasons\":[\"\\ud800\"]}");
    byte[] odd = "{}[]\",:\\u019eE+-. \t\n\r\0\u001ftrufalsn".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    int accepted = 0;
    int rejected = 0;
    for (int round = 0; round < 60_000; round++) {
      byte[] line = seeds.get(round % seeds.size()).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(3); change > 0; change--) {
        int at = random.nextInt(line.length);
        line[at] =
            random.nextInt(4) == 0 ? (byte) random.nextInt(256) : odd[random.nextInt(odd.length)];
      }
      if (calls.request(line) == null) {
        rejected++;
      } else {
        accepted++;
        assertThat(Json.parse(line).isObject()).isTrue();
      }
    }
    assertThat(accepted).isGreaterThan(10_000);
    assertThat(rejected).isGreaterThan(10_000);
  }

  @Test
  void acceptsUsualEvents() throws IOException {
    BodyLines.Calls calls = calls();
    for (String line :
        List.of(
            "{}",
            " { } ",
            "{\"a\":-1.25,\"b\":[0,10,[]],\"c\":{\"body\":{}},\"d\":[true,false,null]}",
            "{\"München\": \"日本 \ud83d\ude00\", \"e\": \"\\u00fc\\t\\/\"}")) {
      assertThat(calls.request(line.getBytes(StandardCharsets.UTF_8))).as(line).isNotNull();
    }
  }

  @Test
  void leavesOtherFormatsAndBrokenLinesToOthers() throws IOException {
    BodyLines.Calls calls = calls();
    for (String line :
        List.of(
            "{\"messageId\": \"m\", \"body\": \"{}\"}",
            "{\"body\": {}}",
            "{\"Messages\": []}",
            "{\"Records\": []}",
            "{\"executionId\": \"e\", \"messageType\": \"t\"}",
            "{\"reason\": \"r\", \"stage\": \"s\", \"function\": \"f\", \"record\": {}}",
            "{\"events\": [{\"message\": \"m\"}]}",
            "{\"\\u0062ody\": 1}",
            "{\"a\": 01}",
            "{\"a\": \"\t\"}",
            "{\"results\": [], \"status\": \"Complete\"}",
            "[{}]",
            "1",
            "\"text\"",
            "{\"a\": 1",
            "{\"a\": 1} x",
            "{\"a\": 1}{\"a\": 2}",
            "{\"a\": }",
            "")) {
      assertThat(calls.request(line.getBytes(StandardCharsets.UTF_8))).as(line).isNull();
    }
    byte[] malformed = "{\"a\": \"xx\"}".getBytes(StandardCharsets.UTF_8);
    malformed[7] = (byte) 0xC3;
    assertThat(calls.request(malformed)).isNull();
  }
}
