package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEditTest {
  private static final String HEAD = "Transform: AWS::Serverless-2016-10-31\n";
  private static final String NEW =
      """
      # a new one
      New:
        Type: AWS::IAM::Role
        Properties:
          Policies:
            - PolicyName: x
              PolicyDocument:
                Statement:
                  - {Effect: Allow}

          Path: |
            a
              b
      """;

  @TempDir Path folder;

  private static String with(String text) {
    return TemplateEdit.of(Path.of("t.yaml"), text).with("New:\n  Type: A::B::C\n");
  }

  @Test
  void addsBehindTheLastResourceAndKeepsEverythingElse() {
    String before =
        HEAD
            + """
            Resources:   # all of them
              Old:
                Type:   AWS::SQS::Queue   # as it is
                # NotYet: true
              # of the resources

            """;
    String after =
        """

        # of the outputs
        Outputs: {}
        """;

    assertThat(with(before.stripTrailing() + "\n" + after))
        .isEqualTo(before.stripTrailing() + "\n\n  New:\n    Type: A::B::C\n" + after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n", "\n# the end", "\n...\n"})
  void addsAtTheEndOfAText(String end) {
    String text = HEAD + "Resources:\n  Old:\n    Type: A::B::C";
    String kept = end.startsWith("\n") ? end.substring(1) : end;

    assertThat(with(text + end)).isEqualTo(text + "\n\n  New:\n    Type: A::B::C\n" + kept);
  }

  @Test
  void laysOutWhatIsNewAsTheRestIs() {
    String text = HEAD + "Resources:\n   Old:\n       Type: A::B::C\n";

    assertThat(TemplateEdit.of(Path.of("t.yaml"), text).with(NEW))
        .isEqualTo(
            text
                + """

                   # a new one
                   New:
                       Type: AWS::IAM::Role
                       Properties:
                           Policies:
                               - PolicyName: x
                                 PolicyDocument:
                                     Statement:
                                         - {Effect: Allow}

                           Path: |
                               a
                                   b
                """);
  }

  @Test
  void keepsTheEndsOfLinesAndTheMarkAtTheBeginning() {
    String text =
        "\uFEFF" + (HEAD + "Resources:\n  Old:\n    Type: A::B::C\n").replace("\n", "\r\n");

    assertThat(with(text)).isEqualTo(text + "\r\n  New:\r\n    Type: A::B::C\r\n");
  }

  @Test
  void countsCharactersOfEveryPlane() {
    String text =
        HEAD + "Description: \"\uD83D\uDE92 \u2028 日本\"\nResources:\n  Old: {Type: A::B::C}\n";

    assertThat(with(text + "Outputs: {}\n"))
        .isEqualTo(text + "\n  New:\n    Type: A::B::C\nOutputs: {}\n");
  }

  @Test
  void leavesATextThatEndsInBlankLinesAsItIs() {
    String text = HEAD + "Resources:\n  Old:\n    Type: A::B::C\n    Text: |+\n      a\n\n\n";

    assertThat(with(text + "Outputs: {}\n"))
        .isEqualTo(text + "  New:\n    Type: A::B::C\nOutputs: {}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                       '\nResources:\n  New:\n    Type: A::B::C\n'",
    "'Resources:\n',           '  New:\n    Type: A::B::C\n'",
    "'Resources: # none yet',  '\n  New:\n    Type: A::B::C\n'",
    "'Globals:\n    Api:\n        X: 1\n', '\nResources:\n    New:\n        Type: A::B::C\n'"
  })
  void addsToATemplateThatHasNoResources(String rest, String added) {
    assertThat(with(HEAD + rest)).isEqualTo(HEAD + rest + added);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | t.yaml: is empty; write Transform:"
            + " AWS::Serverless-2016-10-31 into it",
        "'- a'                               | t.yaml: is not a template but a list",
        "'Resources:\n  A: {Type: A::B::C}'  | t.yaml: has no Transform:"
            + " AWS::Serverless-2016-10-31; add it, because the new resources need SAM",
        "'Transform: [AWS::Serverless-2016-10-31]\n"
            + "Resources: {}' | t.yaml:2: Resources is not a block mapping; write each resource on"
            + " separate lines",
        "'{Transform: AWS::Serverless-2016-10-31}' | t.yaml: is written in braces;"
            + " write it as block-style YAML",
        "'Transform: AWS::Serverless-2016-10-31\n"
            + "Resources: ~\n"
            + "' | t.yaml: has a layout in which nothing can be added to its Resources",
        "'Transform: AWS::Serverless-2016-10-31\nResources:\n  A: 1\n  New: 2' | t.yaml:4: has New"
            + " already; choose another name",
        "'Transform: AWS::Serverless-2016-10-31\nParameters:\n  New: 2' | t.yaml:3: has New"
            + " already; choose another name",
        "'a: [' | t.yaml:1:5: is not YAML: expected the node content, but found '<stream end>'"
      })
  void refusesWhatItCannotAddTo(String text, String message) {
    assertThatThrownBy(() -> with(text)).isInstanceOf(Fault.class).hasMessage(message);
  }

  @Test
  void refusesJson() throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), "{\"Resources\": {}}");

    assertThatThrownBy(() -> TemplateEdit.of(file))
        .hasMessage(file + ": is JSON; resources can be added only to a YAML template");
  }

  @Test
  void tellsWhatResourcesSay() {
    String text =
        HEAD
            + """
            Resources:
              A: {Type: AWS::Serverless::Function, Properties: {CodeUri: a.zip}}
              B: {Type: AWS::Serverless::Function, Properties: {CodeUri: !Ref X}}
              C: {Type: AWS::Serverless::Function}
              D: {Type: AWS::SQS::Queue, Properties: {CodeUri: d.zip}}
            """;
    TemplateEdit edit = TemplateEdit.of(Path.of("t.yaml"), text);

    assertThat(edit.common().texts("AWS::Serverless::Function", "CodeUri"))
        .singleElement()
        .hasToString("A=a.zip");
    assertThat(edit.common().has("D")).isTrue();
    assertThat(edit.common().has("E")).isFalse();
  }
}
