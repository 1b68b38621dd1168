package io.github.standpipe.enrich;

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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the bodies to try a parser with has one outcome, and its neighbours have theirs. */
class BodyCasesTest {
  private static final Enricher WRAPS =
      Enricher.each(event -> Verdict.emit(Json.object().set("event", event)));

  private static Layer layer() {
    return new Layer(Path.of("")).quarantining().set("QUARANTINE_MAX_BYTES", "2000000");
  }

  static Stream<String> goOn() {
    return Stream.of(BodyCases.json(), BodyCases.read()).flatMap(List::stream);
  }

  static Stream<String> doNot() {
    return Stream.of(BodyCases.none(), BodyCases.unread()).flatMap(List::stream);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("goOn")
  void goesOnWithWhatIsJson(String body) {
    Layer layer = layer();
    JsonNode answer = Layer.json(layer.answer(WRAPS, batch(List.of("{}", body, "{}"))));
    assertThat(layer.quarantined).isEmpty();
    assertThat(answer).hasSize(3);
    assertThat(Json.text(answer.at("/1/event"))).isEqualTo(Json.text(Layer.json(body)));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("doNot")
  void quarantinesWhatIsNone(String body) {
    Layer layer = layer();
    String request = batch(List.of("{}", body, "{}"));
    assertThat(layer.answer(WRAPS, request)).isEqualTo("[{\"event\":{}},{\"event\":{}}]");
    assertThat(layer.reasons())
        .singleElement()
        .asString()
        .matches("m1: its body (is not JSON|cannot be read): [^\\r\\n]{1,140}");
    assertThat(layer.quarantined.getFirst().at("/record/body").textValue()).isEqualTo(body);
  }

  @Test
  void accountsForAllOfThemInOneBatch() {
    List<String> bodies = Stream.concat(goOn(), doNot()).toList();
    Layer layer = layer();
    assertThat(Layer.json(layer.answer(WRAPS, batch(bodies)))).hasSize((int) goOn().count());
    assertThat(layer.quarantined)
        .extracting(envelope -> envelope.at("/record/body").textValue())
        .containsExactlyElementsOf(doNot().toList());
  }

  private static String batch(List<String> bodies) {
    return Layer.batch(
        IntStream.range(0, bodies.size())
            .mapToObj(at -> record("m" + at, bodies.get(at)))
            .toArray(String[]::new));
  }

  @Test
  void holdThemAgainstTheGrammarAndAreAsManyAsThePublicSuitesHave() {
    assertThat(BodyCases.json()).hasSizeGreaterThan(150).allMatch(Rfc8259::isJson);
    assertThat(BodyCases.read()).hasSizeGreaterThan(35).allMatch(Rfc8259::isJson);
    assertThat(BodyCases.none())
        .hasSizeGreaterThan(300)
        .filteredOn(body -> body.length() < 10_000) // deeper ones end the stack
        .noneMatch(Rfc8259::isJson);
    assertThat(BodyCases.unread()).hasSizeGreaterThan(10);
  }

  /** What becomes of a body that was JSON when a character is lost, changed or put in. */
  @Test
  void judgesMutilatedBodiesAsTheGrammarDoes() {
    Random random = new Random(8259);
    List<String> seeds = BodyCases.json().stream().filter(seed -> seed.length() < 60).toList();
    List<String> bodies = new ArrayList<>();
    for (String seed : seeds) {
      for (int times = 0; times < 40; times++) {
        String body = mutilated(seed, random);
        if (UTF_8.newEncoder().canEncode(body)) { // half of a pair is in no message
          bodies.add(body);
        }
      }
    }
    List<String> json = bodies.stream().filter(Rfc8259::isJson).toList();
    List<String> none = bodies.stream().filter(body -> !Rfc8259.isJson(body)).toList();
    assertThat(json).hasSizeGreaterThan(1_000);
    assertThat(none).hasSizeGreaterThan(1_000);

    Layer layer = layer();
    assertThat(Layer.json(layer.answer(WRAPS, batch(bodies)))).hasSize(json.size());
    assertThat(layer.quarantined)
        .extracting(envelope -> envelope.at("/record/body").textValue())
        .containsExactlyElementsOf(none);
  }

  private static String mutilated(String text, Random random) {
    String marks = "[]{},:\"\\ \n\t019-+.eEuntf/'#\u0000\u00A0\uFEFFé";
    String mark = String.valueOf(marks.charAt(random.nextInt(marks.length())));
    int at = random.nextInt(text.length() + 1);
    int behind = Math.min(text.length(), at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(behind);
      case 2 -> text.substring(0, at) + mark + text.substring(behind);
      default -> text.substring(0, at) + mark + text.substring(at);
    };
  }

  private static byte[] request(byte[] bytes) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes("[{\"messageId\":\"m\",\"body\":\"\\\"".getBytes(UTF_8));
    request.writeBytes(bytes);
    request.writeBytes("\\\"\"}]".getBytes(UTF_8));
    return request.toByteArray();
  }

  @Test
  void refusesARequestWithBytesThatAreNoText() {
    EnrichmentHandler handler = new EnrichmentHandler(layer().environment(), WRAPS);
    for (byte[] bytes : BodyCases.noText()) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      InputStream request = new ByteArrayInputStream(request(bytes));
      assertThatThrownBy(() -> handler.handleRequest(request, answer, Silence.CONTEXT))
          .isInstanceOf(Fault.class)
          .hasMessageMatching("the request(:\\d+:\\d+)?: is not JSON: [^\\r\\n]{1,140}")
          .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
      assertThat(answer.size()).isZero();
    }
    assertThat(BodyCases.noText()).hasSizeGreaterThan(130);
  }

  /** Jackson reads them; no service writes them. */
  @Test
  void goesOnWithTextThatIsEncodedOddly() throws IOException {
    for (byte[] bytes : BodyCases.oddText()) {
      Layer layer = layer();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      new EnrichmentHandler(layer.environment(), WRAPS)
          .handleRequest(new ByteArrayInputStream(request(bytes)), answer, Silence.CONTEXT);
      assertThat(Layer.json(answer.toString(UTF_8)).at("/0/event").isTextual()).isTrue();
      assertThat(layer.quarantined).isEmpty();
    }
  }
}
