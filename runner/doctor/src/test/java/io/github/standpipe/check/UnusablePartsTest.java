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

class UnusablePartsTest {
  private static final String PIPE =
      """
        Q: {Type: AWS::SQS::Queue}
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/r
            Source: !GetAtt Q.Arn
            Target: arn:aws:states:us-east-1:123456789012:stateMachine:m
            Nope: !Ref Bad
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bad: {Properties: {A: 1}} | Bad has no Type.",
        "Bad: text | Bad has no Type.",
        "Bad: | Bad has no Type.",
        "Bad: [a] | Bad has no Type.",
        "Bad: !Sub x | Bad has no Type.",
        "Bad: {Type: AWS::SQS::Queue, Properties: [1]} | Properties of Bad is a list.",
        "Bad: {Type: AWS::Pipes::Pipe, Properties: !Sub x} | Properties of Bad is Fn::Sub.",
        "Bad: {Type: AWS::SQS::Queue, Metadata: x} | Metadata of Bad is 'x'."
      })
  void aResourceDoesNotHideAnother(String resource, String seen) throws IOException {
    assertThat(findings("Resources:\n" + PIPE + "  " + resource + "\n"))
        .contains("unusable-part: " + seen)
        .contains("unknown-property: Nope is directly below the Properties of P.")
        .noneMatch(finding -> finding.startsWith("dangling"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X | Fn::ForEach::Bad: [N, [a], {'B${N}': {Type: A::B::C}}] | needs"
            + " AWS::LanguageExtensions.",
        "AWS::LanguageExtensions | Fn::ForEach::Bad: [N, [a]] | is malformed.",
        "AWS::LanguageExtensions | Fn::ForEach::Bad: text | is malformed.",
        "AWS::LanguageExtensions | Fn::ForEach::Bad: [N, [a], text] | is malformed.",
        "AWS::LanguageExtensions | Bad: {Type: A::B::C, Properties: {Fn::ForEach::Bad: [N, [a]]}} |"
            + " is malformed.",
      })
  void aLoopThatIsAlwaysRejectedIsAFinding(String transform, String loop, String seen)
      throws IOException {
    String text = "Transform: " + transform + "\nResources:\n" + PIPE + "  " + loop + "\n";
    assertThat(findings(text))
        .contains("unusable-part: Fn::ForEach::Bad " + seen)
        .contains("unknown-property: Nope is directly below the Properties of P.");
  }

  @Test
  void propertiesMayBeALoopAlone() throws IOException {
    String queue =
        "  R: {Type: AWS::SQS::Queue, Properties: {Fn::ForEach::Any: [N, [QueueName], {'${N}':"
            + " r}]}}\n";
    assertThat(findings("Transform: AWS::LanguageExtensions\nResources:\n" + PIPE + queue))
        .contains("unknown-property: Nope is directly below the Properties of P.")
        .noneMatch(finding -> finding.startsWith("unusable-part"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Parameters: {Bad: 1} | Parameter Bad is '1'.",
        "Parameters: [Bad] | Parameters is a list.",
        "Conditions: [Bad] | Conditions is a list.",
        "Globals: text | Globals is 'text'.",
      })
  void aSectionDoesNotHideAResource(String section, String seen) throws IOException {
    assertThat(findings(section + "\nResources:\n" + PIPE))
        .contains("unusable-part: " + seen)
        .contains("unknown-property: Nope is directly below the Properties of P.");
  }

  private List<String> findings(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), yaml);
    return Doctor.examine(Template.readUsable(file, Map.of())).findings().stream()
        .map(finding -> finding.rule().id() + ": " + finding.observed())
        .toList();
  }
}
