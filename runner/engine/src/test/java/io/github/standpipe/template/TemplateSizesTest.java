package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large and hostile templates are read in time proportional to their size, or rejected with one
 * line.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TemplateSizesTest {
  private static final String QUEUE = "Resources: {Q: {Type: AWS::SQS::Queue}}\n";

  @TempDir Path folder;

  private Template read(String yaml) throws IOException {
    return Template.readUsable(Files.writeString(folder.resolve("t.yaml"), yaml), Map.of());
  }

  private static String each(int count, String line) {
    return IntStream.range(0, count)
        .mapToObj(i -> line.replace("<i>", "" + i).replace("<next>", "" + (i + 1)))
        .collect(Collectors.joining());
  }

  @Test
  void manyNamesThatLeadToNothingAreFound() throws IOException {
    String queues = each(5000, "  Q<i>: {Type: AWS::SQS::Queue, DependsOn: Gone<i>}\n");

    assertThat(read("Resources:\n" + queues).unresolvedNames()).hasSize(5000);
  }

  @Test
  void manyConditionsThatNameTheNext() throws IOException {
    String conditions = each(20_000, "  C<i>: {Condition: C<next>}\n");

    assertThat(read(QUEUE + "Conditions:\n" + conditions).unresolvedNames())
        .extracting(TemplateNote.UnresolvedName::name)
        .containsExactly("C20000");
  }

  @Test
  void aChainOfQueues() throws IOException {
    String queues =
        each(
            300,
            "  Q<i>: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt"
                + " Q<next>.QueueName}}\n");
    Template template = read("Resources:\n" + queues + "  Q300: {Type: AWS::SQS::Queue}\n");

    assertThat(template.declarations().getFirst().name()).contains("Q300");
    assertThat(template.unresolvedNames()).isEmpty();
  }

  /** A chain that is too long from one queue is not followed again from each queue before it. */
  @Test
  void aChainThatIsLongerThanIsFollowed() throws IOException {
    String queues =
        each(
            2_300,
            "  Q<i>: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt"
                + " Q<next>.QueueName}}\n");
    Template template = read("Resources:\n" + queues + "  Q2300: {Type: AWS::SQS::Queue}\n");

    for (int round = 0; round < 20; round++) {
      assertThat(template.declarations().getFirst().name()).isEmpty();
    }
    assertThat(template.declarations().get(1_000).name()).contains("Q2300");
    assertThat(template.declarations().get(1_000).logicalId()).isEqualTo("Q1000");
  }

  @Test
  void joinsThatDoubleAndAnAliasInItself() {
    String joins = each(47, "  J<next>: &j<next> !Join ['', [*j<i>, *j<i>]]\n");

    assertThatThrownBy(() -> read(QUEUE + "Metadata:\n  J0: &j0 a\n" + joins))
        .hasMessageEndingWith("unfolds to more than 1,000,000 values by aliases; write fewer");
    assertThatThrownBy(() -> read(QUEUE + "Mappings: {M: &m {A: *m}}\n"))
        .hasMessageEndingWith("an alias is inside its own anchor");
  }

  @Test
  void manyValuesWithoutQuotesAreNoted() throws IOException {
    assertThat(read(QUEUE + "Metadata:\n" + each(20_000, "  M<i>: 0x<i>\n")).notes())
        .hasSize(20_000);
  }
}
