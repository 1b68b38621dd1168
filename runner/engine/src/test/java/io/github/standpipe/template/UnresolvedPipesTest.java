package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.PipeDefinition.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipe that cannot be fully resolved is listed, and reports why when it is built. */
class UnresolvedPipesTest {
  private static final String TEMPLATE =
      """
      Parameters: {Env: {Type: String}, Cluster: {Type: String}}
      Conditions: {Prod: !Equals [!Ref Env, prod]}
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        Machine: {Type: AWS::StepFunctions::StateMachine}
        Nested: {Type: AWS::CloudFormation::Stack}
        Named: {Type: AWS::Pipes::Pipe, Properties: {Name: !Sub "${Env}-pipe", Source: !GetAtt Queue.Arn, Target: !Ref Machine}}
        Filtered: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Queue.Arn, Target: !Ref Machine, SourceParameters: {FilterCriteria: {Filters: !If [Prod, [], []]}}}}
        Conditional: {Type: AWS::Pipes::Pipe, Condition: Prod, Properties: {Source: !GetAtt Queue.Arn, Target: !Ref Machine}}
        Given: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Queue.Arn, Target: !Ref Cluster}}
        Outer: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Nested.Outputs.QueueArn, Target: !Ref Machine}}
        Enriched: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Queue.Arn, Enrichment: {Fn::GetAtt: [Fn, Arn]}, Target: !ImportValue machine}}
        Odd: {Type: AWS::Pipes::Pipe, Properties: {Source: Queue, Target: [a]}}
        Empty: {Type: AWS::Pipes::Pipe}
        Sound:
          Type: AWS::Pipes::Pipe
          Properties:
            Name: sound-pipe
            Source: !GetAtt Queue.Arn
            Target: !Ref Machine
            TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
      """;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("t.yaml"), TEMPLATE);
  }

  private Template template(String... given) {
    return Template.read(file, given.length == 0 ? Map.of() : Map.of(given[0], given[1]));
  }

  private static Part unresolved(String name) {
    return new Part("not resolved", name);
  }

  @Test
  void listsEachPipe() {
    assertThat(template().pipes())
        .extracting(PipeDefinition::name)
        .containsExactly(
            "Named",
            "Filtered",
            "Conditional",
            "Given",
            "Outer",
            "Enriched",
            "Odd",
            "Empty",
            "sound-pipe");
    assertThat(template().pipe("Filtered").filters()).isEmpty();
    assertThat(template().pipe("Named").filters()).hasValue(0);
  }

  @Test
  void tellsWhatIsWrittenInPlaceOfWhatIsNamed() {
    assertThat(template().pipe("Given").target()).isEqualTo(unresolved("Ref Cluster"));
    assertThat(template().pipe("Outer").source())
        .isEqualTo(unresolved("Fn::GetAtt Nested.Outputs.QueueArn"));
    assertThat(template().pipe("Enriched").enrichment()).contains(unresolved("Fn::GetAtt Fn.Arn"));
    assertThat(template().pipe("Enriched").target())
        .isEqualTo(unresolved("Fn::ImportValue machine"));
    assertThat(template().pipe("Odd").source()).isEqualTo(unresolved("'Queue'"));
    assertThat(template().pipe("Odd").target()).isEqualTo(unresolved("a list"));
    assertThat(template().pipe("Empty").source()).isEqualTo(unresolved("nothing"));
    assertThat(template().pipe("Empty").enrichment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Named | 7: names the parameter Env, which has no value; pass --parameter Env=value",
        "Filtered | 2: names the parameter Env, which has no value; pass --parameter Env=value",
        "Conditional | 2: names the parameter Env, which has no value; pass --parameter Env=value",
        "Given | 10: names the parameter Cluster, which has no value; pass --parameter"
            + " Cluster=value",
        "Outer | 11: Fn::GetAtt asks AWS::CloudFormation::Stack Nested for Outputs.QueueArn, which"
            + " is unknown; pass --parameter Nested.Outputs.QueueArn=value",
        "Enriched | 12: imports machine from another stack; pass --parameter machine=value",
        "Empty | 14: Empty has no Source"
      })
  void saysWhyWhenItIsBuilt(String pipe, String message) {
    assertThatThrownBy(() -> template().pipe(pipe).pipe(function -> request -> request))
        .hasMessage(file + ":" + message);
  }

  @Test
  void namesAnApiThatSamMakes() throws IOException {
    Path sam =
        Files.writeString(
            folder.resolve("sam.yaml"),
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
              Fn: {Type: AWS::Serverless::Function}
              ToApi:
                Type: AWS::Pipes::Pipe
                Properties:
                  Source: !GetAtt Queue.Arn
                  Target: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${ServerlessRestApi}/Prod/POST/x"
            """);
    PipeDefinition pipe = Template.read(sam, Map.of()).pipe("ToApi");
    assertThat(pipe.target()).isEqualTo(new Part("AWS::ApiGateway::RestApi", "ServerlessRestApi"));
    assertThat(pipe.pipe(function -> request -> request).target())
        .isInstanceOfSatisfying(
            Target.OfOther.class, api -> assertThat(api.maximumItems()).isEqualTo(1));
  }

  @Test
  void buildsAPipeBesideThem() {
    assertThat(template().pipe("sound-pipe").pipe(function -> request -> request).name())
        .isEqualTo("sound-pipe");
  }

  @Test
  void takesWhatIsGivenForAnOutputOfANestedStack() {
    Template template = template("Nested.Outputs.QueueArn", "arn:aws:sqs:us-east-1:1:outer");
    assertThat(template.pipe("Outer").queue().name()).isEqualTo("outer");
  }

  @Test
  void leavesOutAPipeWhoseConditionIsDecided() {
    assertThat(template("Env", "dev").pipes())
        .extracting(PipeDefinition::logicalId)
        .doesNotContain("Conditional")
        .contains("Named");
  }
}
