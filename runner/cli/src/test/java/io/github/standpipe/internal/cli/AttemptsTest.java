package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case in attempts: what returned comes again, until it is done with or a dead letter. */
class AttemptsTest {
  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        From:
          Type: AWS::SQS::Queue
          Properties:
            FifoQueue: true
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
              Variables: {TRANSFORM: x.jslt, LOOKUP_NAMES: dynamodb:Names#key=id}
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
  private static final String SOURCE =
      """
      [
        {"messageId": "m1", "body": {"n": "a"}, "attributes": {"MessageGroupId": "g"}},
        {"messageId": "m2", "body": {"other": 1}, "attributes": {"MessageGroupId": "g"}},
        {"messageId": "m3", "body": {"n": "b"}, "attributes": {"MessageGroupId": "h"}},
        {"messageId": "m4", "body": {"n": "c"}, "attributes": {"MessageGroupId": "g"}}
      ]
      """;
  private static final String THROTTLED =
      "target-input: StartExecution: ThrottlingException: Rate exceeded";
  private static final String FIRST = "[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\"}]";

  @TempDir Path folder;
  private MadeProject project = new MadeProject(Path.of(""));

  @BeforeEach
  void make() {
    project =
        MadeProject.in(folder, "{\"name\": lookup(\"names\", .n)}")
            .write("pipes/template.yaml", TEMPLATE)
            .write("fixtures/P/lookups/names.json", "{\"a\": \"a\", \"b\": \"b\", \"c\": \"c\"}")
            .with("1-source.json", SOURCE);
  }

  private List<String> test() {
    return project.test().lines();
  }

  private static String line(String line) {
    return "        " + line;
  }

  private static String record(String id, String n, String group, int count) {
    return "{\"messageId\": \"%s\", \"body\": {\"n\": \"%s\"}, \"attributes\": {\"MessageGroupId\": \"%s\", \"ApproximateReceiveCount\": \"%d\"}}"
        .formatted(id, n, group, count);
  }

  private void returnsOnce() {
    project
        .with("attempt-1/given.json", "{\"target\": \"throttles\"}")
        .with("attempt-1/error.txt", THROTTLED);
  }

  @Test
  void givesTheNextAttemptWhatReturnedInItsOrderAndCountsReceivesAndIdsOn() {
    returnsOnce();
    project
        .write("transforms/x.jslt", "{\"id\": number(uuid()[35 : 36])}")
        .with("attempt-1/5-target-input.json", "[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]")
        .with(
            "attempt-2/2-filtered.json",
            "["
                + String.join(
                    ",",
                    record("m1", "a", "g", 2),
                    record("m3", "b", "h", 2),
                    record("m4", "c", "g", 2))
                + "]")
        .with("attempt-2/given.json", "{\"now\": \"2026-01-01T00:05:00Z\"}")
        .with("attempt-2/5-target-input.json", "[{\"id\": 4}, {\"id\": 5}, {\"id\": 6}]");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("attempt-2/2-filtered.json", "[]");
    assertThat(test())
        .contains(
            line("attempt-2/2-filtered.json: $[0]: expected nothing, was an object of 10 keys"));
  }

  @Test
  void expectsRecordsThatDoNotSaySoToBeReceivedAsOftenAsTheyWere() {
    returnsOnce();
    project.with(
        "attempt-2/2-filtered.json", SOURCE.replaceFirst("(?m)^.*m2.*$", "").replace("\n\n", "\n"));
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void laysAnAttemptsSettingsAndLookUpsOverTheCases() {
    project
        .with("1-source.json", "[{\"messageId\": \"m\", \"body\": {\"n\": \"a\"}}]")
        .with("given.json", "{\"lookups\": {\"names\": \"throttles\"}}")
        .with(
            "attempt-1/error.txt",
            "enriched: look-up names did not answer for 1 key:"
                + " ProvisionedThroughputExceededException, 5 times; 1 key left")
        .with("attempt-2/given.json", "{\"lookups\": {\"names\": null}}")
        .with("attempt-2/lookups/names.json", "{\"a\": \"A\"}")
        .with("attempt-2/5-target-input.json", "[{\"name\": \"A\"}]");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    assertThat(
            Said.by(
                    "trace",
                    "-t",
                    project.template().toString(),
                    "P",
                    folder + "/fixtures/P/x/attempt-2")
                .out())
        .contains(
            "stage source, attempt-2", "\"name\": \"A\"", "\"ApproximateReceiveCount\": \"2\"")
        .contains("delivered: one execution");
  }

  @Test
  void putsWhatWasReceivedTooOftenIntoTheDeadLetterQueue() {
    project
        .with("given.json", "{\"target\": \"throttles\"}")
        .with(
            "1-source.json",
            "[" + record("m1", "a", "g", 2) + "," + record("m3", "b", "h", 1) + "]")
        .with("attempt-1/error.txt", THROTTLED)
        .with("attempt-2/error.txt", THROTTLED)
        .with("attempt-3/error.txt", THROTTLED)
        .with("attempt-3/2-filtered.json", "[" + record("m3", "b", "h", 3) + "]");
    assertThat(test())
        .contains(line("dead-letters.json: expected nothing in the dead-letter queue, was m1; m3"));
    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            line(
                "not accepted: messages are in the dead-letter queue; if that is expected, write"
                    + " dead-letters.json"));
    project.with(
        "dead-letters.json",
        "[" + record("m1", "a", "g", 3) + "," + record("m3", "b", "h", 3) + "]");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("dead-letters.json", "[]");
    assertThat(project.test("--accept", "--yes").lines())
        .endsWith(line("accepted: dead-letters.json"), "0 passed, 0 failed, 1 accepted");
  }

  @Test
  void takesDeadLettersOfACaseWithoutAttempts() {
    project
        .with("given.json", "{\"target\": \"throttles\", \"receives\": 3}")
        .with("1-source.json", "[{\"messageId\": \"m1\", \"body\": {\"n\": \"a\"}}]")
        .with("error.txt", THROTTLED)
        .with("dead-letters.json", "[{\"messageId\": \"m1\", \"body\": {\"n\": \"a\"}}]");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("given.json", "{\"target\": \"throttles\", \"receives\": 2}");
    assertThat(test())
        .contains(line("dead-letters.json: $[0]: expected an object of 10 keys, was absent"));
  }

  @Test
  void failsForAnAttemptThatIsMissing() {
    returnsOnce();
    assertThat(test())
        .contains(line("attempt-2 is missing: m1, m3, m4 returned; add its expected files"));
    project.with("attempt-3/5-target-input.json", "[]");
    assertThat(test())
        .contains(line("attempt-2 is missing: m1, m3, m4 returned; add its expected files"));
    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            line(
                "not accepted: attempt-2 is missing: m1, m3, m4 returned; add its expected files"));
  }

