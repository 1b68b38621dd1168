package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

  private static Value read(String yaml) {
    return YamlValues.read(yaml, "t.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "30 | 30",
        "\"30\" | \"30\"",
        "'yes' | \"yes\"",
        "live | live",
        "a b | \"a b\"",
        "\"#x: [\\n\\\"]\" | \"#x: [\\n\\\"]\"",
        "arn:aws:sns:eu-west-1:1:t | arn:aws:sns:eu-west-1:1:t",
        "{Ref: Topic} | !Ref Topic",
        "{'Fn::GetAtt': [Topic, Arn]} | !GetAtt [Topic, Arn]",
        "!Sub '${A}:b' | !Sub \"${A}:b\"",
        "[!Ref A, {b: 1}] | [!Ref A, {b: 1}]",
        "!If [C, [!Ref T], !Ref AWS::NoValue] | !If [C, [!Ref T], !Ref AWS::NoValue]",
        "{'Fn::Base64': !Sub x} | {Fn::Base64: !Sub x}",
        "'' | \"\"",
        "~ | null"
      })
  void writesWhatIsReadAlike(String yaml, String line) {
    assertThat(OneLineYaml.of(read(yaml))).isEqualTo(line);
    assertThat(OneLineYaml.of(read(line))).isEqualTo(line);
    assertThat(OneLineYaml.of(read("[" + line + "]"))).isEqualTo("[" + line + "]");
  }
}
