package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What an import advises to keep, and what it says of what was kept. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ImportAdviceTest {
  private static final String JSLT =
      """
      let customer = from-json(.body.json)
      {"gold": $customer.tier == "gold", "mine": .body.mail == "m0@byte.example",
       "name": $customer.name}
      """;

  @TempDir Path folder;

  /** Ten events, whose customers stand in a text as JSON. */
  private String events(String before) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      ObjectNode customer = Json.object().put("name", "Ada Byte" + (char) ('a' + i));
      String json =
          Json.text(customer.put("tier", "gold").put("mail", "ada" + i + "@byte.example"));
      ObjectNode event =
          Json.object().put("json", before + json).put("mail", "m" + i + "@byte.example");
      lines.append(Json.text(event)).append('\n');
    }
    return lines.toString();
  }

  private Said imported(String jslt, String text, String... more) {
    MadeProject project = MadeProject.in(folder, jslt).write("given.txt", text);
    List<String> all =
        new ArrayList<>(List.of("import", "P", folder.resolve("given.txt").toString()));
    all.addAll(List.of("-t", project.template().toString(), "--save", save().toString()));
    all.addAll(List.of(more));
    return Said.by(all.toArray(String[]::new));
  }

  private Path save() {
    return folder.resolve("fixtures/P/x");
  }

  private String saved() {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(save())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  @Test
  void looksIntoTextsThatAreJsonBehindABlank() {
    Said said = imported(JSLT.replace("m0@", "x@"), events(" \n"), "--seed", "4");

    assertThat(said.lines())
        .contains(
            "note: enriched: $[0].gold was true, and is false by redaction; to keep the outcome,"
                + " pass --keep json.tier");
    assertThat(said.err()).isEmpty();
    assertThat(saved()).doesNotContain("Ada", "byte.example").contains("\" \\n{");
  }

  @Test
  void saysThatWhatIsKeptLooksPersonalInOneLine() {
    Said said = imported(JSLT.replace("m0@", "x@"), events(" "), "--seed", "4", "--keep", "json");

    assertThat(said.lines())
        .containsSubsequence(
            "kept by --keep: json.mail, json.name, json.tier",
            "warning: kept values look personal: 10 e-mails at json.mail; 10 names at json.name");
  }

  @Test
  void advisesToKeepNothingThatLooksPersonal() {
    Said said = imported(JSLT, events(""), "--seed", "4", "--keep", "json.tier");

    assertThat(said.lines())
        .contains(
            "note: enriched: $[0].mine was true, and is false by redaction; the values at mail"
                + " decide the outcome and look personal: replace them in the message by invented"
                + " ones, then import it");
    assertThat(said.out() + said.err()).doesNotContain("--keep mail");
  }

  @Test
  void listsInJsonWhatIsKeptAndWhy() {
    Said said =
        imported(
            JSLT, events(""), "--seed", "4", "--keep", "json.tier", "--keep", "mail", "--json");

    assertThat(Started.json(said.out()).path("seed").asLong()).isEqualTo(4);
    assertThat(Started.json(said.out()).path("kept"))
        .hasToString(
            "[{\"path\":\"json.tier\",\"why\":\"by --keep\"},{\"path\":\"mail\",\"why\":\"by"
                + " --keep\"}]");
    assertThat(Started.json(said.out()).path("personal"))
        .hasToString("[{\"kind\":\"e-mail\",\"path\":\"mail\",\"values\":10}]");
  }

  @Test
  void repeatsWithTheSeedThatItPrints() throws IOException {
    Said first = imported(JSLT, events(""));
    String seed = first.lines().get(1).replaceFirst("seed: (\\d+); --seed \\1 .*", "$1");
    String source = Files.readString(save().resolve("1-source.json"));
    try (Stream<Path> files = Files.list(save())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    imported(JSLT, events(""), "--seed", seed);

    assertThat(seed).matches("\\d+");
    assertThat(Files.readString(save().resolve("1-source.json"))).isEqualTo(source);
  }

  @Test
  void saysNothingWhereNoValueDecides() {
    String message =
        """
        {"Messages": [{"MessageId": "m-1", "Body": "{\\"a\\": 1}", "MD5OfMessageAttributes": "x",
          "Attributes": {"SenderId": "AIDA", "SentTimestamp": "1", "ApproximateReceiveCount": "6",
            "ApproximateFirstReceiveTimestamp": "2", "AWSTraceHeader": "Root=1-2-3", "SequenceNumber": "18",
            "DeadLetterQueueSourceArn": "arn:aws:sqs:eu-west-1:123456789012:From"},
          "MessageAttributes": {"t": {"StringValue": "Ada", "DataType": "String", "StringListValues": []}}}]}
        """;
    Said said = imported("{\"keys\": size(.body)}", message);
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).doesNotContain("note", "kept").contains("the batch is delivered");
    assertThat(saved())
        .contains("\"arn:aws:sqs:eu-west-1:")
        .doesNotContain("123456789012", ":From", "Ada");
  }
}
