package io.github.standpipe.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PipeTest {
  private static final FilterCriteria PLACED = Given.filter("{\"body\":{\"s\":[\"placed\"]}}");
  private static final String[] BODIES = {"{\"s\":\"placed\"}", "{\"s\":\"paid\"}", "text"};
  private static final String ID = "00000000-0000-4000-8000-00000000000";

  private static Pipe pipe(Enrichment.Function function) {
    return Given.pipe(
        PLACED,
        Given.enrichment("{\"b\": <$.body>, \"at\": <aws.pipes.event.ingestion-time>}", function),
        Given.machine("{\"order\": <$.b>}"));
  }

  private static List<Trace.Record> records(Trace.Fate... fates) {
    List<Trace.Record> records = new ArrayList<>();
    for (Trace.Fate fate : fates) {
      records.add(new Trace.Record(ID + (records.size() + 1), fate));
    }
    return records;
  }

  @Test
  void deliversWhatTheFilterPasses() {
    Trace trace = pipe(request -> request).run(Given.records(BODIES), Given.CLOCK);
    assertThat(trace.outcome()).isEqualTo(new Outcome.Delivered());
    assertThat(trace.targetInput()).hasToString("[{\"order\": {\"s\":\"placed\"}}]");
    assertThat(trace.at(Stage.ENRICHMENT_INPUT).orElseThrow())
        .hasToString("[{\"b\": {\"s\":\"placed\"}, \"at\": \"2026-03-04T05:06:07.089Z\"}]");
    assertThat(trace.payloads().keySet()).containsExactly(Stage.values());
    assertThat(trace.records())
        .isEqualTo(records(Trace.Fate.DELIVERED, Trace.Fate.FILTERED, Trace.Fate.FILTERED));
  }

  @Test
  void handsOnTheBodyOfARecordAsItCame() {
    String body = " {\"s\" : \"placed\", \"n\":1.0 }";
    Pipe pipe = Given.pipe(PLACED, null, Given.machine(null));
    Trace trace = pipe.run(Given.records(body), Given.CLOCK);
    assertThat(trace.targetInput()).isEqualTo(Given.records(body));
  }

  @Test
  void discardsWhatTheFilterRejectsWithoutACall() {
    Pipe pipe =
        pipe(request -> {
          throw new AssertionError("called");
        });
    Trace trace = pipe.run(Given.records("text", "{}"), Given.CLOCK);
    assertThat(trace.outcome()).isEqualTo(new Outcome.Discarded(Stage.FILTERED));
    assertThat(trace.payloads().keySet()).containsExactly(Stage.SOURCE, Stage.FILTERED);
    assertThat(trace.records()).isEqualTo(records(Trace.Fate.FILTERED, Trace.Fate.FILTERED));
  }

  @Test
  void discardsWhatTheEnrichmentLeavesOut() {
    Trace trace = pipe(request -> "[]".getBytes(UTF_8)).run(Given.records(BODIES), Given.CLOCK);
    assertThat(trace.outcome()).isEqualTo(new Outcome.Discarded(Stage.ENRICHED));
    assertThat(trace.at(Stage.ENRICHED).orElseThrow()).hasToString("[]");
    assertThat(trace.records())
        .isEqualTo(records(Trace.Fate.DISCARDED, Trace.Fate.FILTERED, Trace.Fate.FILTERED));
  }

  @Test
  void returnsTheBatchOfAFailedStageWithThePayloadsSoFar() {
    Trace trace =
        pipe(
                request -> {
                  throw new IllegalStateException("down");
                })
            .run(Given.records(BODIES), Given.CLOCK);
    assertThat(trace.outcome())
        .isEqualTo(
            new Outcome.Returned(Stage.ENRICHED, "the function threw IllegalStateException: down"));
    assertThat(trace.payloads().keySet())
        .containsExactly(Stage.SOURCE, Stage.FILTERED, Stage.ENRICHMENT_INPUT);
    assertThat(trace.records())
        .isEqualTo(records(Trace.Fate.RETURNED, Trace.Fate.FILTERED, Trace.Fate.FILTERED));
  }

  @Test
  void discardsABatchOfNothing() {
    assertThat(pipe(request -> request).run(Given.records(), Given.CLOCK).outcome())
        .isEqualTo(new Outcome.Discarded(Stage.SOURCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FILTERED|[{\"messageId\":\"m\",\"body\":\"{}\"}]|[{\"order\": {}}]|1",
        "ENRICHMENT_INPUT|[{\"b\":1}]|[{\"order\": 1}]|0",
        "ENRICHED|[{\"b\":1},{\"b\":2}]|[{\"order\": 1},{\"order\": 2}]|0",
        "TARGET_INPUT|[{\"b\":1}]|[{\"b\":1}]|0",
        "ENRICHED|[]|nothing left after enriched|0"
      })
  void runsFromAnyStageOn(Stage from, String given, String outcome, int records) {
    Trace trace = pipe(request -> request).run(from, Given.items(given), Given.CLOCK);
    assertThat(Given.outcome(trace)).isEqualTo(outcome);
    assertThat(trace.records()).hasSize(records);
    assertThat(trace.payloads().keySet()).allMatch(stage -> stage.compareTo(from) >= 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENRICHMENT_INPUT", "ENRICHED"})
  void seesNothingAtTheStagesOfAnEnrichmentItLacks(Stage stage) {
    Pipe pipe = Given.pipe(PLACED, null, Given.machine(null));
    assertThat(pipe.stages()).containsExactly(Stage.SOURCE, Stage.FILTERED, Stage.TARGET_INPUT);
    assertThat(Given.fault(() -> pipe.run(stage, Given.items("[{}]"), Given.CLOCK)))
        .isEqualTo("OrderPipe has no enrichment, and therefore no stage " + stage);
  }

  @Test
  void tracesTheSameRunAlikeTwice() {
    Pipe pipe = pipe(request -> request);
    String[] bodies = {"{\"s\":\"placed\",\"s\":\"placed\"}", "7", "{\"s\":\"placed\"}"};
    Trace once = pipe.run(Given.records(bodies), Given.CLOCK);
    assertThat(once.warnings()).isNotEmpty();
    assertThat(pipe.run(Given.records(bodies), Given.CLOCK)).isEqualTo(once);
  }

  @Test
  void givesTheTargetAtMost262144Bytes() {
    Pipe pipe = Given.pipe(FilterCriteria.none(), null, Given.machine("{\"b\":<$.body>}"));
    String fits = "é".repeat((Target.OfMachine.MAXIMUM_INPUT - "[{\"b\":\"\"}]".length()) / 2);
    Trace most = pipe.run(Given.records(fits), Given.CLOCK);
    assertThat(most.targetInput().size()).isEqualTo(262_144);
    Trace tooMuch = pipe.run(Given.records(fits + "x"), Given.CLOCK);
    assertThat(tooMuch.outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT,
                "the execution input holds 262145 bytes; Step Functions accepts at most 262144;"
                    + " lower BatchSize or send less of each event"));
  }

  @Test
  void countsACharacterOutsideTheBasicPlaneAsItsFourBytes() {
    assertThat(Payload.of(List.of(Given.json("\"\uD83D\uDE00\""))).size()).isEqualTo(8);
  }

  @Test
  void returnsDeliveredRecordsWhenTheTargetRefuses() {
    Trace trace = pipe(request -> request).run(Given.records(BODIES), Given.CLOCK);
    Trace refused = trace.withRefusedTarget("throttled");
    assertThat(refused.outcome()).isEqualTo(new Outcome.Returned(Stage.TARGET_INPUT, "throttled"));
    assertThat(refused.records())
        .isEqualTo(records(Trace.Fate.RETURNED, Trace.Fate.FILTERED, Trace.Fate.FILTERED));
    assertThat(refused.payloads()).isEqualTo(trace.payloads());
    assertThat(Map.of("pipe", refused.pipe())).containsEntry("pipe", "OrderPipe");
  }

  @Test
  void hasNoTargetInputOfABatchThatWasNotDelivered() {
    Trace trace = pipe(request -> request).run(Given.records("text"), Given.CLOCK);
    assertThat(Given.fault(trace::targetInput)).isEqualTo("OrderPipe: the batch was not delivered");
  }

  @Test
  void refusesTheEnrichmentArnWithoutAnEnrichment() {
    Target.OfMachine target = Given.machine("{\"a\": <aws.pipes.enrichment-arn>}");
    assertThat(Given.fault(() -> Given.pipe(PLACED, null, target)))
        .isEqualTo("t.yaml:9: names <aws.pipes.enrichment-arn>, but the pipe has no enrichment");
  }

  @Test
  void gathersTheWarningsOfItsDefinition() {
    Pipe pipe =
        Given.pipe(
            Given.filter("{\"attributes\":{\"SenderId\":[\"x\"]}}"),
            Given.enrichment("{\"a\":\"1 < 2\"}", request -> request),
            Given.machine("{\"a\":\"<b>\"}"));
    assertThat(pipe.warnings().stream().map(Warning::rule))
        .containsExactly("U12", "template-less-than", "template-less-than");
  }

  @Test
  void refusesToWaitForAStandardMachine() {
    assertThat(Given.fault(() -> waiting(Target.MachineType.STANDARD)))
        .isEqualTo(
            "a STANDARD state machine cannot be called with REQUEST_RESPONSE, which is the default"
                + " of Pipes; set InvocationType to FIRE_AND_FORGET");
  }

  @Test
  void warnsThatAnExpressMachineMayReturnTheBatch() {
    Pipe pipe = Given.pipe(FilterCriteria.none(), null, waiting(Target.MachineType.EXPRESS));
    assertThat(pipe.warnings())
        .containsExactly(
            new Warning(
                "target-answer",
                "the pipe waits for its EXPRESS machine (REQUEST_RESPONSE), whose failure returns"
                    + " the batch; an execution that does not run locally counts as successful"));
  }

  private static Target.OfMachine waiting(Target.MachineType type) {
    return new Target.OfMachine("arn", type, Target.InvocationType.REQUEST_RESPONSE, null);
  }

  @Test
  void namesTheStagesAsFilesAreNamed() {
    assertThat(Stage.SOURCE.following())
        .hasToString("[filtered, enrichment-input, enriched, target-input]");
    assertThat(Stage.TARGET_INPUT.following()).isEmpty();
  }
}
