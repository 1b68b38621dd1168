package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures in a case, quarantined records, and what becomes of a batch that returns. */
class FailuresTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Dead: {Type: AWS::SQS::Queue}
        Bad: {Type: AWS::SQS::Queue}
        From:
          Type: AWS::SQS::Queue
          Properties:
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
        To: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {}}}
        Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ../transforms}}
        Rich:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Layers: [!Ref Layer]
            Environment:
              Variables:
                TRANSFORM: x.jslt
                MAX_RECEIVES: 2
                QUARANTINE_QUEUE_URL: !Ref Bad
                LOOKUP_CUSTOMERS: dynamodb:Customers#key=id
                LOOKUP_RATES: https://rates.example.com/{key}#tries=2
                LOOKUP_COUNTRIES: file:countries.json
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt From.Arn
            SourceParameters:
              FilterCriteria: {Filters: [{Pattern: '{"body": {"n": [{"exists": true}]}}'}]}
            Enrichment: !GetAtt Rich.Arn
            Target: !Ref To
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;
  private static final String ONE = "[{\"messageId\": \"m1\", \"body\": {\"n\": 1}}]";
  private static final String JSLT =
      """
      if (.n == 13) error("it is poison")
      else if (.n == 14) quarantine("it is bad")
      else {
        "n": .n,
        "id": uuid(),
        "customer": lookup("customers", .c).name,
        "rate": lookup("rates", .r),
        "country": lookup("countries", .land)
      }
      """;

  @TempDir Path folder;
  private MadeProject project = new MadeProject(Path.of(""));

  @BeforeEach
  void make() {
    project =
        MadeProject.in(folder, JSLT)
            .write("pipes/template.yaml", TEMPLATE)
            .write("transforms/countries.json", "{}")
            .write("fixtures/P/lookups/customers.json", "{\"C\": {\"name\": \"Ada\"}}")
            .write("fixtures/P/lookups/rates.json", "{}")
            .with("1-source.json", ONE);
  }

  private List<String> test() {
    return project.test().lines();
  }

  private String failed(String file, String message) {
    return "        " + file + ": " + message;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lookups\": {\"customers\": \"times out\"}} | look-up customers did not answer for 1"
            + " key: the time ran out, 1 key left; last: no answer within 2 s",
        "{\"lookups\": {\"customers\": \"throttles\"}} | look-up customers did not answer for 1"
            + " key: ProvisionedThroughputExceededException, 5 times; 1 key left",
        "{\"lookups\": {\"rates\": \"throttles\"}} | look-up rates did not answer for 1 key:"
            + " HTTP 429, 2 times; 1 key left",
        "{\"enrichment\": \"throws\"} | the function threw IllegalStateException: as given.json"
            + " says",
        "{\"enrichment\": {\"answers\": null}} | the enrichment answered null, whose meaning AWS"
            + " does not define; answer an array of objects, [] for none",
        "{\"enrichment\": {\"answers\": 7}} | the enrichment answered a number, whose meaning AWS"
            + " does not define; answer an array of objects, [] for none",
        "{\"enrichment\": {\"answers-text\": \"<html>\"}} | the enrichment answered text that is"
            + " not JSON, whose meaning AWS does not define; answer an array of objects, [] for"
            + " none",
        "{\"enrichment\": {\"answers-text\": \"\"}} | the enrichment answered nothing, whose"
            + " meaning AWS does not define; answer an array of objects, [] for none",
        "{\"enrichment\": {\"answers-bytes\": 6291457}} | the answer holds 6291457 bytes; Lambda"
            + " returns at most 6291456"
      })
  void returnsTheBatchAsTheFailureItselfWould(String given, String error) {
    project
        .with(
            "1-source.json",
            "{\"messageId\": \"m1\", \"body\": {\"n\": 1, \"c\": \"C\", \"r\": 1}}")
        .with("given.json", given)
        .with("error.txt", "enriched: " + error);
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("given.json", "{}");
    assertThat(test())
        .contains(failed("error.txt", "expected 'enriched: " + error + "', but no stage failed"));
  }

  @Test
  void returnsABatchThatTheTargetRefusesAfterAllStages() {
    project
        .with("given.json", "{\"target\": \"refuses\"}")
        .with("4-enriched.json", "[{\"n\": 1, \"id\": \"00000000-0000-4000-8000-000000000001\"}]")
        .with(
            "error.txt",
            "target-input: StartExecution: AccessDeniedException: the pipe's role may not call it"
                + " on arn:aws:states:us-east-1:123456789012:stateMachine:To");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project
        .with("given.json", "{\"target\": {\"refuses\": \"StateMachineDeleting: gone\"}}")
        .with("error.txt", "target-input: StartExecution: StateMachineDeleting: gone");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void missesADocumentThatIsThere() {
    project
        .with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": 1, \"c\": \"C\"}}")
        .with("given.json", "{\"lookups\": {\"customers\": \"misses\"}}")
        .with("4-enriched.json", "[{\"n\": 1, \"id\": {\"$expect\": \"anything\"}}]");
    assertThat(test().getFirst()).isEqualTo("ok    P/x");
    project.with("given.json", "{\"lookups\": {\"customers\": null}}");
    assertThat(test())
        .contains(failed("4-enriched.json", "$[0].customer: expected nothing, was \"Ada\""));
  }

  @Test
  void letsTheEnrichmentAnswerWhatItIsGiven() {
    project
        .with("given.json", "{\"enrichment\": {\"answers\": [{\"a\": 1}, {}]}}")
        .with("5-target-input.json", "[{\"a\": 1}, {}]");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lookups\": \"throttles\"} | lookups is a string; write an object such as"
            + " {\"customers\": \"misses\"}",
        "{\"lookups\": {\"customers\": \"hangs\"}} | lookups.customers is \"hangs\"; write times"
            + " out, throttles or misses",
        "{\"enrichment\": \"fails\"} | enrichment is \"fails\"; write \"throws\", {\"answers\":"
            + " JSON}, {\"answers-text\": \"...\"} or {\"answers-bytes\": 6291457}",
        "{\"enrichment\": {\"says\": 1}} | enrichment has a key 'says'; write \"throws\","
            + " {\"answers\": JSON}, {\"answers-text\": \"...\"} or {\"answers-bytes\": 6291457}",
        "{\"enrichment\": {\"answers-text\": 1}} | enrichment.answers-text is a number; write a"
            + " string",
        "{\"enrichment\": {\"answers-bytes\": 9}} | enrichment.answers-bytes is 9; write a whole"
            + " number from 10 to 67108864",
        "{\"target\": \"times out\"} | target is \"times out\"; write \"throttles\", \"refuses\","
            + " {\"refuses\": \"...\"}, {\"answers\": JSON} or {\"fails\":"
            + " [\"message-1\"]}",
        "{\"receives\": 0} | receives is not a count; write a whole number from 1 to 1000"
      })
  void refusesWhatItDoesNotKnow(String given, String message) {
    project.with("given.json", given).with("error.txt", "x");
    assertThat(test())
        .contains(failed(folder.resolve("fixtures/P/x/given.json").toString(), message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lookups\": {\"costumers\": \"misses\"}} | the look-up costumers, which misses, was"
            + " not asked",
        "{\"lookups\": {\"countries\": \"misses\"}} | the look-up countries, which misses, was"
            + " not asked",
        "{\"enrichment\": \"throws\", \"target\": \"throttles\"} | the target, which throttles,"
            + " was not asked"
      })
  void failsACaseThatDoesNotMeetAFailure(String given, String message) {
    String unmet = "given.json: " + message + "; a failure that never occurs tests nothing";
    project.with("given.json", given).with("3-enrichment-input.json", ONE);
    assertThat(test()).contains("        " + unmet);
    Said said =
        Said.by("trace", "-t", project.template().toString(), "P", folder + "/fixtures/P/x");
    assertThat(said.err()).contains(unmet);
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void countsReceivesOfRecordsThatDoNotSayThemselves() {
    project
        .with("given.json", "{\"receives\": 2}")
        .with(
            "1-source.json",
            """
            [{"messageId": "m1", "body": {"n": 13}},
             {"messageId": "m2", "body": {"n": 13}, "attributes": {"ApproximateReceiveCount": "1"}}]
            """)
        .with("4-enriched.json", "[]")
        .with(
            "quarantined.json",
            """
            [{"$expect": {"atLeast": {"messageId": "m1", "receives": 2}}},
             {"$expect": {"atLeast": {"messageId": "m2", "receives": 1}}}]
            """);
    assertThat(test()).startsWith("ok    P/x").endsWith("1 passed, 0 failed; 2 places not exact");
  }

  @Test
  void returnsABatchWhoseRecordsWereNotReceivedOftenEnough() {
    project
        .with("given.json", "{\"receives\": 2}")
        .with(
            "1-source.json",
            """
            [{"messageId": "m2", "body": {"n": 13}, "attributes": {"ApproximateReceiveCount": "1"}}]
            """)
        .with("error.txt", "enriched: record 1 (m2): transforms/x.jslt:1:15: error: it is poison");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void refusesAReceiveCountWhereNoRecordsAreGiven() {
    MadeProject other =
        project
            .write("fixtures/P/y/4-enriched.json", "[{}]")
            .write("fixtures/P/y/5-target-input.json", "[{}]")
            .write("fixtures/P/y/given.json", "{\"receives\": 2}");
    assertThat(other.test("P/y").lines())
        .contains(
            failed(
                folder.resolve("fixtures/P/y/4-enriched.json").toString(),
                "holds no records, so receives has nothing to count; leave it out"));
  }

  @Test
  void failsACaseWhoseQuarantineIsNotExpected() {
    project.with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": 14}}");
    project.with("4-enriched.json", "[]");
    assertThat(test())
        .contains(
            failed(
                "quarantined.json",
                "expected nothing in quarantine, was m1: transforms/x.jslt: it is bad"));
    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            "        not accepted: records went to quarantine; if that is expected, write"
                + " quarantined.json");
  }

  @Test
  void fillsAFolderThatHoldsOnlyItsGivenFileWithItsQuarantineToo() {
    project.with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": 14}}");

    assertThat(project.test("--accept", "--yes").lines())
        .containsExactly(
            "new   P/x",
            "        accepted: 2-filtered.json, 3-enrichment-input.json, 4-enriched.json,"
                + " quarantined.json",
            "0 passed, 0 failed, 1 accepted");

    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    String filled = project.text("quarantined.json");
    assertThat(filled.lines()).startsWith("[", "  {").hasSizeGreaterThan(10);
    project.with("quarantined.json", "[]");
    project.test("--accept", "--yes");
    assertThat(project.text("quarantined.json")).isEqualTo(filled);
  }

  @Test
  void holdsEnvelopesAgainstWhatIsExpectedAndAcceptsThem() {
    project
        .with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": 14}}")
        .with("quarantined.json", "[]\n");
    assertThat(test())
        .contains(failed("quarantined.json", "$[0]: expected nothing, was an object of 10 keys"));
    assertThat(project.test("--accept", "--yes").lines())
        .endsWith("        accepted: quarantined.json", "0 passed, 0 failed, 1 accepted");
    project.with(
        "quarantined.json",
        """
        [
          {
            "reason": "transforms/x.jslt: it is bad",
            "stage": "enrich",
            "outcome": "quarantine",
            "function": "local",
            "time": "2026-01-01T00:00:00Z",
            "correlationId": "m1",
            "messageId": "m1",
            "receives": 1,
            "trace": [{ "stage": "body", "bytes": 8, "is": "an object", "fields": ["n"] }],
            "record": { "messageId": "m1", "body": { "n": 14 } }
          }
        ]
        """);
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("1-source.json", ONE);
    assertThat(test())
        .contains(failed("quarantined.json", "$[0]: expected an object of 10 keys, was absent"));
    project.with("quarantined.json", "{}");
    assertThat(test())
        .contains(
            failed(
                folder.resolve("fixtures/P/x/quarantined.json").toString(),
                "must be a JSON array of envelopes, [] for none"));
  }

  @Test
  void savesWhatWentToQuarantineAndTracesWhatDoesNotWork() {
    project
        .with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": 14}}")
        .with("given.json", "{\"receives\": 7}");
    String saved = folder.resolve("fixtures/P/y").toString();
    Said said =
        Said.by(
            "trace",
            "-t",
            project.template().toString(),
            "P",
            folder + "/fixtures/P/x",
            "--save",
            saved);
    assertThat(said.out()).contains("quarantined: m1:");
    assertThat(project.test("P/y").lines()).containsExactly("ok    P/y", "1 passed, 0 failed");
    project.with("given.json", "{\"target\": \"throttles\"}").with("1-source.json", ONE);
    Said refused =
        Said.by("trace", "-t", project.template().toString(), "P", folder + "/fixtures/P/x");
    assertThat(refused.out())
        .endsWith("returned at target-input: StartExecution: ThrottlingException: Rate exceeded\n");
    assertThat(refused.code()).isEqualTo(1);
  }
}
