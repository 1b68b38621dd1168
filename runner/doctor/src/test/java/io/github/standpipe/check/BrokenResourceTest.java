package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resource that cannot be used, or understood, hides nothing about the others. */
class BrokenResourceTest {
  /** A template with faults of several kinds. */
  private static final String VALID =
      """
      Parameters:
        Given: {Type: String, Default: a}
        Open: {Type: String}
      Conditions:
        IsGiven: !Equals [!Ref Given, a]
      Resources:
        Parcels: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 1}}}
        Lost: {Type: AWS::SQS::Queue}
        ParcelPipe:
          Type: AWS::Pipes::Pipe
          Condition: IsGiven
          Properties:
            RoleArn: !GetAtt Role.Arn
            Source: !GetAtt Parcels.Arn
            SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{"body": {"a": "b"}}'}]}}
            Target: arn:aws:states:us-east-1:123456789012:stateMachine:m
            TargetParameters: {InputTemplate: '{"a": <$.body.a', StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
            Nope: 1
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole}]}
            Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "sqs:*", Resource: "*"}]}}]
      """;

  private static final List<String> TYPES =
      List.of(
          "AWS::SQS::Queue",
          "AWS::Pipes::Pipe",
          "AWS::Lambda::Function",
          "AWS::Serverless::Function",
          "AWS::Serverless::StateMachine",
          "AWS::StepFunctions::StateMachine",
          "AWS::Serverless::Connector",
          "AWS::Serverless::Application",
          "AWS::CloudFormation::Stack",
          "AWS::Events::Rule",
          "AWS::DynamoDB::Table",
          "AWS::SNS::Topic",
          "AWS::Logs::LogGroup",
          "AWS::KMS::Key",
          "Custom::Thing",
          "Rain::Module",
          "AWS::Nope::Nothing",
          "My::Own::MODULE",
          "'!'",
          "7");
  private static final List<String> KEYS =
      List.of(
          "QueueName",
          "RedrivePolicy",
          "Source",
          "Target",
          "Role",
          "RoleArn",
          "SourceParameters",
          "TargetParameters",
          "Enrichment",
          "Environment",
          "Layers",
          "Events",
          "Policies",
          "Connectors",
          "DefinitionString",
          "Definition",
          "DefinitionUri",
          "DefinitionSubstitutions",
          "CodeUri",
          "Targets",
          "EventPattern",
          "TemplateURL",
          "Location",
          "Parameters",
          "Destination",
          "Permissions",
          "Name",
          "Properties",
          "Fn::Transform",
          "Fn::ForEach::L",
          "Tags");
  private static final List<String> CALLS =
      List.of(
          "!Ref Open",
          "!Ref Missing",
          "!Ref Broken",
          "!GetAtt Broken.Arn",
          "!GetAtt Parcels",
          "!GetAtt [Parcels]",
          "!Sub '${Open}-${Missing.Arn}'",
          "!Sub [a]",
          "!Sub {}",
          "!Frobnicate x",
          "!Rain::Embed file.txt",
          "'${self:custom.name}'",
          "!If [IsMissing, a, b]",
          "!If [IsGiven]",
          "!If x",
          "!Join x",
          "!Join ['', !Ref Open]",
          "!Select [9, [a]]",
          "!FindInMap [No, a, b]",
          "!FindInMap x",
          "!ImportValue nowhere",
          "!GetStackOutput {StackName: a, OutputName: b}",
          "!Length [a]",
          "!ToJsonString {a: b}",
          "!Split [',']",
          "!Base64 [a]",
          "!Cidr [a, b, c]",
          "!Transform {Name: MyMacro, Parameters: {a: b}}",
          "!Transform {Name: AWS::Include, Parameters: {Location: gone.yaml}}",
          "'{{resolve:ssm:/a/b}}'",
          "'{{resolve:nope'",
          "~",
          "2026-11-30",
          "0x1F",
          "''");

  @TempDir Path folder;

  /** Values, resources and attributes of any form. */
  private record Garbage(Random random) {
    private String of(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }

    private String value(int depth) {
      return switch (random.nextInt(depth > 3 ? 3 : 6)) {
        case 0, 1 -> of(CALLS);
        case 2 -> of(List.of("text", "1", "true", "'{\"a\": '", "arn:aws:sqs:::x", "-1"));
        case 3 -> "[" + value(depth + 1) + ", " + value(depth + 1) + "]";
        default -> mapping(depth);
      };
    }

    private String mapping(int depth) {
      String first = of(KEYS);
      String second = of(KEYS);
      return "{"
          + first
          + ": "
          + value(depth + 1)
          + (first.equals(second) ? "" : ", " + second + ": " + value(depth + 1))
          + "}";
    }

    private String resource() {
      String whole = random.nextInt(8) == 0 ? value(2) : "";
      if (!whole.isEmpty()) {
        return whole;
      }
      String rest =
          switch (random.nextInt(6)) {
            case 0 -> ", Condition: " + value(3);
            case 1 -> ", DependsOn: " + value(3);
            case 2 -> ", Connectors: " + value(1);
            case 3 -> ", Metadata: " + value(2);
            default -> "";
          };
      String properties = random.nextInt(6) == 0 ? value(1) : mapping(0);
      return "{Type: " + of(TYPES) + ", Properties: " + properties + rest + "}";
    }
  }

  private List<String> findings(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), yaml);
    return Doctor.examine(Template.readUsable(file, Map.of())).findings().stream()
        .filter(finding -> !finding.resource().equals("Broken"))
        .map(finding -> finding.where() + " " + finding.rule().id() + " " + finding.observed())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void hidesNothing(long seed) throws IOException {
    List<String> valid = findings(VALID);
    assertThat(valid).hasSizeGreaterThan(5);
    List<String> sure = valid.stream().filter(BrokenResourceTest::isSure).toList();
    Garbage garbage = new Garbage(new Random(seed));
    for (int i = 0; i < 60; i++) {
      String broken = garbage.resource();
      List<String> found = findings(VALID + "  Broken: " + broken + "\n");
      assertThat(found).as(broken).containsAll(sure);
      assertThat(found).as(broken).hasSizeLessThanOrEqualTo(valid.size());
    }
  }

  /** What is passed on to another stack or to code may be watched there. */
  private static boolean isSure(String finding) {
    return !finding.contains("-alarm ");
  }
}
