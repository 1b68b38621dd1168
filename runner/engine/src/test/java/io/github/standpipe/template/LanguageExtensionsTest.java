package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transform {@code AWS::LanguageExtensions} adds, as a pipe may use it. */
class LanguageExtensionsTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Stage: {Type: String, Default: dev}
        Zones: {Type: CommaDelimitedList, Default: "a, b"}
      Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]
      Out:\
      """;

  private static String text(Value root) {
    Scope scope = new Scope((Value.Mapping) root, Path.of("t.yaml"), Map.of());
    return scope.requiredText(scope.root().get("Out").orElseThrow(), "Out");
  }

  private static String text(String out) {
    return text(YamlValues.read(TEMPLATE + " " + out, "t.yaml"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{body: {n: [{numeric: ['>', 100]}]}} | {\"body\":{\"n\":[{\"numeric\":[\">\",100]}]}}",
        "{a: true, b: 'true', c: \"1\", d: 1.50, e: 012, f: -2} |"
            + " {\"a\":true,\"b\":\"true\",\"c\":\"1\",\"d\":1.50,\"e\":10,\"f\":-2}",
        "{a: !Ref Stage, b: !Sub '${Stage}-x', c: !Ref Zones} |"
            + " {\"a\":\"dev\",\"b\":\"dev-x\",\"c\":[\"a\",\"b\"]}",
        "{a: !Ref AWS::NoValue, b: [!Ref AWS::NoValue, x], c: ~} | {\"b\":[\"x\"],\"c\":null}",
        "[a, {b: c}] | [\"a\",{\"b\":\"c\"}]"
      })
  void writesJson(String value, String json) {
    assertThat(text("!ToJsonString " + value)).isEqualTo(json);
    assertThat(text("{'Fn::ToJsonString': " + value + "}")).isEqualTo(json);
  }

  @Test
  void writesTheNumbersOfJson() throws JsonProcessingException {
    String template =
        """
        {"Transform": "AWS::LanguageExtensions",
         "Out": {"Fn::ToJsonString": {"a": 1, "b": "1", "c": false, "d": null}}}
        """;
    assertThat(text(JsonValues.read(template, "t.json", new YamlNotes(false))))
        .isEqualTo("{\"a\":1,\"b\":\"1\",\"c\":false,\"d\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"!Length [a, b, c] | 3", "!Length [] | 0", "{'Fn::Length': !Ref Zones} | 2"})
  void countsItems(String out, String count) {
    assertThat(text(out)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!ToJsonString text | Fn::ToJsonString is malformed; write a mapping or a list",
        "!Length text | an argument of Fn::Length is 'text'; write a list"
      })
  void saysWhatIsNotWrittenRight(String out, String message) {
    assertThatThrownBy(() -> text(out)).hasMessage("t.yaml:5: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Transform: AWS::Serverless-2016-10-31\n"})
  void asksForTheTransform(String transform) {
    String template = transform + "Out: !Length [a]\n";
    int line = transform.isEmpty() ? 1 : 2;
    assertThatThrownBy(() -> text(YamlValues.read(template, "t.yaml")))
        .hasMessage(
            "t.yaml:"
                + line
                + ": Fn::Length needs AWS::LanguageExtensions; add it to the template's"
                + " Transform");
  }

  @Test
  void readsAnOutputOfAnotherStack() {
    String template =
        "Out: {'Fn::GetStackOutput': {StackName: !Sub 'queues-${AWS::Region}', OutputName: Arn}}\n";
    Value.Mapping root = (Value.Mapping) YamlValues.read(template, "t.yaml");
    Scope scope = new Scope(root, Path.of("t.yaml"), Map.of("queues-us-east-1.Arn", "arn"));
    assertThat(scope.requiredText(root.get("Out").orElseThrow(), "Out")).isEqualTo("arn");
    assertThatThrownBy(() -> text(root))
        .hasMessage(
            "t.yaml:1: reads the output queues-us-east-1.Arn of another stack; pass --parameter"
                + " queues-us-east-1.Arn=value");
    assertThatThrownBy(() -> text("!GetStackOutput {StackName: a}"))
        .hasMessage(
            "t.yaml:5: Fn::GetStackOutput is malformed; write {StackName: name, OutputName: name}");
  }

  @Test
  void refusesAKeyThatIsNotAlphanumeric() {
    String template =
        """
        Transform: AWS::LanguageExtensions
        Resources:
          Fn::ForEach::Queues: [Name, [a-b], {"Q${Name}": {Type: A::B::C}}]
          Fn::ForEach::Others: [Name, [a-b], {"Q&{Name}": {Type: A::B::C}}]
        """;
    Value.Mapping root = (Value.Mapping) YamlValues.read(template, "t.yaml");
    Scope scope = new Scope(root, Path.of("t.yaml"), Map.of());
    assertThat(scope.resources().has("Qab")).isTrue();
    assertThat(scope.resources().has("Qa-b")).isFalse();
    assertThat(scope.expansion().refusedLoops())
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "t.yaml:3: a loop creates Qa-b, and a logical id has letters and digits alone; write"
                + " &{} instead of ${} in the key");
  }
}
