package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The result of each intrinsic in its short and long form, and the messages for wrong ones. */
class IntrinsicsTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Stage: {Type: String, Default: dev}
        Needed: {Type: String}
        Zones: {Type: CommaDelimitedList, Default: "a, b"}
        Version: {Type: "AWS::SSM::Parameter::Value<String>", Default: /app/version}
      Mappings:
        Tables:
          dev: {Name: orders-dev, "012": octal}
      Conditions:
        IsDev: !Equals [!Ref Stage, dev]
        IsProd: {"Fn::Equals": [{Ref: Stage}, prod]}
        NotProd: !Not [!Condition IsProd]
        Both: !And [!Condition IsDev, {Condition: NotProd}]
        Either: !Or [!Condition IsProd, {Condition: IsDev}]
        Circle: !Not [!Condition Circle]
        Odd: !Select [0, [a]]
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "n-${Stage}"}}
        Gone: {Type: AWS::SQS::Queue, Condition: IsProd}
        Ring: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Chain.QueueName}}
        Chain: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Ring.QueueName}}
        Custom: {Type: Custom::Thing}
        Setting: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: 012}}
        Fn: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
        Plain: {Type: AWS::Serverless::Function}
      Out:\
      """;

  private static Scope scope(String out, Map<String, String> given) {
    Value root = YamlValues.read(TEMPLATE + " " + out, "t.yaml");
    return new Scope((Value.Mapping) root, Path.of("t.yaml"), given);
  }

  private static Optional<String> text(String out, Map<String, String> given) {
    Scope scope = scope(out, given);
    return scope.text(scope.root().get("Out").orElseThrow(), "Out");
  }

  private static String text(String out) {
    return text(out, Map.of()).orElseThrow();
  }

  private static List<String> texts(String out) {
    Scope scope = scope(out, Map.of());
    return scope.items(scope.root().get("Out").orElseThrow(), "Out").orElseThrow().stream()
        .map(item -> scope.requiredText(item, "item"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Stage | dev",
        "{Ref: Stage} | dev",
        "!Ref AWS::Region | us-east-1",
        "!Ref AWS::StackId | arn:aws:cloudformation:us-east-1:123456789012:stack/standpipe/"
            + "00000000-0000-0000-0000-000000000000",
        "!Ref Queue | https://sqs.us-east-1.amazonaws.com/123456789012/Queue",
        "!Ref Fn.Alias | arn:aws:lambda:us-east-1:123456789012:function:Fn:live",
        "!Ref Fn.Version | arn:aws:lambda:us-east-1:123456789012:function:Fn:1",
        "!GetAtt Named.Arn | arn:aws:sqs:us-east-1:123456789012:n-dev",
        "{'Fn::GetAtt': [Named, QueueName]} | n-dev",
        "{'Fn::GetAtt': Named.QueueUrl} | https://sqs.us-east-1.amazonaws.com/123456789012/n-dev",
        "!GetAtt Setting.Value | 10",
        "!Sub 'a-${Stage}-${Queue.QueueName}-${AWS::Region}' | a-dev-Queue-us-east-1",
        "{'Fn::Sub': 'a-${Stage}'} | a-dev",
        "!Sub ['${X}-${Stage}', {X: !Ref AWS::Partition}] | aws-dev",
        "!Sub '${Fn.Alias}' | arn:aws:lambda:us-east-1:123456789012:function:Fn:live",
        "!Sub '${!Stage} <$.body> $1 \\' | ${Stage} <$.body> $1 \\",
        "!Join [':', [a, !Ref Stage, !Ref AWS::NoValue, b]] | a:dev:b",
        "{'Fn::Join': ['', [a, b]]} | ab",
        "!Join ['+', !Ref Zones] | a+b",
        "!Join ['+', !Split ['.', a.b.c]] | a+b+c",
        "!Select [1, !Ref Zones] | b",
        "{'Fn::Select': ['0', [x, y]]} | x",
        "!Select [1, !Split [':', 'a:b']] | b",
        "!FindInMap [Tables, !Ref Stage, Name] | orders-dev",
        "{'Fn::FindInMap': [Tables, dev, '012']} | octal",
        "!FindInMap [Tables, qa, Name, {DefaultValue: !Ref Stage}] | dev",
        "!If [IsDev, !Ref Stage, no] | dev",
        "{'Fn::If': [IsProd, no, 'yes']} | yes",
        "!If [NotProd, 1, 2] | 1",
        "!If [Both, 1, 2] | 1",
        "!If [Either, 1, 2] | 1",
        "!Base64 hello | aGVsbG8=",
        "{'Fn::Base64': !Ref Stage} | ZGV2",
        "2012-10-17 | 2012-10-17",
        "yes | true",
        "012 | 10",
        "1e3 | 1e3"
      })
  void givesTheTextOf(String out, String expected) {
    assertThat(text(out)).isEqualTo(expected);
  }

  @Test
  void givesNoTextForNoValue() {
    assertThat(text("!Ref AWS::NoValue", Map.of())).isEmpty();
    assertThat(text("!If [IsDev, !Ref AWS::NoValue, x]", Map.of())).isEmpty();
  }

  @Test
  void givesListsWithoutTheirMissingItems() {
    assertThat(texts("[a, !If [IsProd, b, !Ref AWS::NoValue], !Ref Stage]"))
        .containsExactly("a", "dev");
    assertThat(texts("!If [IsDev, !Ref Zones, []]")).containsExactly("a", "b");
    assertThat(texts("!Ref AWS::NotificationARNs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Needed | Needed | x",
        "!GetAtt PlainRole.Arn | AWS::AccountId | 111122223333",
        "!Ref AWS::Region | AWS::Region | eu-west-1",
        "!GetAtt Custom.Outputs.QueueArn | Custom.Outputs.QueueArn | arn:aws:sqs:r:a:q",
        "!Sub '${Queue.Arn}' | AWS::AccountId | 111122223333",
        "!ImportValue shared-queue | shared-queue | arn:aws:sqs:r:a:q",
        "{'Fn::ImportValue': !Sub '${Stage}-queue'} | dev-queue | arn",
        "!Ref Version | /app/version | 7",
        "!Ref Version | Version | 8",
        "'x{{resolve:ssm:/a/b}}y' | /a/b | v",
        "'{{resolve:ssm:/a/b:3}}' | /a/b | v",
        "'{{resolve:ssm-secure:/a/b}}' | /a/b | v",
        "!Sub '{{resolve:ssm:/${Stage}/b}}' | /dev/b | v",
        "!Join ['', ['{{resolve:ssm:/', !Ref Stage, '}}']] | /dev | v",
        "'{{resolve:secretsmanager:db:SecretString:user}}' | db:SecretString:user | v"
      })
  void takesWhatIsGiven(String out, String name, String value) {
    assertThat(text(out, Map.of(name, value)))
        .hasValueSatisfying(text -> assertThat(text).contains(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Needed | names the parameter Needed, which has no value; pass --parameter"
            + " Needed=value",
        "!Ref Qeue | Ref names Qeue, which the template does not declare",
        "!Ref Gone | Ref names Gone, which does not exist because its Condition is false",
        "!Sub '${Qeue.Arn}' | Fn::GetAtt names Qeue, which the template does not declare",
        "!GetAtt Queue | Fn::GetAtt names 'Queue' without an attribute; write Queue.Arn",
        "!GetAtt Queue.Colour | Fn::GetAtt asks AWS::SQS::Queue Queue for Colour, which is unknown;"
            + " pass --parameter Queue.Colour=value",
        "!GetAtt Custom.Arn | Fn::GetAtt asks Custom::Thing Custom for Arn, which is unknown; pass"
            + " --parameter Custom.Arn=value",
        "!Ref Plain.Alias | Ref names Plain.Alias; set AutoPublishAlias of Plain",
        "!ImportValue far-queue | imports far-queue from another stack; pass --parameter"
            + " far-queue=value",
        "!Ref Version | names the parameter Version, which is the SSM parameter /app/version; pass"
            + " --parameter /app/version=value",
        "'{{resolve:ssm:/a/b}}' | names the SSM parameter /a/b; pass --parameter /a/b=value",
        "'{{resolve:secretsmanager:db}}' | names the secret db; pass --parameter db=value",
        "'{{resolve:vault:db}}' | the dynamic reference vault is not supported; use a parameter",
        "!FindInMap [Tables, qa, Name] | Mappings has no Tables.qa.Name; add it there",
        "!FindInMap [Tables, qa] | Fn::FindInMap is malformed; write [map, key, key]",
        "!Select [2, [a, b]] | Fn::Select asks for item 2 of 2, counted from 0",
        "!Select [-1, [a, b]] | Fn::Select asks for item -1 of 2, counted from 0",
        "!If [Missing, a, b] | names the condition Missing, which Conditions does not declare",
        "!If [IsDev, a] | Fn::If is malformed; write [condition, value if true, value if"
            + " false]",
        "!Sub [a] | Fn::Sub is malformed; write a text, or [text, {variable: value}]",
        "!Sub [a, b] | Fn::Sub is malformed; write a text, or [text, {variable: value}]",
        "!Join [a] | Fn::Join is malformed; write [delimiter, [value, ...]]",
        "!Join ['', a] | an argument of Fn::Join is 'a'; write a list",
        "!Join ['', [[a]]] | an argument of Fn::Join is a list; write a text",
        "!Split [a] | Fn::Split is malformed; write [delimiter, text]",
        "!Cidr [a, b, c] | Fn::Cidr is not supported; write the value itself or use a parameter",
        "{'Fn::Transform': {Name: AWS::Include}} | Fn::Transform is not supported; write the"
            + " value itself or use a parameter",
        "!Ref Zones | Out is a list; write a text",
        "{a: b} | Out is a mapping; write a text",
        "~ | Out is null; write a text"
      })
  void saysWhatCannotBeResolved(String out, String message) {
    assertThatThrownBy(() -> text(out))
        .isInstanceOf(Fault.class)
        .hasMessage("t.yaml:27: " + message);
  }

  @Test
  void saysWhereACircleCloses() {
    assertThatThrownBy(() -> text("!GetAtt Ring.Arn"))
        .hasMessage(
            "t.yaml:21: Fn::GetAtt Chain.QueueName refers to itself: Fn::GetAtt Ring.Arn ->"
                + " Fn::GetAtt Chain.QueueName -> Fn::GetAtt Ring.QueueName ->"
                + " Fn::GetAtt Chain.QueueName");
    assertThatThrownBy(() -> text("!If [Circle, a, b]"))
        .hasMessage(
            "t.yaml:15: condition Circle refers to itself: condition Circle -> condition Circle");
  }

  @Test
  void saysWhichIntrinsicIsNoCondition() {
    assertThatThrownBy(() -> text("!If [Odd, a, b]"))
        .hasMessage("t.yaml:16: Fn::Select is not supported in a condition");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!Ref [a]", "!Ref {a: b}"})
  void refusesARefToNoText(String out) {
    assertThatThrownBy(() -> text(out))
        .hasMessageMatching("t\\.yaml:27: an argument of Ref is a (list|mapping); write a text");
  }
}
