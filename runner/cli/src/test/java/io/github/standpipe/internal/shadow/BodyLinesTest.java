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
    BodyLines lines = BodyLines.of(side);
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      ObjectNode event = Json.object();
      for (int member = random.nextInt(5); member > 0; member--) {
        event.put(text(random), text(random));
      }
      String line = " \t" + Json.text(event).replace("\":\"", "\" :\t\"") + "\r\n";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      ObjectNode message = BodyLines.message(bytes);

      assertThat(BodyLines.isBody(bytes)).isTrue();
      assertThat(Capture.of(Json.parse(bytes), line.strip()).records()).containsExactly(message);
      assertThat(new String(lines.request(bytes, BodyLines.digest()), StandardCharsets.UTF_8))
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

  @Test
  void leavesOtherFormatsAndBrokenLinesToOthers() {
    for (String line :
        List.of(
            "{\"messageId\": \"m\", \"body\": \"{}\"}",
            "{\"body\": {}}",
            "{\"Messages\": []}",
            "{\"Records\": []}",
            "{\"executionId\": \"e\", \"messageType\": \"t\"}",
            "{\"reason\": \"r\", \"stage\": \"s\", \"function\": \"f\", \"record\": {}}",
            "{\"events\": [{\"message\": \"m\"}]}",
            "{\"results\": [], \"status\": \"Complete\"}",
            "[{}]",
            "1",
            "\"text\"",
            "{\"a\": 1",
            "{\"a\": 1} x",
            "{\"a\": 1}{\"a\": 2}",
            "{\"a\": }",
            "")) {
      assertThat(BodyLines.isBody(line.getBytes(StandardCharsets.UTF_8))).as(line).isFalse();
    }
    byte[] malformed = "{\"a\": \"xx\"}".getBytes(StandardCharsets.UTF_8);
    malformed[7] = (byte) 0xC3;
    assertThat(BodyLines.isBody(malformed)).isFalse();
  }
}
