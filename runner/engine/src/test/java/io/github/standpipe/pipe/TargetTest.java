package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:labels";
  private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/depot";
  private static final String GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:journal:*";

  private static @Nullable InputTemplate text(@Nullable String template) {
    return template == null ? null : InputTemplate.parseText(template, "t.yaml:9");
  }

  private static Target.OfQueue queue(Map<String, String> parameters, @Nullable String template) {
    return new Target.OfQueue(QUEUE, parameters, text(template));
  }

  private static Pipe to(Target target) {
    return new Pipe("LabelPipe", Given.PIPE_ARN, Given.QUEUE, FilterCriteria.none(), null, target);
  }

  private static Pipe behind(Target target, Enrichment.Function function) {
    return new Pipe(
        "LabelPipe",
        Given.PIPE_ARN,
        Given.QUEUE,
        FilterCriteria.none(),
        Given.enrichment(null, function),
        target);
  }

  private static String sent(Pipe pipe, String... bodies) {
    Trace trace = pipe.run(Given.records(bodies), Given.CLOCK);
    return trace.outcome() instanceof Outcome.Returned(Stage at, String cause)
        ? at + ": " + cause
        : pipe.entries(trace, Given.CLOCK).stream()
            .map(entry -> Json.text(entry.json()))
            .toList()
            .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<$.body> | ash | ash",
        "<$.body> | {\"a\": [\"b\", 1]} | {a: [b, 1]}",
        "<$.body.n> | {\"n\": 4.50} | 4.50",
        "<$.body.n> | {\"n\": \"say \\\"x\\\"\"} | say \"x\"",
        "Parcel <$.body.n>: <aws.pipes.pipe-name> | {\"n\": true} | Parcel true: LabelPipe",
        "{\"n\": <$.body.n>} | {\"n\": \"a\"} | {\"n\":\"a\"}",
        "\"quoted <$.body.n>\" | {\"n\": 1} | \"quoted 1\"",
        "no placeholder | x | no placeholder"
      })
  void aQueueReceivesTheTextOfEachTemplate(String template, String body, String message) {
    Pipe pipe = to(queue(Map.of(), template));
    Trace trace = pipe.run(Given.records(body), Given.CLOCK);
    List<Target.Entry> entries = pipe.entries(trace, Given.CLOCK);
    assertThat(entries)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.json().path("MessageBody").asText()).isEqualTo(message);
          assertThat(entry.messageId()).isEqualTo(SourceRecord.id(1));
        });
  }

  @Test
  void aQueueReceivesTheRecordItselfWithoutATemplate() {
    JsonNode body = Json.array().addAll(Given.records("ash").items()).get(0);
    assertThat(sent(to(queue(Map.of(), null)), "ash"))
        .isEqualTo("[" + Json.text(Json.object().put("MessageBody", Json.text(body))) + "]");
  }

  @Test
  void warnsThatJsonLosesItsQuotesInAText() {
    Trace trace = to(queue(Map.of(), "<$.body>")).run(Given.records("{\"a\": 1}"), Given.CLOCK);
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("template-bare-json");
  }

  @Test
  void warnsOfAnEventThatIsAText() {
    Pipe pipe =
        behind(queue(Map.of(), null), request -> "[\"ash\"]".getBytes(StandardCharsets.UTF_8));
    Trace trace = pipe.run(Given.records("x"), Given.CLOCK);
    assertThat(trace.warnings()).extracting(Warning::rule).containsExactly("target-text-event");
    assertThat(sent(pipe, "x")).isEqualTo("[{\"MessageBody\":\"ash\"}]");
  }

  @Test
  void parametersReadTheEventBeforeTheTemplate() {
    Map<String, String> parameters =
        Map.of("MessageGroupId", "$.body.street", "MessageDeduplicationId", "$.messageId");
    assertThat(sent(to(queue(parameters, "<$.body.id>")), "{\"street\": \"elm\", \"id\": \"P-1\"}"))
        .isEqualTo(
            "[{\"MessageBody\":\"P-1\",\"MessageDeduplicationId\":\"%s\",\"MessageGroupId\":\"elm\"}]"
                .formatted(SourceRecord.id(1)));
  }

  @Test
  void parametersReadTheAnswerOfAnEnrichment() {
    Pipe pipe =
        behind(
            queue(Map.of("MessageGroupId", "$.street"), "<$.id>"),
            request ->
                "[{\"id\": 1, \"street\": \"ash\"}, {\"id\": 2, \"street\": \"elm\"}]"
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(sent(pipe, "{}"))
        .isEqualTo(
            "[{\"MessageBody\":\"1\",\"MessageGroupId\":\"ash\"},"
                + " {\"MessageBody\":\"2\",\"MessageGroupId\":\"elm\"}]");
  }

  @Test
  void aPathThatFindsNothingReturnsTheBatch() {
    assertThat(sent(to(queue(Map.of("MessageGroupId", "$.body.street"), null)), "{}"))
        .isEqualTo(
            "target-input: there is nothing at <$.body.street>, and what AWS writes in that case is"
                + " unsettled; send the field or remove the placeholder");
    assertThat(sent(to(queue(Map.of("MessageGroupId", "$.body.a"), null)), "{\"a\": {\"b\": 1}}"))
        .startsWith("target-input: MessageGroupId: there is an object at <$.body.a>");
  }

  @Test
  void refusesAPathOutsideTheGrammarAndAConstantTime() {
    assertThat(Given.fault(() -> queue(Map.of("MessageGroupId", "$.body['a']"), null)))
        .isEqualTo(
            "MessageGroupId is '$.body['a']'; a path is $.key, with letters, digits, -, _ and /,"
                + " and [n] or [*]");
    assertThat(
            Given.fault(() -> new Target.OfBus(BUS, Map.of("Time", "2026-01-01"), List.of(), null)))
        .isEqualTo("Time is '2026-01-01'; Pipes accepts only a path, such as $.body.time");
  }

  @Test
  void aBusReceivesDetailsWithWhatPipesWrites() {
    Target bus = new Target.OfBus(BUS, Map.of(), List.of(), text("{\"a\": <$.body.a>}"));
    assertThat(sent(to(bus), "{\"a\": 1}"))
        .isEqualTo(
            "[{\"Detail\":\"{\\\"a\\\":1}\",\"Source\":\"Pipe"
                + " LabelPipe\",\"DetailType\":\"Event from aws:sqs\"}]");
  }

  @Test
  void aBusReceivesSourceDetailTypeTimeAndResources() {
    Target bus =
        new Target.OfBus(
            BUS,
            Map.of("Source", "parcels", "DetailType", "$.body.kind", "Time", "$.body.at"),
            List.of("arn:aws:s3:::b", "$.eventSourceARN"),
            text("{\"a\": 1}"));
    assertThat(sent(to(bus), "{\"kind\": \"Weighed\", \"at\": \"2026-03-04T05:06:07Z\"}"))
        .isEqualTo(
            "[{\"Detail\":\"{\\\"a\\\":1}\",\"Source\":\"parcels\",\"DetailType\":\"Weighed\","
                + "\"Time\":\"2026-03-04T05:06:07Z\","
                + "\"Resources\":[\"arn:aws:s3:::b\",\""
                + Given.QUEUE.arn()
                + "\"]}]");
  }

  @Test
  void aLogGroupReceivesMessagesAndTheNameOfTheStreamIsNeverAPath() {
    Target group =
        new Target.OfLogGroup(
            GROUP,
            Map.of("LogStreamName", "$.body", "Timestamp", "$.attributes.SentTimestamp"),
            text("<$.body>"));
    assertThat(sent(to(group), "ash"))
        .isEqualTo(
            "[{\"message\":\"ash\",\"LogStreamName\":\"$.body\",\"Timestamp\":\"%d\"}]"
                .formatted(Given.CLOCK.millis()));
  }

  @Test
  void doesNotCallTheTargetWithMoreItemsThanItTakes() {
    Pipe pipe =
        behind(
            queue(Map.of(), null),
            request -> ("[" + "{\"a\":1},".repeat(10) + "{}]").getBytes(StandardCharsets.UTF_8));
    assertThat(sent(pipe, "x"))
        .isEqualTo(
            "target-input: the batch has 11 items; an SQS queue takes at most 10 at once, so Pipes"
                + " does not call it; answer fewer events");
  }

  @Test
  void refusesABatchSizeThatTheTargetDoesNotTake() {
    Source large = new Source(Given.QUEUE.arn(), 50, OptionalInt.of(1));
    assertThat(
            Given.fault(() ->
                new Pipe(
                    "LabelPipe",
                    Given.PIPE_ARN,
                    large,
                    FilterCriteria.none(),
                    null,
                    queue(Map.of(), null))))
        .isEqualTo("BatchSize is 50, but the target takes at most 10 at once; set BatchSize to 10");
  }

  @Test
  void boundsTheCallOfAFunctionByHowItIsCalled() {
    String arn = "arn:aws:lambda:eu-west-1:123456789012:function:archive";
    String large = "x".repeat(Target.OfFunction.MAXIMUM_EVENT);
    Pipe waits = to(new Target.OfFunction(arn, Target.InvocationType.REQUEST_RESPONSE, null));
    Pipe starts = to(new Target.OfFunction(arn, Target.InvocationType.FIRE_AND_FORGET, null));
    assertThat(waits.run(Given.records(large), Given.CLOCK).outcome())
        .isEqualTo(new Outcome.Delivered());
    assertThat(starts.run(Given.records(large), Given.CLOCK).outcome())
        .isInstanceOfSatisfying(
            Outcome.Returned.class,
            returned -> assertThat(returned.cause()).contains("; Lambda accepts at most 1048576;"));
  }

  @Test
  void aMachineThatEnrichesHasTheLimitOfStepFunctions() {
    Enrichment machine =
        new Enrichment(Given.MACHINE_ARN, null, request -> "x".getBytes(StandardCharsets.UTF_8));
    Pipe pipe = Given.pipe(FilterCriteria.none(), machine, Given.machine(null));
    assertThat(pipe.run(Given.records("x".repeat(Target.OfMachine.MAXIMUM_INPUT)), Given.CLOCK))
        .extracting(Given::outcome)
        .asString()
        .contains("; Step Functions accepts at most 262144");
  }
}
