package io.github.standpipe.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentTest {
  private static Trace run(Enrichment.Function function) {
    Pipe pipe =
        Given.pipe(FilterCriteria.none(), Given.enrichment(null, function), Given.machine(null));
    return pipe.run(Stage.ENRICHMENT_INPUT, Given.items("[{\"a\":1}]"), Given.CLOCK);
  }

  private static String outcome(Enrichment.Function function) {
    return Given.outcome(run(function));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:events:eu-west-1:123456789012:api-destination/prices/0a1b",
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/live/GET/prices"
  })
  void callsOverHttpWithOneEvent(String arn) {
    Enrichment http = new Enrichment(arn, null, request -> request);
    Pipe pipe = Given.pipe(FilterCriteria.none(), http, Given.machine(null));
    assertThat(pipe.source().batchSize()).isEqualTo(1);
    assertThat(Given.outcome(pipe.run(Stage.ENRICHMENT_INPUT, Given.items("[1]"), Given.CLOCK)))
        .isEqualTo("[1]");
    assertThat(Given.outcome(pipe.run(Stage.ENRICHMENT_INPUT, Given.items("[1,2]"), Given.CLOCK)))
        .isEqualTo(
            "enriched: the batch has 2 items; an HTTP enrichment takes one at a time, so Pipes"
                + " collects no more");
    assertThat(
            Given.fault(() ->
                new Pipe(
                    "P",
                    Given.PIPE_ARN,
                    new Source(Given.QUEUE.arn(), 5, OptionalInt.empty()),
                    FilterCriteria.none(),
                    http,
                    Given.machine(null))))
        .isEqualTo(
            "BatchSize is 5, but the enrichment takes at most 1 at once; set BatchSize to 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"b\":1}]|[{\"b\":1}]",
        "[{\"b\":1},{\"b\":2},{\"b\":3}]|[{\"b\":1},{\"b\":2},{\"b\":3}]",
        " {\"b\" : 1.10} |[{\"b\":1.10}]",
        "[{}]|[{}]",
        "[1,\"x\",true,[2]]|[1,\"x\",true,[2]]",
        "[]|nothing left after enriched",
        "{}|nothing left after enriched",
        "\"\"|nothing left after enriched"
      })
  void takesAnAnswerAsABatch(String answer, String outcome) {
    assertThat(outcome(request -> answer.getBytes(UTF_8))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|null",
        "5|a number",
        "true|a boolean",
        "\"text\"|a bare string",
        "SECRET|text that is not JSON",
        "[1] 2|text that is not JSON",
        "``|nothing",
        "[{},null]|an array whose item 2 is null",
        "[\"\"]|an array whose item 1 is \"\"",
        "[{},{},[]]|an array whose item 3 is []"
      })
  void refusesAnAnswerThatAwsDoesNotDefine(String answer, String seen) {
    assertThat(outcome(request -> answer.getBytes(UTF_8)))
        .isEqualTo(
            "enriched: the enrichment answered "
                + seen
                + ", whose meaning AWS does not define; answer an array of objects, [] for none");
  }

  @Test
  @SuppressWarnings("NullAway")
  void takesNoBytesAtAllAsNothing() {
    Enrichment.Function none = request -> none();
    assertThat(outcome(none))
        .startsWith("enriched: the enrichment answered nothing, whose meaning");
  }

  @SuppressWarnings("NullAway")
  private static byte[] none() {
    return null;
  }

  @Test
  void warnsOfAPartialFailure() {
    Trace trace = run(request -> "{\"batchItemFailures\":[]}".getBytes(UTF_8));
    assertThat(Given.outcome(trace)).isEqualTo("[{\"batchItemFailures\":[]}]");
    assertThat(trace.warnings())
        .containsExactly(
            new Warning(
                "enrichment-no-partial-failure",
                "the enrichment answered batchItemFailures, which is an ordinary event to Pipes;"
                    + " an enrichment cannot return part of a batch"));
  }

  @Test
  void callsTheFunctionWithTheBatch() {
    assertThat(outcome(request -> ("[" + new String(request, UTF_8) + "]").getBytes(UTF_8)))
        .isEqualTo("[[{\"a\":1}]]");
  }

  @Test
  void givesTheFunctionBytesOfItsOwn() {
    Trace trace =
        run(request -> {
          Arrays.fill(request, (byte) 'x');
          return "[{}]".getBytes(UTF_8);
        });
    assertThat(trace.at(Stage.ENRICHMENT_INPUT).orElseThrow()).hasToString("[{\"a\":1}]");
  }

  @Test
  void returnsTheBatchForAnyKindOfException() {
    assertThat(
            outcome(request -> {
              throw new IOException("no route");
            }))
        .isEqualTo("enriched: the function threw IOException: no route");
    assertThat(
            outcome(request -> {
              throw new IllegalStateException();
            }))
        .isEqualTo("enriched: the function threw IllegalStateException");
    assertThat(
            outcome(request -> {
              throw new Fault("record 1: it is bad");
            }))
        .isEqualTo("enriched: record 1: it is bad");
    assertThat(
            outcome(request -> {
              throw new AssertionError("no");
            }))
        .isEqualTo("enriched: the function threw AssertionError: no");
    assertThat(
            outcome(request -> {
              throw new NoClassDefFoundError("com/x/Y");
            }))
        .isEqualTo("enriched: the function threw NoClassDefFoundError: com/x/Y");
    assertThat(
            outcome(request -> {
              throw new ExceptionInInitializerError(new IllegalStateException("no table"));
            }))
        .isEqualTo("enriched: the function threw IllegalStateException: no table");
    assertThat(outcome(EnrichmentTest::endless))
        .startsWith("enriched: the function threw StackOverflow");
  }

  private static byte[] endless(byte[] request) {
    return request.length > 0 ? endless(request) : request;
  }

  @Test
  void keepsAnInterruptForTheCaller() {
    assertThat(
            outcome(request -> {
              throw new InterruptedException("stop");
            }))
        .isEqualTo("enriched: the function threw InterruptedException: stop");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void takesAnAnswerOfExactlySixMegabytes() {
    assertThat(run(request -> answer(Enrichment.MAXIMUM_PAYLOAD)).at(Stage.ENRICHED)).isPresent();
    assertThat(outcome(request -> answer(Enrichment.MAXIMUM_PAYLOAD + 1)))
        .isEqualTo("enriched: the answer holds 6291457 bytes; Lambda returns at most 6291456");
  }

  private static byte[] answer(int size) {
    return ("[\"" + "x".repeat(size - 4) + "\"]").getBytes(UTF_8);
  }

  @Test
  void callsWithExactlySixMegabytes() {
    assertThat(call(Enrichment.MAXIMUM_PAYLOAD)).isEqualTo("nothing left after enriched");
    assertThat(call(Enrichment.MAXIMUM_PAYLOAD + 1))
        .isEqualTo("enriched: the call holds 6291457 bytes; Lambda accepts at most 6291456");
  }

  private static String call(int size) {
    Enrichment nothing = Given.enrichment(null, request -> "[]".getBytes(UTF_8));
    Pipe pipe = Given.pipe(FilterCriteria.none(), nothing, Given.machine(null));
    Payload batch = Given.items(new String(answer(size), UTF_8));
    assertThat(batch.size()).isEqualTo(size);
    return Given.outcome(pipe.run(Stage.ENRICHMENT_INPUT, batch, Given.CLOCK));
  }

  @Test
  void tellsOfAnAnswerThatNestsTooDeeply() {
    assertThat(outcome(request -> ("[" + "[".repeat(1000) + "]".repeat(1001)).getBytes(UTF_8)))
        .isEqualTo(
            "enriched: the enrichment's answer cannot be read: it nests deeper than 1000 levels");
  }

  @Test
  void tellsOfAnObjectThatCannotBeWrapped() {
    String deep = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    assertThat(outcome(request -> deep.getBytes(UTF_8)))
        .isEqualTo("enriched: a value cannot be written: it nests deeper than 1000 levels");
    String most = "{\"a\":".repeat(999) + "1" + "}".repeat(999);
    assertThat(outcome(request -> most.getBytes(UTF_8))).isEqualTo("[" + most + "]");
  }
}
