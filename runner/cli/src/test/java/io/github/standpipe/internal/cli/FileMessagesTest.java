package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever shape messages are written in, each command reads the same messages. */
@Timeout(900)
class FileMessagesTest {
  private static final Path TEMPLATE =
      Path.of("runner/cli/src/test/cases/sends-the-lines-that-sqs-takes/template.yaml");
  private static final List<String> VALUES =
      List.of("a", "{", "}", "[", "\"", "\\", "line\nline", "ü", " ", "{\"in\": [1]}", "Body");

  @TempDir Path folder;

  /** Messages: each with its body and, of a record, a message attribute. */
  private static List<ObjectNode> messages(Random random, boolean records) {
    List<ObjectNode> messages = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ObjectNode event = Json.object().put("n", i);
      for (int field = 0; field < random.nextInt(4); field++) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        if (random.nextBoolean()) {
          event.put("f" + field, value);
        } else {
          event.putArray("f" + field).add(value).addObject().put(value, 1);
        }
      }
      ObjectNode message = Json.object();
      if (records) {
        message.put("messageId", "m-" + i);
      }
      message.put("body", Json.text(event));
      if (records && random.nextBoolean()) {
        message
            .putObject("messageAttributes")
            .putObject("tenant")
            .put("stringValue", "t-" + i)
            .put("dataType", "String");
      }
      messages.add(message);
    }
    return messages;
  }

  /** The same records in each shape that tools print, by its name. */
  private static Map<String, String> shapes(List<ObjectNode> records) {
    Map<String, String> shapes = new LinkedHashMap<>();
    ArrayNode array = Json.array().addAll(records);
    ArrayNode received = Json.array();
    records.forEach(record -> received.add(received(record)));
    shapes.put("an array", Json.text(array));
    shapes.put("an indented array", Json.pretty(array) + "\n");
    shapes.put("JSON Lines", lines(records, Json::text));
    shapes.put("JSON Lines with blanks", "\uFEFF\n" + lines(records, Json::text) + "\r\n\r\n");
    shapes.put("one after the other", lines(records, Json::pretty));
    shapes.put("a Lambda event", Json.pretty(Json.object().set("Records", array)));
    shapes.put("an output of the CLI", Json.pretty(Json.object().set("Messages", received)));
    shapes.put(
        "outputs of the CLI",
        StreamSupport.stream(received.spliterator(), false)
            .map(one -> Json.pretty(Json.object().set("Messages", Json.array().add(one))))
            .collect(Collectors.joining("\n")));
    shapes.put("messages of the SDK", lines(received, Json::text));
    shapes.put("a pipe's log", "2026-01-01T00:00:00Z pipe/1 " + Json.text(logged(array)) + "\n");
    shapes.put("envelopes", lines(records, record -> Json.text(envelope(record))));
    return shapes;
  }

  private static <T extends JsonNode> String lines(
      Iterable<T> values, Function<JsonNode, String> text) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(text)
        .collect(Collectors.joining("\n"));
  }

  private static ObjectNode received(ObjectNode record) {
    ObjectNode received = Json.object();
    received.set("MessageId", record.get("messageId"));
    received.set("Body", record.get("body"));
    record
        .path("messageAttributes")
        .properties()
        .forEach(attribute ->
            received
                .putObject("MessageAttributes")
                .putObject(attribute.getKey())
                .put("StringValue", attribute.getValue().path("stringValue").textValue())
                .put("DataType", "String"));
    return received;
  }

  private static ObjectNode logged(ArrayNode array) {
    return Json.object()
        .put("executionId", "e")
        .put("messageType", "ExecutionStarted")
        .put("payload", Json.text(array));
  }

  private static ObjectNode envelope(JsonNode record) {
    ObjectNode envelope = Json.object().put("reason", "r").put("stage", "enrich");
    return envelope.put("function", "f").set("record", record);
  }

  /** What a queue would be sent: body and message attributes. */
  private static String sent(Iterable<? extends JsonNode> records) {
    StringBuilder sent = new StringBuilder();
    for (JsonNode record : records) {
      JsonNode body = record.path("body");
      sent.append(body.isTextual() ? body.textValue() : Json.text(body));
      sent.append(record.path("messageAttributes").at("/tenant/stringValue").asText());
      sent.append('\n');
    }
    return sent.toString();
  }

  @Test
  void readsTheSameMessagesInEachShape() {
    Random random = new Random(6);
    for (int round = 0; round < 300; round++) {
      List<ObjectNode> records = messages(random, true);
      shapes(records)
          .forEach((shape, text) -> {
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            assertThat(sent(Capture.read(plain, "f").records())).as(shape).isEqualTo(sent(records));
          });
      List<ObjectNode> bodies = messages(random, false);
      String lines =
          bodies.stream().map(body -> body.get("body").asText()).collect(Collectors.joining("\n"));
      for (String text : List.of(lines, lines + "\n", "\n" + lines + "\r\n\n")) {
        assertThat(sent(Capture.read(text, "f").records())).isEqualTo(sent(bodies));
      }
    }
  }

  /** Trace, explain, import, replay and run: the same file is the same messages. */
  @Test
  void givesEachCommandTheSameMessages() throws IOException {
    Random random = new Random(61);
    List<ObjectNode> records = messages(random, true);
    while (records.size() < 3) {
      records = messages(random, true);
    }
    for (Map.Entry<String, String> shape : shapes(records).entrySet()) {
      Path file = Files.writeString(folder.resolve("messages.txt"), shape.getValue());
      Path saved = folder.resolve(shape.getKey().replace(' ', '-'));

      assertThat(sent(Json.parse(said("trace", file, "--json").out()).at("/stages/source")))
          .as("trace of " + shape.getKey())
          .isEqualTo(sent(records));
      JsonNode explained = Json.parse(said("explain", file, "--json").out()).get(0);
      assertThat(explained.path("takenAs").asText()).isNotEqualTo("one message body");
      said("import", file, "--as-is", "--save", saved.toString());
      assertThat(sent(Json.read(saved.resolve("1-source.json")))).isEqualTo(sent(records));
      assertThat(said("replay", file).lines().getFirst())
          .startsWith("ParcelPipe  " + records.size() + " messages from ");
      assertThat(run(file)).as("run of " + shape.getKey()).isEqualTo(sorted(records));
    }
  }

  private List<String> run(Path file, String... options) throws IOException {
    Path executions = Files.createTempDirectory(folder, "executions");
    String[] all =
        Stream.concat(
                Stream.of("--executions", executions.toString(), "--send", file.toString()),
                Stream.of(options))
            .toArray(String[]::new);
    said("run", null, all);
    List<JsonNode> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(executions)) {
      files.forEach(execution -> Json.read(execution).forEach(records::add));
    }
    return sorted(records);
  }

  private static List<String> sorted(List<? extends JsonNode> records) {
    return records.stream().map(record -> sent(List.of(record))).sorted().toList();
  }

  private static Said said(String command, @Nullable Path file, String... options) {
    List<String> all = new ArrayList<>(List.of(command, "ParcelPipe"));
    if (file != null) {
      all.add(file.toString());
    }
    all.addAll(List.of("-t", TEMPLATE.toString()));
    all.addAll(List.of(options));
    Said said = Said.by(all.toArray(String[]::new));
    assertThat(said.code()).as(command + ": " + said.err()).isZero();
    return said;
  }

  @Test
  void sendsAnIndentedEventAsOneMessage() throws IOException {
    String event = "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}";
    Path file = Files.writeString(folder.resolve("event.json"), event + "\n");

    assertThat(run(file)).containsExactly(event + "\n");
    assertThat(said("run", null, "--send", file.toString()).out())
        .contains(file + ", taken as one message body: 1 message sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"a\": 1,\n  \"b\": 2,\n}",
        "[\n  {\"a\": 1},\n  {\"a\": 2}\n",
        "source: shop\nkind: placed",
        "<order>\n  <id>1</id>\n</order>",
        "first line\nsecond line"
      })
  void asksBeforeItSendsWhatMayBePiecesOfOneMessage(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), text);

    assertThat(
            Said.by("run", "ParcelPipe", "-t", TEMPLATE.toString(), "--send", file.toString())
                .err())
        .isEqualTo(
            "standpipe: "
                + file
                + ": holds several lines that are not JSON, which may be messages or pieces of one;"
                + " pass --lines to send each line, or --whole to send the file as one message\n");
    assertThat(run(file, "--whole")).containsExactly(text.stripTrailing() + "\n");
    assertThat(run(file, "--lines"))
        .containsExactlyInAnyOrderElementsOf(text.lines().map(line -> line + "\n").toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"body\": \"a\"}|one record",
        "{\"body\": \"a\"} {\"body\": \"b\"}|2 records",
        "{\"a\": 1} {\"a\": 2}|2 message bodies",
        "[{\"body\": {\"a\": 1}}]|an array of records",
        "{\"messageId\": \"m\", \"order\": 1}|one message body",
        "{\"Messages\": [{\"MessageId\": \"m\", \"Body\": \"b\"}]}|received messages"
      })
  void saysWhatItTookAFileFor(String text, String form) {
    assertThat(Capture.read(text.replace("} {", "}\n{"), "f").describe()).isEqualTo(form);
  }

  /** One broken line among others is a body of its own, and not a reason to join all of them. */
  @Test
  void keepsTheLinesAroundABrokenOne() {
    String text = "{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n";

    assertThat(sent(Capture.read(text, "f").records()))
        .isEqualTo("{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n");
  }

  @Test
  void refusesAPieceOnStandardInput() {
    assertThat(Capture.line("{\"a\": [1]}", "in:1").describe()).isEqualTo("one message body");
    assertThatThrownBy(() -> Capture.line("{\"a\": [", "in:1"))
        .hasMessage(
            "in:1: begins a JSON value that continues after the line, and looks like a part of a"
                + " message; write one message per line, or pass --lines to send each line as it"
                + " is");
  }
}
