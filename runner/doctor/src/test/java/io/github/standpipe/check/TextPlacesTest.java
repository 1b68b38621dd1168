package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault in a pattern is reported at its place in the file. */
class TextPlacesTest {
  private static final String PIPE =
      """
      Resources:
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            Description: d
            RoleArn: !ImportValue r
            Source: arn:aws:sqs:us-east-1:123456789012:q
            Target: !ImportValue t
            LogConfiguration: {Level: ERROR, CloudwatchLogsLogDestination: {LogGroupArn: !ImportValue l}}
            SourceParameters:
              FilterCriteria:
                Filters:
      """;

  @TempDir Path folder;

  private String where(String text) throws IOException {
    Path file = folder.resolve("t.yaml");
    Files.writeString(file, text);
    Finding finding = Doctor.examine(Template.read(file, Map.of())).findings().getFirst();
    return finding.at().line() + ":" + finding.at().column() + " " + finding.rule().id();
  }

  @Test
  void inABlock() throws IOException {
    String block =
        """
                - Pattern: |
                    {
                      "body": {
                        "a": "b"
                      }
                    }
        """;

    assertThat(where(PIPE + block.indent(4))).isEqualTo("16:27 pattern-invalid");
  }

  @Test
  void inSingleQuotes() throws IOException {
    assertThat(where(PIPE + "            - Pattern: '{\"body\": {\"it''s\": [1], }}'\n"))
        .isEqualTo("13:49 pattern-invalid");
  }

  @Test
  void inDoubleQuotes() throws IOException {
    assertThat(where(PIPE + "            - Pattern: \"{\\\"body\\\": ]}\"\n"))
        .isEqualTo("13:36 pattern-invalid");
  }

  @Test
  void ofAFoldedTextAtItsKey() throws IOException {
    assertThat(where(PIPE + "            - Pattern: >\n                {\"body\": ]}\n"))
        .isEqualTo("13:15 pattern-invalid");
  }

  @Test
  void ofWhatAnIntrinsicMakesAtItsKey() throws IOException {
    assertThat(where(PIPE + "            - Pattern: !Sub '{\"body\": ]}'\n"))
        .isEqualTo("13:15 pattern-invalid");
  }
}
