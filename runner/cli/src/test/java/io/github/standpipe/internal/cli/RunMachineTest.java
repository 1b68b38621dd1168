package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on into the state machine behind the pipe. */
@Timeout(600)
class RunMachineTest {
  private static final String MACHINE =
      """
      {"StartAt": "Each", "TimeoutSeconds": 100, "States": {"Each": {"Type": "Map", "End": true,
        "ItemProcessor": {"StartAt": "Book", "States": {
          "Book": {"Type": "Task", "End": true,
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:book",
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3, "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["Poison"], "Next": "Skip"}]},
          "Skip": {"Type": "Pass", "End": true}}}}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    template(MACHINE, "!Ref Machine");
  }

  private void template(String machine, String target) throws IOException {
    Files.writeString(
        folder.resolve("template.yaml"),
        """
        Resources:
          Parcels: {Type: AWS::SQS::Queue}
          Machine:
            Type: AWS::Serverless::StateMachine
            Properties: {Type: STANDARD, Definition: %s}
          ParcelPipe:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: arn:aws:iam::123456789012:role/pipe
              Source: !GetAtt Parcels.Arn
              Target: %s
              TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
        """
            .formatted(machine.replaceAll("\\s+", " "), target));
  }

  /** Writes a case with a number of messages; without an answer if that is empty. */
  private void write(String name, int messages, String answers) throws IOException {
    Path directory = folder.resolve("fixtures/ParcelPipe").resolve(name);
    Files.createDirectories(directory.resolve("tasks"));
    Files.writeString(
        directory.resolve("1-source.json"),
        String.join(", ", Collections.nCopies(messages, "{\"body\": \"{}\"}"))
            .replaceFirst("^", "[")
            .concat("]"));
    if (!answers.isEmpty()) {
      Files.writeString(directory.resolve("tasks/Book.json"), answers);
    }
  }

  private Said run(String... more) {
    Stream<String> run =
        Stream.of(
            "run",
            "ParcelPipe",
            "-t",
            folder.resolve("template.yaml").toString(),
            "-f",
            folder.resolve("fixtures").toString());
    return Said.by(Stream.concat(run, Stream.of(more)).toArray(String[]::new));
  }

  /** The lines between the head and the summary, without the names of executions. */
  private static List<String> batches(Said said) {
    return said.lines().stream()
        .dropWhile(line -> !line.isEmpty())
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.replaceAll("[0-9a-f-]{36}", "<id>"))
        .toList();
  }

  private static List<String> summary(Said said) {
    return said.lines().stream()
        .dropWhile(line -> !line.startsWith("executions "))
        .takeWhile(line -> !line.startsWith("returned "))
        .toList();
  }

  private static JsonNode last(Said said, String kind) {
    return said.lines().stream()
        .map(Started::json)
        .filter(line -> line.path("event").asText().equals(kind))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @Test
  void printsHowEachExecutionWent() throws IOException {
    write("a-books", 2, "{\"result\": {}}");
    write("b-retries", 2, "[{\"error\": \"Busy\", \"times\": 2}, {\"result\": {}}]");
    write("c-skips", 1, "{\"error\": \"Poison\"}");
    write("d-fails", 3, "{\"error\": \"Lost\", \"cause\": \"secret\"}");
    write("e-waits", 1, "{\"result\": {}, \"seconds\": 200}");

    Said said = run();

    assertThat(batches(said))
        .containsExactly(
            "batch 1  a-books: 2 records: 2 delivered; execution <id>",
            "  execution succeeded: 2 calls",
            "batch 2  b-retries: 2 records: 2 delivered; execution <id>",
            "  execution succeeded: 4 calls, 2 retries",
            "batch 3  c-skips: 1 record: 1 delivered; execution <id>",
            "  execution succeeded: 1 call, 1 catch",
            "batch 4  d-fails: 3 records: 3 delivered; execution <id>",
            "  execution failed in Book with Lost: 1 call",
            "batch 5  e-waits: 1 record: 1 delivered; execution <id>",
            "  execution timed out in Book: 1 call");
    assertThat(summary(said))
        .containsExactly(
            "executions         5  of Machine",
            "succeeded          3  executions; 9 calls, 2 retries, 1 catch in all",
            "failed             1  executions",
            "timed out          1  executions");
    assertThat(said.out()).doesNotContain("secret");
    assertThat(said.code()).isZero();
  }

  @Test
  void aPipeThatWaitsTakesBackTheBatchOfAnExecutionThatFailed() throws IOException {
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        Files.readString(template)
            .replace("FIRE_AND_FORGET", "REQUEST_RESPONSE")
            .replace("Type: STANDARD", "Type: EXPRESS")
            .replace(
                "Parcels: {Type: AWS::SQS::Queue}",
                """
                Dead: {Type: AWS::SQS::Queue}
                  Parcels:
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: 1
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}\
                """));
    write("a-books", 1, "{\"result\": {}}");
    write("b-fails", 2, "{\"error\": \"Lost\", \"cause\": \"secret\"}");

    Said said = run();

    assertThat(said.out())
        .contains("a-books: 1 record: 1 delivered; execution ")
        .contains("  execution failed in Book with Lost: 1 call")
        .contains("StartSyncExecution: the execution ended as FAILED with Lost; receive 1 of 2")
        .contains("receive 2 of 2, then ")
        .doesNotContain("secret");
    assertThat(
            said.lines().stream().filter(line -> line.contains("b-fails: 2 records: 2 returned")))
        .hasSize(2);
    assertThat(summary(said)).contains("failed             2  executions");
  }

  @Test
  void printsTheFailuresInDetailIfAsked() throws IOException {
    write("fails", 1, "[{\"error\": \"Busy\", \"times\": 1}, {\"error\": \"Lost\"}]");
    write("skips", 1, "{\"error\": \"Poison\"}");

    assertThat(run("-v").lines())
        .containsSequence(
            "  execution failed in Book with Lost: 2 calls, 1 retry",
            "    Book failed with Busy, tried again after 3 s",
            "    Book failed with Lost, not caught",
            "    Each failed with Lost, not caught")
        .containsSequence(
            "  execution succeeded: 1 call, 1 catch",
            "    Book failed with Poison, caught, goes on with Skip");
    assertThat(run("--values", "--case", "fails").lines())
        .contains("6 execution        FAILED, 2 calls", "    Each -> Book");
  }

  @Test
  void printsOnceWhichStateHasNoAnswerAndFailsNothing() throws IOException {
    write("a", 1, "");
    write("b", 2, "");
    write("c", 1, "{\"when\": {\"no\": \"such\"}, \"result\": {}}");
    write("d", 1, "{\"result\": {}}");

    Said said = run();

    Path fixtures = folder.resolve("fixtures/ParcelPipe");
    assertThat(batches(said).stream().filter(line -> line.startsWith("  ")))
        .containsExactly(
            "  not continued: Book has no answer, write " + fixtures.resolve("tasks/Book.json"),
            "  not continued: Book has no answer for a call, add one to "
                + fixtures.resolve("c/tasks/Book.json"),
            "  execution succeeded: 1 call");
    assertThat(summary(said))
        .contains(
            "succeeded          1  executions; 1 call in all",
            "incomplete         3  executions that could not be run to their end");
    assertThat(said.code()).isZero();
  }

  @Test
  void answersWithTheFilesOfThePipeToo() throws IOException {
    write("a", 1, "");
    Path tasks = Files.createDirectories(folder.resolve("fixtures/ParcelPipe/tasks"));
    Files.writeString(tasks.resolve("Book.json"), "{\"result\": {}}");
    assertThat(batches(run())).contains("  execution succeeded: 1 call");

    Files.writeString(tasks.resolve("Book.json"), "{\"reslt\": {}}");
    Said refused = run();
    assertThat(refused.err()).startsWith("standpipe: " + tasks.resolve("Book.json") + ": ");
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void recordsOnlyIfAskedTo() throws IOException {
    write("a", 1, "{\"error\": \"Lost\"}");

    Said said = run("--no-machine");

    assertThat(batches(said)).containsExactly("batch 1  a: 1 record: 1 delivered; execution <id>");
    assertThat(summary(said)).containsExactly("executions         1  of Machine");
    assertThat(last(run("--no-machine", "--json"), "summary").has("executionsFailed")).isFalse();
  }

  @Test
  void recordsOnlyWhatCannotBeRunAndSaysWhy() throws IOException {
    write("a", 1, "{\"result\": {}}");
    template(MACHINE, "arn:aws:states:us-east-1:123456789012:stateMachine:Other");
    String outside =
        "ParcelPipe's state machine is not in the template, or cannot be read there; its executions"
            + " are recorded but not run";
    assertThat(run().lines()).containsOnlyOnce("  not continued: " + outside);
    assertThat(last(run("--json"), "started").path("notCarriedOn").asText()).isEqualTo(outside);

    template(MACHINE.replace("\"Next\": \"Skip\"", "\"Next\": \"Nowhere\""), "!Ref Machine");
    Said refused = run();
    assertThat(refused.lines().stream().filter(line -> line.startsWith("  not continued")))
        .singleElement()
        .asString()
        .startsWith("  not continued: Machine: ")
        .contains("Nowhere")
        .endsWith("; its executions are recorded but not run");
    assertThat(summary(refused)).containsExactly("executions         1  of Machine");
    assertThat(refused.code()).isZero();
  }

  @Test
  void countsAsANaiveOracleDoes() throws IOException {
    Random random = new Random(14);
    int[] expected = new int[7];
    for (int i = 0; i < 40; i++) {
      int messages = 1 + random.nextInt(5);
      int failures = 1 + random.nextInt(4);
      String name = "case-%02d".formatted(i);
      int[] counts =
          switch (random.nextInt(5)) {
            case 0 -> new int[] {1, 0, 0, 0, messages, 0, 0};
            case 1 ->
                failures <= 2 * messages // items run side by side, and each tries three times
                    ? new int[] {1, 0, 0, 0, messages + failures, failures, 0}
                    : new int[] {0, 1, 0, 0, 3, 2, 0};
            case 2 -> new int[] {1, 0, 0, 0, messages, 0, messages};
            case 3 -> new int[] {0, 0, 1, 0, messages, 0, 0};
            default -> new int[] {0, 0, 0, 1, 0, 0, 0};
          };
      write(name, messages, answers(counts, failures));
      for (int j = 0; j < expected.length; j++) {
        expected[j] += counts[j];
      }
    }

    JsonNode summary = last(run("--json"), "summary");

    List<String> keys =
        List.of(
            "executionsSucceeded",
            "executionsFailed",
            "executionsTimedOut",
            "executionsNotCarriedOn",
            "calls",
            "retries",
            "catches");
    assertThat(keys.stream().mapToInt(key -> summary.path(key).intValue()).toArray())
        .containsExactly(expected);
    assertThat(summary.path("executions").intValue()).isEqualTo(40);
    assertThat(summary.path("accounted").booleanValue()).isTrue();
  }

  private static String answers(int[] counts, int failures) {
    if (counts[3] == 1) {
      return "";
    }
    if (counts[2] == 1) {
      return "{\"result\": {}, \"seconds\": 200}";
    }
    if (counts[6] > 0) {
      return "{\"error\": \"Poison\"}";
    }
    return counts[5] == 0
        ? "{\"result\": 1}"
        : "[{\"error\": \"Busy\", \"times\": %d}, {\"result\": {}}]".formatted(failures);
  }

  @Test
  void givesEachExecutionAsJson() throws IOException {
    write("fails", 1, "{\"error\": \"Lost\", \"cause\": \"secret\"}");
    assertThat(last(run("--json"), "batch").path("machine"))
        .isEqualTo(
            Started.json(
                "{\"status\":\"FAILED\",\"error\":\"Lost\",\"calls\":1,\"retries\":0,\"catches\":0,"
                    + "\"quarantined\":0}"));
    assertThat(run("--json").out()).doesNotContain("secret");
  }
}
