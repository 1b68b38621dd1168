package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes that a false condition excludes from a deployment: they still run locally. */
class OffPipesTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Enabled: {Type: String, Default: 'false'}
        Stage: {Type: String, Default: dev}
      Conditions:
        IsEnabled: !Equals [!Ref Enabled, 'true']
        IsProd: !Not [!Equals [!Ref Stage, dev]]
        Both: !And [!Condition IsEnabled, !Condition IsProd]
      Resources:
        Always: {Type: AWS::SQS::Queue}
        Queue: {Type: AWS::SQS::Queue, Condition: IsEnabled, Properties: {QueueName: !If [IsEnabled, 'on', 'off']}}
        Gone: {Type: AWS::SQS::Queue, Condition: IsProd}
        Machine: {Type: AWS::StepFunctions::StateMachine, Condition: IsEnabled}
        On:
          Type: AWS::Pipes::Pipe
          Properties: {Source: !GetAtt Always.Arn, Target: 'arn:aws:states:us-east-1:1:stateMachine:x'}
        Off:
          Type: AWS::Pipes::Pipe
          Condition: IsEnabled
          Properties: {Name: quiet, Source: !GetAtt Queue.Arn, Target: !Ref Machine}
        Odd:
          Type: AWS::Pipes::Pipe
          Condition: IsProd
          Properties: {Source: !GetAtt Queue.Arn, Target: !Ref Machine}
        Two:
          Type: AWS::Pipes::Pipe
          Condition: Both
          Properties: {Source: !GetAtt Gone.Arn, Target: !Ref Machine}
      """;

  @TempDir Path folder;
  private Path file = Path.of("t.yaml");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("t.yaml");
    Files.writeString(file, TEMPLATE);
  }

  private Template template(Map<String, String> given) {
    return Template.read(file, given);
  }

  @Test
  void standApartFromThoseThatAreDeployed() {
    Template template = template(Map.of());
    assertThat(template.pipes()).extracting(PipeDefinition::logicalId).containsExactly("On");
    assertThat(template.off())
        .extracting(PipeDefinition::logicalId)
        .containsExactly("Off", "Odd", "Two");
    assertThat(template(Map.of("Enabled", "true", "Stage", "prod")).off()).isEmpty();
  }

  @Test
  void sayWhatPutsThemIntoADeployment() {
    Template template = template(Map.of());
    assertThat(template.pipe("On").off()).isEmpty();
    assertThat(template.pipe("Off").off()).isEqualTo(Optional.of("Enabled=true"));
    assertThat(template.pipe("Odd").off()).isEqualTo(Optional.of("the condition IsProd"));
    assertThat(template(Map.of("Enabled", "true")).pipe("Off").off()).isEmpty();
  }

  @Test
  void areFoundByTheirNameToo() {
    assertThat(template(Map.of()).pipe("quiet").logicalId()).isEqualTo("Off");
  }

  @Test
  void areAsTheyWouldBeIfTheirConditionHeld() {
    PipeDefinition off = template(Map.of()).pipe("Off");
    assertThat(off.queue().name()).isEqualTo("on");
    assertThat(off.target().name()).isEqualTo("Machine");
  }

  @Test
  void supposeNoOtherConditionThanTheirOwn() {
    Template template = template(Map.of());
    assertThatThrownBy(() -> template.pipe("Odd").queue())
        .hasMessage(
            file
                + ":23: Fn::GetAtt names Queue, which does not exist because its Condition is"
                + " false");
    assertThatThrownBy(() -> template.pipe("Two").queue())
        .hasMessageEndingWith("names Gone, which does not exist because its Condition is false");
  }

  @Test
  void changeNothingOfThePipesThatAreOn() {
    Template template = template(Map.of());
    assertThat(template.off()).hasSize(3);
    assertThat(template.pipes()).extracting(PipeDefinition::logicalId).containsExactly("On");
  }

  @Test
  void areAmongThePipesThatThereAre() {
    assertThatThrownBy(() -> template(Map.of()).pipe("Of"))
        .hasMessage(file + ": has no pipe Of; its pipes are On, Off, Odd, Two");
  }
}
