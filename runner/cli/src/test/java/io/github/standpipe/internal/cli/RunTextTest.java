package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run prints of each batch. */
class RunTextTest {
  private static final String ID = "[0-9a-f-]{36}";

  private static List<String> batches(Said said) {
    return said.lines().stream().filter(line -> line.startsWith("batch ")).toList();
  }

  @Test
  void printsOneLineABatch() {
    Said said = Said.by("run", "OrderPipe", "--case", "passes-eight", "--case", "drops-a-draft");

    assertThat(batches(said)).hasSize(2);
    assertThat(batches(said).get(0)).isEqualTo("batch 1  drops-a-draft: 1 record: 1 filtered");
    assertThat(batches(said).get(1))
        .matches(
            "batch 2  passes-eight-of-ten: 10 records: 2 filtered, 8 delivered; execution " + ID);
    assertThat(said.lines()).noneMatch(line -> line.startsWith("  enriched: "));
    assertThat(said.lines())
        .endsWith("11 received = 8 executed + 3 filtered + 0 discarded + 0 dead letters");
  }

  @Test
  void runsTheOnlyPipeThatIsDeployedIfNoneIsNamed() {
    String several = "standpipe: pipes/template.yaml: has several pipes; name one of OrderPipe, ";

    assertThat(batches(Said.by("run", "--case", "drops-a-draft")))
        .containsExactly("batch 1  drops-a-draft: 1 record: 1 filtered");
    assertThat(Said.by("run", "-p", "FifoPipeEnabled=true"))
        .satisfies(said -> assertThat(said.err()).startsWith(several).contains("FifoPipe"))
        .satisfies(said -> assertThat(said.code()).isEqualTo(2));
  }

  @Test
  void runsNothingOfATemplateWithoutAPipe(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "Resources: {}\n");

    assertThat(Said.by("run", "-t", file.toString()))
        .isEqualTo(
            new Said(
                2,
                "",
                "standpipe: "
                    + file
                    + ": has no pipe to run; name another template with --template\n"));
  }

  @Test
  void printsTheStagesOfABatchIfAsked() {
    Said said = Said.by("run", "OrderPipe", "--case", "drops-a-draft", "--verbose");

    assertThat(said.lines())
        .containsSequence(
            "drops-a-draft: 1 message sent",
            "batch 1  source 1 -> filtered 0",
            "  discarded: nothing was left after filtered; deleted");
  }

  @Test
  void callsAQuarantinedRecordThat() {
    String name = "returns-an-order-of-an-unknown-product";
    String reason = "transforms/order\\.jslt:20:5: error: there is no product LADDER-9";

    Said said = Said.by("run", "OrderPipe", "--case", name);
    assertThat(batches(said)).hasSize(3);
    assertThat(batches(said).getFirst())
        .matches(
            "batch 1  %s: 1 record: 1 returned at enriched: record 1 \\(%s\\): %s; receive 1 of 5;"
                    .formatted(name, ID, reason)
                + " visible again after 180 s \\(wait skipped\\)");
    assertThat(batches(said).getLast())
        .matches(
            "batch 3  %s: 1 record: 1 quarantined; quarantined: message %s: %s"
                .formatted(name, ID, reason));

    Said verbose = Said.by("run", "OrderPipe", "--case", name, "-v");
    assertThat(verbose.lines()).contains("  quarantined: nothing was left after enriched; deleted");
    assertThat(verbose.out()).doesNotContain("discarded:");
  }

  @Test
  void givesEachRecordItsFateAsJson() {
    String name = "returns-an-order-of-an-unknown-product";
    Said said = Said.by("run", "OrderPipe", "--case", name, "--json");

    JsonNode last =
        said.lines().stream()
            .map(Started::json)
            .filter(line -> line.path("event").asText().equals("batch"))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(last.at("/records/0/fate").asText()).isEqualTo("quarantined");
  }

  @Test
  void saysOnceWhichFailuresAreNotPlayed() {
    Said said = Said.by("run", "OrderPipe", "--case", "gives-up", "--case", "customers-time-out");

    assertThat(said.lines())
        .containsOnlyOnce(
            "not simulated: the failures that 2 cases give"
                + " (gives-up-orders-that-the-target-never-takes,"
                + " returns-the-batch-when-the-customers-time-out); their messages run as if"
                + " nothing failed; standpipe test simulates the failures");
    assertThat(Said.by("run", "OrderPipe", "--case", "draft").out())
        .doesNotContain("not simulated");
    assertThat(Said.by("run", "OrderPipe", "--case", "gives-up", "--json").lines())
        .contains(
            "{\"event\":\"notPlayed\",\"cases\":[\"gives-up-orders-that-the-target-never-takes\"]}");
  }

  @Test
  void sendsNothingOfACaseWhoseEventsDoNotArrive() {
    Said said = Said.by("run", "OrderPipe", "--case", "from-its-bus");

    assertThat(batches(said))
        .singleElement()
        .asString()
        .startsWith("batch 1  carries-an-order-from-its-bus: 1 record: 1 delivered; ");
    assertThat(said.lines()).contains("  execution succeeded: 1 call");
  }

  @Test
  void refusesACaseThatIsNotThere(@TempDir Path folder) throws IOException {
    assertThat(Said.by("run", "OrderPipe", "--case", "nix").err())
        .isEqualTo(
            "standpipe: fixtures: none of 35 cases is named like 'nix'; give a part of PIPE/CASE,"
                + " or a glob of it such as '*/drops-*'\n");
    Path file = Files.writeString(folder.resolve("orders.txt"), "{}\n");
    assertThat(Said.by("run", "OrderPipe", "--case", "x", "--send", file.toString()).err())
        .isEqualTo(
            "standpipe: --case: selects fixtures, and --send sends a file; pass only one of"
                + " them\n");
  }
}
