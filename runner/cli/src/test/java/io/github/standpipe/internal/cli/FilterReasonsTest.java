package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fixture that fails explains the filter where its verdict matters to what differs. */
class FilterReasonsTest {
  private static final String REJECTED =
      "        record 2 (m2) is rejected: the pattern does not match";
  private static final String PASSES = "        record 1 (m1) passes";

  @TempDir Path folder;
  private MadeProject project = new MadeProject(Path.of(""));

  @BeforeEach
  void make() throws IOException {
    project = MadeProject.in(folder, "{\"id\": .body.id}");
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace(
                "      Enrichment: !Get",
                "      SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"id\":"
                    + " [1]}}'}]}}\n      Enrichment: !Get"));
    project.with(
        "1-source.json",
        "[{\"messageId\": \"m1\", \"body\": {\"id\": 1}}, {\"messageId\": \"m2\", \"body\":"
            + " {\"id\": 2}}]");
  }

  private List<String> test() {
    return project.test().lines();
  }

  @Test
  void saysNothingOfTheFilterWhereOnlyALaterStageDiffers() {
    project
        .with("2-filtered.json", "[{\"messageId\": \"m1\", \"body\": {\"id\": 1}}]")
        .with("4-enriched.json", "[{\"id\": 7}]");

    assertThat(test())
        .containsExactly(
            "FAIL  P/x",
            "        4-enriched.json: $[0].id: expected 7, was 1",
            "0 passed, 1 failed");
  }

  @Test
  void tellsWhyARecordIsRejectedWhereAnItemIsMissingLater() {
    project.with("4-enriched.json", "[{\"id\": 1}, {\"id\": 2}]");

    assertThat(test()).contains(REJECTED).doesNotContain(PASSES);
  }

  @Test
  void saysNothingOfARejectedRecordWhereThereIsAnItemTooMany() {
    project.with("4-enriched.json", "[]");

    assertThat(test())
        .containsExactly(
            "FAIL  P/x",
            "        4-enriched.json: $[0]: expected nothing, was {\"id\":1}",
            "0 passed, 1 failed");
  }

  @Test
  void tellsWhyARecordPassesThatIsNotExpectedToDoSo() {
    project.with("2-filtered.json", "[]");

    assertThat(test()).contains(PASSES).doesNotContain(REJECTED);
  }

  @Test
  void tellsBothWhereAnotherRecordIsExpected() {
    project.with("2-filtered.json", "[{\"messageId\": \"m2\", \"body\": {\"id\": 2}}]");

    assertThat(test()).contains(PASSES, REJECTED);
  }

  @Test
  void tellsWhyARecordIsRejectedWhereAFailureDoesNotCome() {
    project.with("error.txt", "enriched: no");

    assertThat(test()).contains(REJECTED).doesNotContain(PASSES);
  }

  @Test
  void tellsWhyARecordIsRejectedWhereItIsMissingInQuarantine() {
    project.with("quarantined.json", "[{\"messageId\": \"m2\"}]");

    assertThat(test()).contains(REJECTED).doesNotContain(PASSES);
  }

  @Test
  void saysInWhichAttempt() {
    project
        .with("attempt-1/given.json", "{\"target\": \"throttles\"}")
        .with("attempt-1/2-filtered.json", "[]")
        .with(
            "attempt-1/error.txt",
            "target-input: StartExecution: ThrottlingException: Rate exceeded")
        .with("attempt-2/4-enriched.json", "[{\"id\": 1}]");

    assertThat(test()).contains("        attempt-1: record 1 (m1) passes");
  }
}
