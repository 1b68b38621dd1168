package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments that suppress findings in the configuration beside a plan or a state. */
class TerraformSuppressionsTest {
  private static final String RESOURCES =
      """
      {"resources": [
        {"address": "aws_sqs_queue.in", "mode": "managed", "type": "aws_sqs_queue", "name": "in",
         "values": {"name": "in"%s}},
        {"address": "aws_pipes_pipe.p", "mode": "managed", "type": "aws_pipes_pipe", "name": "p",
         "values": {"name": "p", "source": "arn:aws:sqs:eu-north-1:111122223333:in",
           "target": "arn:aws:sqs:eu-north-1:111122223333:out", "log_configuration": []}}]}
      """;
  private static final String STATE =
      "{\"format_version\": \"1.0\", \"values\": {\"root_module\": " + RESOURCES + "}}";
  private static final String PLAN =
      """
      {"format_version": "1.2", "planned_values": {"root_module": %s},
       "resource_changes": [{"address": "aws_sqs_queue.in", "change": {"after_unknown": {"redrive_policy": true}}}],
       "configuration": {"root_module": {"resources": [{"address": "aws_sqs_queue.in",
         "expressions": {"redrive_policy": {"references": ["local.a", "local.b"]}}}]}}}
      """;

  @TempDir Path folder;

  private List<Finding> findings(String json, String inPipe) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        "resource \"aws_sqs_queue\" \"in\" {\n"
            + "}\n\n"
            + "resource \"aws_pipes_pipe\" \"p\" {\n"
            + "  name = \"p\"\n"
            + inPipe
            + "\n}\n");
    Path file = Files.writeString(folder.resolve("show.json"), json);
    return Doctor.examine(Template.readUsable(file, Map.of())).open();
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream()
        .filter(one -> one.resource().equals("aws_pipes_pipe.p"))
        .map(one -> one.rule().id())
        .sorted()
        .toList();
  }

  private static String state(String more) {
    return STATE.formatted(more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "# standpipe:suppress=no-logs: the target logs",
        "// standpipe:suppress=no-logs: the target logs",
        "desired_state = \"RUNNING\" # standpipe:suppress=no-logs: the target logs",
        "`source_parameters {\n # standpipe:suppress=no-logs: the target logs\n}`"
      })
  void hidesAFindingOfItsBlock(String comment) throws IOException {
    assertThat(rules(findings(state(""), "  name2 = 1"))).contains("no-logs");
    assertThat(rules(findings(state(""), comment)))
        .doesNotContain("no-logs")
        .noneMatch(rule -> rule.startsWith("suppression-"));
  }

  @Test
  void advisesACommentIfOneHasNoReason() throws IOException {
    List<Finding> found = findings(state(""), "  # standpipe:suppress=no-logs");
    assertThat(rules(found)).contains("no-logs", "suppression-without-reason");
    assertThat(found)
        .filteredOn(one -> one.rule().id().equals("suppression-without-reason"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.instead())
                .isEqualTo(
                    "Write # standpipe:suppress=RULE: REASON in the block of the resource."));
  }

  /** What is unknown in a plan may be a finding in the state. */
  @Test
  void findsAnUnusedOneOnlyIfEverythingIsKnown() throws IOException {
    String comment = "  # standpipe:suppress=no-redrive: read again";
    assertThat(rules(findings(state(""), comment))).contains("suppression-unused");
    String plan = PLAN.formatted(RESOURCES.formatted(""));
    assertThat(rules(findings(plan, comment))).doesNotContain("suppression-unused");
  }
}
