package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases that {@code standpipe test} runs, and the order in which it reports them. */
class SelectionTest {
  @TempDir Path folder;
  private MadeProject project;

  @BeforeEach
  void make() {
    project = MadeProject.in(folder, "{\"n\": 1}");
    made("drops-a-draft", "{\"tags\": [\"filter\", \"money\"]}");
    made("keeps-a-name", "{\"tags\": \"money\", \"now\": \"2028-02-29T23:59:59Z\"}");
    made("totals-an-order", "{}");
  }

  private void made(String name, String given) {
    project.write("fixtures/P/" + name + "/1-source.json", "{\"body\": {\"n\": 1}}");
    project.write("fixtures/P/" + name + "/4-enriched.json", "[{\"n\": 1}]");
    project.write("fixtures/P/" + name + "/given.json", given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tag money | drops-a-draft keeps-a-name",
        "--tag filter,money | drops-a-draft keeps-a-name",
        "--tag filter --tag slow | drops-a-draft",
        "--exclude-tag filter | keeps-a-name totals-an-order",
        "--tag money --exclude-tag filter | keeps-a-name",
        "--name draft | drops-a-draft",
        "--name P/K | keeps-a-name",
        "--name *-a-* | drops-a-draft keeps-a-name",
        "--name P/?o* | totals-an-order",
        "--name draft --name order | drops-a-draft totals-an-order",
        "P/keeps-a-name P/totals-an-order --exclude-tag money | totals-an-order"
      })
  void runsWhatIsSelected(String arguments, String cases) {
    Said said = project.test(arguments.split(" "));

    List<String> expected = List.of(cases.split(" ")).stream().map(c -> "ok    P/" + c).toList();
    assertThat(said.lines().subList(0, said.lines().size() - 1)).isEqualTo(expected);
    assertThat(said.code()).isZero();
  }

  @Test
  void takesTheSentenceOfATestForItsName() {
    assertThat(project.test("--name", "drops a draft").out())
        .isEqualTo("ok    P/drops-a-draft\n1 passed, 0 failed\n");
  }

  @Test
  void refusesToRunNothing() {
    Said said = project.test("--tag", "slow", "--exclude-tag", "money", "--name", "x");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: "
                + folder.resolve("fixtures")
                + ": none of 3 cases is tagged slow and not tagged money and named like 'x';"
                + " their tags are filter, money\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void runsACaseWhoseTagsCannotBeRead() {
    project.write("fixtures/P/totals-an-order/given.json", "{\"tags\": [\"two words\"]}");

    Said said = project.test("--tag", "filter");

    assertThat(said.lines())
        .containsExactly(
            "ok    P/drops-a-draft",
            "FAIL  P/totals-an-order",
            "        "
                + folder.resolve("fixtures/P/totals-an-order/given.json")
                + ": tags must be an array of words such as \"slow\"",
            "1 passed, 1 failed");
  }

  @Test
  void tellsTheSameHoweverManyThreadsRun() {
    for (int i = 0; i < 60; i++) {
      made("case-" + i, "{\"now\": \"20%02d-01-01T00:00:00Z\"}".formatted(i));
      String at = i % 7 == 0 ? "0" : "1";
      project.write("fixtures/P/case-" + i + "/4-enriched.json", "[{\"n\": " + at + "}]");
    }

    Said one = project.test("--threads", "1");

    assertThat(one.lines().getLast()).isEqualTo("54 passed, 9 failed");
    for (int threads : new int[] {2, 8, 64}) {
      assertThat(project.test("--threads", "" + threads)).isEqualTo(one);
    }
  }

  @Test
  void givesEachOfManyThreadsTheClockAndTheIdsOfItsCase() {
    MadeProject made = MadeProject.in(folder.resolve("other"), "[now(), uuid(), uuid()][1]");
    made.write("transforms/x.jslt", "{\"at\": now(), \"ids\": [uuid(), uuid()]}");
    for (int i = 0; i < 100; i++) {
      String name = "fixtures/P/case-" + i + "/";
      made.write(name + "1-source.json", "{\"body\": {\"n\": 1}}");
      made.write(name + "given.json", "{\"now\": \"1970-01-01T00:01:%02dZ\"}".formatted(i % 60));
      made.write(
          name + "4-enriched.json",
          """
          [{"at": %d, "ids": ["00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-000000000002"]}]
          """
              .formatted(60 + i % 60));
    }

    assertThat(made.test("--threads", "16").lines()).last().isEqualTo("100 passed, 0 failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads 0 | --threads 0: give a number from 1 to 256",
        "--threads 257 | --threads 257: give a number from 1 to 256",
        "--watch --json | --watch goes on, and --json is of one run; pass only one of them",
        "--watch --accept | --watch goes on, and --accept is of one run; pass only one of them",
        "--watch --github | --watch goes on, and --github is of one run; pass only one of them",
        "--json --github | --github prints lines, and --json one object; pass only one of them"
      })
  void refusesWhatDoesNotGoTogether(String arguments, String message) {
    Said said = project.test(arguments.split(" "));

    assertThat(said).isEqualTo(new Said(2, "", "standpipe: " + message + "\n"));
  }
}