  @Test
  void failsForAnAttemptThatDoesNotHappen() {
    project.with("attempt-1/4-enriched.json", FIRST).with("attempt-2/4-enriched.json", FIRST);
    assertThat(test())
        .contains(
            line(
                "attempt-2 does not happen: nothing returned from the previous attempt; remove"
                    + " it"));
    Said said =
        Said.by(
            "trace", "-t", project.template().toString(), "P", folder + "/fixtures/P/x/attempt-2");
    assertThat(said.err())
        .isEqualTo(
            "standpipe: "
                + folder
                + "/fixtures/P/x: attempt-2 does not happen: nothing returned from the previous"
                + " attempt; remove it\n");
  }

  @Test
  void endsAnywhereWithoutARedrivePolicy() {
    project.write("pipes/template.yaml", TEMPLATE.replaceAll("(?m)^ *RedrivePolicy: .*$", ""));
    returnsOnce();
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void acceptsWhatWasSeenInAnAttempt() {
    returnsOnce();
    project.with("attempt-1/error.txt", "no\n").with("attempt-2/4-enriched.json", "[]\n");
    assertThat(project.test("--accept", "--yes").lines())
        .contains(line("accepted: attempt-1/error.txt, attempt-2/4-enriched.json"));
    assertThat(project.text("attempt-1/error.txt")).isEqualTo(THROTTLED + "\n");
    assertThat(test()).containsExactly("ok    P/x", "1 passed, 0 failed");
    project.with("attempt-1/given.json", "{}");
    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            line(
                "not accepted: attempt-2 does not happen: nothing returned from the previous"
                    + " attempt; remove it"));
  }

  @Test
  void refusesFilesWhereTheyDoNotBelong() {
    String x = folder + "/fixtures/P/x";
    returnsOnce();
    project.with("error.txt", "no");
    assertThat(test()).contains(line(x + " has error.txt beside its attempts; move it into one"));
    project.with("attempt-1/1-source.json", "[]");
    assertThat(test())
        .contains(
            line(
                x
                    + "/attempt-1 holds 1-source.json, which belongs to the case and applies to all"
                    + " attempts"));
    project
        .write("fixtures/P/y/2-filtered.json", "[]")
        .write("fixtures/P/y/attempt-1/error.txt", "n");
    assertThat(project.test("P/y").lines())
        .contains(
            line(
                folder
                    + "/fixtures/P/y has attempts, which need records; begin it with"
                    + " 1-source.json"));
    project
        .write("fixtures/P/z/1-source.json", SOURCE)
        .write("fixtures/P/z/attempt-1/given.json", "{}");
    assertThat(project.test("P/z").lines())
        .contains(
            line(
                folder
                    + "/fixtures/P/z/attempt-1 expects nothing; add 5-target-input.json or"
                    + " error.txt"));
  }
}
