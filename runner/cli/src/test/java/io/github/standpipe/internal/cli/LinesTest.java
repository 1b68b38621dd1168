package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --send}: what SQS takes of a file is sent, and nothing else. */
@Timeout(600)
class LinesTest {
  private static final Path TEMPLATE =
      Path.of("runner/cli/src/test/cases/sends-the-lines-that-sqs-takes/template.yaml");
  private static final String BAD =
      ": was not sent: its body holds a control character or half a surrogate pair, which SQS"
          + " rejects";

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("lines.txt");
  }

  private Said run(String text, String... options) throws IOException {
    Files.writeString(file, text);
    return Said.by(
        Stream.concat(
                Stream.of(
                    "run",
                    "ParcelPipe",
                    "-t",
                    TEMPLATE.toString(),
                    "--send",
                    file.toString(),
                    "--executions",
                    folder.resolve("executions").toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private List<String> executed() throws IOException {
    List<String> bodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("executions"))) {
      for (Path execution : files.toList()) {
        for (JsonNode record : Json.read(execution)) {
          bodies.add(record.path("body").textValue());
        }
      }
    }
    return bodies;
  }

  @Test
  void namesEachLineThatIsNotSentAndSendsTheOthers() throws IOException {
    Random random = new Random(8);
    List<String> good = new ArrayList<>();
    List<String> named = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= 2500; line++) {
      String body = "{\"n\": %d}".formatted(line);
      switch (random.nextInt(20)) {
        case 0 -> {
          named.add("problem: " + file + ":" + line + BAD);
          body = body.replace("n", "n\u0007");
        }
        case 1 -> body = "";
        default -> good.add(body);
      }
      text.append(body).append('\n');
    }

    Said said = run(text.toString());

    assertThat(said.lines().stream().filter(line -> line.startsWith("problem")).toList())
        .containsExactlyElementsOf(named);
    assertThat(executed()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void namesALineThatIsTooLarge() throws IOException {
    Said said = run("{\"n\": 1}\n{\"n\": \"" + "x".repeat(1_048_576) + "\"}\n{\"n\": 3}\n");

    assertThat(said.lines())
        .contains(
            "problem: "
                + file
                + ":2: was not sent: it holds 1048585 bytes; SQS accepts at most 1048576");
    assertThat(executed()).containsExactlyInAnyOrder("{\"n\": 1}", "{\"n\": 3}");
    assertThat(said.code()).isEqualTo(1);
  }
}
