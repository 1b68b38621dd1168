package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code bodies/} as the body of a record: {@code read/} is JSON, {@code refused/} is
 * not.
 */
class BodyFilesTest {
  private static final Path BODIES = Path.of("src/test/resources/bodies");
  private static final Enricher WRAPS =
      Enricher.batch(events ->
          events.stream()
              .<Verdict>map(event -> new Verdict.Emit(List.of(Json.object().set("event", event))))
              .toList());

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(BODIES.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  static List<Path> read() throws IOException {
    return files("read");
  }

  static List<Path> refused() throws IOException {
    return files("refused");
  }

  /** Those that are text at all: a body is, for it came as a string. */
  static List<Path> refusedTexts() throws IOException {
    return refused().stream().filter(BodyFilesTest::isText).toList();
  }

  static List<Path> noTexts() throws IOException {
    return refused().stream().filter(file -> !isText(file)).toList();
  }

  private static boolean isText(Path file) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Layer layer() {
    return new Layer(Path.of("")).quarantining();
  }

  @ParameterizedTest
  @MethodSource("read")
  void goesOnWithWhatIsJson(Path file) {
    String body = new String(bytes(file), UTF_8);
    Layer layer = layer();
    JsonNode answer =
        Layer.json(
            layer.answer(WRAPS, batch(record("a", "{}"), record("m", body), record("b", "{}"))));
    assertThat(answer).hasSize(3);
    assertThat(Json.text(answer.at("/1/event"))).isEqualTo(Json.text(Layer.json(body)));
    assertThat(layer.quarantined).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusedTexts")
  void quarantinesWhatIsNone(Path file) {
    String body = new String(bytes(file), UTF_8);
    Layer layer = layer();
    String request = batch(record("a", "{}"), record("m", body), record("b", "{}"));
    assertThat(layer.answer(WRAPS, request)).isEqualTo("[{\"event\":{}},{\"event\":{}}]");
    assertThat(layer.reasons())
        .singleElement()
        .asString()
        .matches("m: its body (is not JSON|cannot be read): [^\\r\\n]{1,140}");
    assertThat(layer.quarantined.getFirst().at("/record/body").textValue()).isEqualTo(body);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesARequestThatHoldsItAsItIs(Path file) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write("[{\"messageId\":\"m\",\"body\":".getBytes(UTF_8));
    request.write(bytes(file));
    request.write("}]".getBytes(UTF_8));
    EnrichmentHandler handler = new EnrichmentHandler(layer().environment(), WRAPS);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    assertThatThrownBy(() ->
            handler.handleRequest(
                new ByteArrayInputStream(request.toByteArray()), answer, Silence.CONTEXT))
        .isInstanceOf(Fault.class)
        .hasMessageMatching("the request(:\\d+:\\d+)?: is not JSON: [^\\r\\n]{1,140}")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(answer.size()).isZero();
  }

  @Test
  void accountsForAllOfThemInOneBatch() throws IOException {
    Layer layer = layer();
    List<Path> all = Stream.of(read(), refusedTexts()).flatMap(List::stream).toList();
    String[] records =
        all.stream()
            .map(file -> record(file.toString(), new String(bytes(file), UTF_8)))
            .toArray(String[]::new);
    assertThat(Layer.json(layer.answer(WRAPS, batch(records)))).hasSize(read().size());
    assertThat(layer.quarantined)
        .extracting(envelope -> envelope.path("messageId").asText())
        .containsExactlyElementsOf(refusedTexts().stream().map(Path::toString).toList());
    assertThat(noTexts()).hasSizeGreaterThan(5);
    assertThat(all).hasSizeGreaterThan(95);
  }
}
