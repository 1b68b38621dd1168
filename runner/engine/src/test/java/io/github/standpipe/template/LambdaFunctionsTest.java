package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a function is read from a template in the folder {@code pipes}. */
class LambdaFunctionsTest {
  private static final String GLOBALS =
      """
      Globals:
        Function:
          Runtime: java17
          Layers: [!Ref First]
          Environment: {Variables: {A: global, B: global}}
          Tags: !If [Yes, {a: b}, {}]
      Conditions:
        Yes: !Equals [a, a]
      Resources:
        First: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ../first}}
        Second: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: second}}
        Uploaded: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://bucket/key}}
        Fn:
          Type: AWS::Serverless::Function
          Properties: {%s}
        Plain:
          Type: AWS::Lambda::Function
          Properties: {Handler: a.B, Code: {ZipFile: x}}
      """;

  private static LambdaFunction function(String logicalId, String properties) {
    Value root = YamlValues.read(GLOBALS.formatted(properties), "pipes/t.yaml");
    Scope scope = new Scope((Value.Mapping) root, Path.of("pipes/t.yaml"), Map.of());
    return scope
        .resources()
        .present(r -> r.logicalId().equals(logicalId))
        .map(new LambdaFunctions(scope)::of)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void mergesGlobalsByTheRulesOfSam() {
    LambdaFunction function =
        function(
            "Fn",
            "Handler: a.B, Runtime: java21, Layers: [!Ref Second, !Ref Uploaded],"
                + " Environment: {Variables: {B: own, C: 1e3, D: true}}");
    assertThat(function.runtime()).isEqualTo("java21");
    assertThat(function.layers()).isEqualTo(List.of(Path.of("first"), Path.of("pipes/second")));
    assertThat(function.environment())
        .isEqualTo(Map.of("A", "global", "B", "own", "C", "1e3", "D", "true"));
  }

  @Test
  void setsNoVariableForASecretThatWasNotGiven() {
    String variables =
        "Handler: a.B, Runtime: java21, Environment: {Variables: {TOKEN:"
            + " !Sub '{{resolve:secretsmanager:${AWS::StackName}:SecretString:token}}', C: c}}";
    assertThat(function("Fn", variables).environment().keySet()).isEqualTo(Set.of("A", "B", "C"));
  }

  @Test
  void letsAnIntrinsicOfTheFunctionWin() {
    LambdaFunction function =
        function(
            "Fn", "Handler: a.B, Environment: !If [Yes, {Variables: {Z: z}}, !Ref AWS::NoValue]");
    assertThat(function.environment()).isEqualTo(Map.of("Z", "z"));
    assertThat(function.runtime()).isEqualTo("java17");
  }

  @Test
  void keepsGlobalsFromFunctionsOutsideSam() {
    assertThatThrownBy(() -> function("Plain", ""))
        .hasMessage("pipes/t.yaml:18: Plain has no Runtime");
  }

  @ParameterizedTest
  @CsvSource({
    "., pipes",
    "../, .",
    "../code, code",
    "/opt/code, /opt/code",
    "a/../b.jar, pipes/b.jar"
  })
  void writesALocalPathAsShortAsItCan(String uri, Path code) {
    assertThat(function("Fn", "Handler: a.B, CodeUri: " + uri).code()).contains(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"CodeUri: s3://bucket/key", "CodeUri: {Bucket: b, Key: k}", "InlineCode: x"})
  void findsNoLocalCodeWhereItIsUploadedOrInline(String code) {
    assertThat(function("Fn", "Handler: a.B, " + code).code()).isEmpty();
  }

  @Test
  void takesAContainerImageWithoutAHandler() {
    LambdaFunction function = function("Fn", "PackageType: Image");
    assertThat(function.runtime()).isEmpty();
    assertThat(function.handler()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Handler: a.B, Environment: {Variables: {A: [x]}} | Fn's A is a list; write a text",
        "Handler: a.B, Environment: {Variables: {A: ~}} | Fn's A is null; write a text",
        "Handler: a.B, Layers: [!Ref Third] | Ref names Third, which the template does not declare",
        "Runtime: java21 | Fn has no Handler"
      })
  void refusesAFunction(String properties, String message) {
    assertThatThrownBy(() -> function("Fn", properties)).hasMessage("pipes/t.yaml:15: " + message);
  }
}
