package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text from payloads reaches no terminal as a control, and begins a line outside of Standpipe. */
class HostileTextTest {
  @TempDir Path folder;

  private static final int[] HOSTILE = {
    0, 7, 8, 0xB, 0xD, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
    0x202E, 0x2066, 0x2069, 0x61C, 0xFEFF
  };

  /** All of them in one text, with line feeds behind which a CI runner would look for commands. */
  private static String hostile() {
    StringBuilder text = new StringBuilder("x\n::error::forged\n##[error]forged\n");
    IntStream.of(HOSTILE).forEach(c -> text.append((char) c));
    return text.append("[31m\r::warning::forged").toString();
  }

  static List<List<String>> commands() {
    return List.of(
        List.of("trace", "P", "B", "-t", "T"),
        List.of("trace", "P", "B", "-t", "T", "--json"),
        List.of("explain", "P", "B", "-t", "T"),
        List.of("explain", "P", "B", "-t", "T", "--json"),
        List.of("test", "-t", "T", "-f", "F"),
        List.of("test", "-t", "T", "-f", "F", "--github"),
        List.of("test", "-t", "T", "-f", "F", "--coverage"),
        List.of("run", "P", "-t", "T", "-f", "F"),
        List.of("list", "-t", "T"),
        List.of("check", "T"),
        List.of("check", "T", "--github"),
        List.of("import", "P", "B", "-t", "T", "--save", "S"),
        List.of("replay", "P", "B", "-t", "T"),
        List.of("trace", hostile(), "B", "-t", "T"),
        List.of("trace", "P", hostile(), "-t", "T"),
        List.of("trace", "P", "B", "-t", hostile()),
        List.of(hostile()),
        List.of("check", hostile()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void printsNoControlAndNoForgedLine(List<String> command) throws IOException {
    MadeProject project =
        MadeProject.in(folder, "{\"a\": .body.a, \"r\": if (.body.bad) error(.body.a) else 1}");
    Path body = folder.resolve("body.json");
    Files.writeString(body, Json.text(body()));
    ObjectNode record = Json.object();
    record.put("messageId", "m-1").put("body", Json.text(body()));
    project.write("fixtures/P/takes-it/1-source.json", "[" + Json.text(record) + "]");
    project.write("fixtures/P/takes-it/4-enriched.json", "[{\"a\": 1}]");
    String[] arguments =
        command.stream()
            .map(word ->
                switch (word) {
                  case "B" -> body.toString();
                  case "T" -> folder.resolve("pipes/template.yaml").toString();
                  case "F" -> folder.resolve("fixtures").toString();
                  case "S" -> folder.resolve("saved").toString();
                  default -> word;
                })
            .toArray(String[]::new);
    Said said = Said.by(arguments);
    hold(said.out(), command.contains("--github"));
    hold(said.err(), false);
  }

  private static JsonNode body() {
    ObjectNode body = Json.object();
    body.put("a", hostile()).put("bad", true);
    body.put(hostile(), hostile());
    body.putObject("deep").put(hostile(), 1);
    return body;
  }

  private static void hold(String printed, boolean github) {
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      boolean allowed = c == '\n' || c == '\t' || !Character.isISOControl(c);
      assertThat(allowed && IntStream.of(HOSTILE).noneMatch(h -> h == c))
          .as("U+%04X in %s", (int) c, printed)
          .isTrue();
    }
    printed
        .lines()
        .forEach(line -> {
          assertThat(line).doesNotContain("##[");
          if (!github || line.contains("forged") && !line.startsWith("::error file=")) {
            assertThat(line.strip()).doesNotStartWith("::");
          }
        });
  }

  @Test
  void escapesHalvesOfPairsAndKeepsPairs() {
    StringWriter written = new StringWriter();
    try (PrintWriter out = new PrintWriter(new SafeWriter(written))) {
      out.print("a\ud83d b\ude00 \ud83d\ude00\n  ::x a##[y");
    }
    assertThat(written).hasToString("a\\ud83d b\\ude00 \ud83d\ude00\n  \\u003a:x a\\u0023#[y");
  }

  @Test
  void passesOurOwnColoursAndCommands() {
    StringWriter written = new StringWriter();
    try (PrintWriter out = new PrintWriter(new SafeWriter(written))) {
      out.print(new Ink(true).good("good \u001b[31m"));
      out.print("\n" + SafeWriter.COMMAND + "::error file=a::b");
    }
    assertThat(written).hasToString("\u001b[32mgood \\u001b[31m\u001b[0m\n::error file=a::b");
  }
}
