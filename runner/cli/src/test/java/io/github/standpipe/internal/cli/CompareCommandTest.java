package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final Path CASE = Path.of("runner/cli/src/test/cases/compares-recorded-events");

  @TempDir Path folder;

  private static Said compare(String... more) {
    return compare(CASE, more);
  }

  private static Said compare(Path project, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "compare",
                    "Orders",
                    "-t",
                    project + "/now/template.yaml",
                    "--base",
                    CASE + "/base",
                    "--lookups",
                    CASE + "/lookups"),
                Stream.of(more))
            .toList();
    return Said.by(arguments.toArray(String[]::new));
  }

  @Test
  void savesExamplesThatPassAsFixtures() throws IOException {
    for (String file : List.of("template.yaml", "order.jslt")) {
      Path copy = folder.resolve("now").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(CASE.resolve("now").resolve(file), copy);
    }
    Path saved = Files.createDirectories(folder.resolve("now/fixtures/Orders"));

    Said said = compare(folder, "--events", CASE + "/events", "--save", saved.toString());

    assertThat(said.err())
        .isEqualTo(
            Stream.of(
                    "now-filtered-at-filtered",
                    "now-failing-order-jslt-7-66",
                    "removed-mail",
                    "retyped-amount")
                .map(name -> "standpipe: saved as " + saved.resolve(name) + "\n")
                .reduce("", String::concat));
    Said tested = Said.by("test", "-t", folder + "/now/template.yaml");
    assertThat(tested.out())
        .contains("ok    Orders/retyped-amount\n")
        .endsWith("4 passed, 0 failed\n");
    Said again = compare(folder, "--events", CASE + "/events", "--save", saved.toString());
    assertThat(again.err().lines())
        .contains(
            "standpipe: "
                + saved.resolve("removed-mail")
                + ": is not empty; save to an empty folder");
  }

  @Test
  void writesTheSameInAnyNumberOfThreads() {
    String one = compare("--events", CASE + "/events", "--json", "--threads", "1").out();

    assertThat(compare("--events", CASE + "/events", "--json", "--threads", "4").out())
        .isEqualTo(one);
  }

  @Test
  void printsJson() throws IOException {
    JsonNode json = Json.parse(compare("--events", CASE + "/events", "--json").out());

    assertThat(json.at("/groups/2"))
        .hasToString(
            "{\"kind\":\"removed\",\"stage\":\"target input\",\"path\":\"$[*].mail\",\"events\":1,"
                + "\"first\":\""
                + CASE
                + "/events/2026/01/first.jsonl:1\",\"example\":{\"messages\":"
                + "[{\"body\":\"{\\\"order\\\":\\\"Y-1758\\\",\\\"customer\\\":\\\"T-39818\\\","
                + "\\\"state\\\":\\\"eorknf\\\",\\\"amount\\\":5296,\\\"lines\\\":[{\\\"sku\\\":"
                + "\\\"DUDI-44\\\",\\\"count\\\":2}]}\"}],\"was\":\"hmx@nalmfbx.rts\",\"kept\":[]}}");
    assertThat(json.get("same").asInt()).isEqualTo(1);
    assertThat(json.get("notCompared").asInt()).isEqualTo(1);
    assertThat(json.get("notRead").asInt()).isEqualTo(1);
  }

  @Test
  void writesMarkdownInWhichNothingOfAnEventHasAMeaning() throws IOException {
    Path events =
        Files.writeString(
            folder.resolve("events.jsonl"),
            "{\"order\": \"`|@all <img src=x> [a](b)\", \"customer\": \"C-71530\", \"state\":"
                + " \"placed\", \"amount\": 1, \"lines\": []}\n");
    Path markdown = folder.resolve("comment.md");

    compare("--events", events.toString(), "--markdown", markdown.toString(), "--keep", "order");

    assertThat(markdown)
        .content()
        .startsWith("### `Orders`: 1 event, 1 differs from `" + CASE + "/base`\n\n| | where |")
        .contains("| removed | `$[*].mail` | 1 | ")
        .contains("| retyped | `$[*].amount` | 1 | `1` | `\"1\"` |\n")
        .contains(
            "<details><summary>removed $&#91;&#42;&#93;.mail</summary>\n\n"
                + "``{\"order\":\"`|@all <img");
  }

  @Test
  void comparesTheFixturesIfNoEventsAreNamed() {
    Said said = Said.by("compare", "OrderPipe", "--base", ".");

    assertThat(said.out()).matches("OrderPipe  \\d\\d events, none differs from \\.\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void comparesBatches() {
    Said said = compare("--events", CASE + "/events", "--batch", "10", "--anyway");

    assertThat(said.out()).contains("look-up customers: 5 events");
    assertThat(said.code()).isZero();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(Said.by("compare", "OrderPipe").err())
        .isEqualTo(
            "standpipe compare: Missing required option: '--base=REVISION'; see standpipe compare"
                + " --help\n");
    assertThat(Said.by("compare", "--base", "x").err())
        .isEqualTo(
            "standpipe compare: Missing required parameter: 'PIPE'; see standpipe compare"
                + " --help\n");
    assertThat(compare("--batch", "0").err())
        .isEqualTo("standpipe: --batch 0: give a number from 1 to 10000\n");
    assertThat(compare("--lookups", "nowhere").code()).isEqualTo(2);
  }
}
