package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.rules.CountsCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coverage and the page are read from the two runs of the verification: nothing runs for them. */
class CoverageRunsTest {
  private static final int TWICE = 2;
  private static final String FAILURE =
      "enriched: record 1: transforms/x.jslt:1:40: error: not a text";

  @TempDir Path folder;

  private MadeProject project;

  @BeforeEach
  void countCalls() throws IOException {
    project =
        MadeProject.in(
            folder,
            "def text(x) if (is-string($x)) $x else error(\"not a text\")\n"
                + "{\"n\": if (.body.n) text(.body.n) else \"none\"}");
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace("enrich.EnrichmentHandler", "rules.CountsCalls")
            .replace(
                "Definition: {}",
                "Definition: {StartAt: Call, States: {Call: {Type: Task, Resource: !GetAtt"
                    + " Rich.Arn, End: true}}}"));
  }

  private int calls(String... options) {
    CountsCalls.CALLS.set(0);
    Said said = project.test(options);
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return CountsCalls.CALLS.get();
  }

  private void assertNothingRunsAgain(int runs) {
    String page = folder.resolve("page.html").toString();
    assertThat(calls()).isEqualTo(TWICE * runs);
    assertThat(calls("--html", page)).isEqualTo(TWICE * runs);
    assertThat(calls("--coverage", "--html", page)).isEqualTo(TWICE * runs);
    assertThat(calls("--coverage-min", "1", "--json")).isEqualTo(TWICE * runs);
  }

  @Test
  void callsTheFunctionTwiceForACaseWithCoverageAndPageAsWithoutThem() {
    project.with("1-source.json", "[{\"body\": {\"n\": \"one\"}}, {\"body\": {}}]");
    project.with("4-enriched.json", "[{\"n\": \"one\"}, {\"n\": \"none\"}]");

    assertNothingRunsAgain(1);
  }

  @Test
  void callsItOnceMoreInEachRunForAMachineThatCallsItToo() {
    project.with("1-source.json", "[{\"body\": {\"n\": \"one\"}}]");
    project.with(
        "6-execution.json",
        "{\"status\": \"SUCCEEDED\", \"output\": [{\"n\": \"none\"}], \"states\": [\"Call\"]}");

    assertNothingRunsAgain(2);
  }

  /** Its message names a line and a column, and the measured transform has other columns. */
  @Test
  void callsItTwiceForACaseThatExpectsAFailureAndItsPlace() {
    project.with("1-source.json", "[{\"body\": {\"n\": 1}}]");
    project.with("error.txt", FAILURE);

    assertNothingRunsAgain(1);
  }

  @Test
  void callsItTwiceForEachReceiveOfACaseInAttempts() {
    project.with("1-source.json", "[{\"body\": {\"n\": \"one\"}}]");
    project.with("attempt-1/given.json", "{\"target\": \"throttles\"}");
    project.with("attempt-1/4-enriched.json", "[{\"n\": \"one\"}]");
    project.with("attempt-2/4-enriched.json", "[{\"n\": \"one\"}]");
    project.with(
        "attempt-1/error.txt", "target-input: StartExecution: ThrottlingException: Rate exceeded");

    assertNothingRunsAgain(2);
  }

  /** A third run, without instruments, decides that a random number is not repeatable. */
  @Test
  void failsACaseThatIsNotRepeatableAsItDoesWithoutCoverage() {
    project.write("transforms/x.jslt", "{\"n\": random()}");
    project.with("1-source.json", "[{\"body\": {}}]");
    project.with("4-enriched.json", "[{\"n\": {\"$expect\": \"anything\"}}]");

    Said plain = project.test();
    Said measured = project.test("--coverage");

    assertThat(plain.out()).contains("4-enriched.json: two runs differ at $[0].n");
    assertThat(measured.out()).startsWith(plain.out());
    assertThat(measured.code()).isEqualTo(1);
  }
}
