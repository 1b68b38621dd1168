package io.github.standpipe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.enrich.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of several lines is not sent in pieces. */
class WholeDocumentTest {
  @TempDir Path folder;

  private Optional<WholeDocument> read(String text) throws IOException {
    Path file = folder.resolve("messages");
    Files.writeString(file, text);
    return WholeDocument.of(new Input(file.toString()));
  }

  private List<String> bodies(String text) throws IOException {
    return read(text).orElseThrow().messages().stream()
        .map(message -> message.path("body").asText())
        .toList();
  }

  @Test
  void takesAnEventOverSeveralLinesForOneMessage() throws IOException {
    String event = "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}";
    assertThat(bodies("\n" + event + "\n")).containsExactly(event);
    assertThat(read(event).orElseThrow().form()).isEqualTo("one message body");
  }

  @Test
  void takesRecordsForMessagesWithTheirAttributes() throws IOException {
    String record =
        "{\"messageId\": \"m\", \"body\": \"{\\\"a\\\": 1}\", \"messageAttributes\": {\"t\":"
            + " {\"stringValue\": \"x\", \"dataType\": \"String\"}}}";
    for (String text :
        List.of(
            record + "\n" + record + "\n" + record,
            "[" + record + ",\n" + record + ",\n" + record + "]",
            "{\"Records\": [" + record + "," + record + "," + record + "]}")) {
      assertThat(bodies(text)).as(text).containsExactly("{\"a\": 1}", "{\"a\": 1}", "{\"a\": 1}");
      assertThat(Json.text(read(text).orElseThrow().messages().getFirst()))
          .contains("\"stringValue\":\"x\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1}\n{\"a\": 2}", "text\n{", "12\n13", "", "[1]\n[2]"})
  void leavesBodiesThatStandOneALine(String text) throws IOException {
    assertThat(read(text)).isEmpty();
  }
}
