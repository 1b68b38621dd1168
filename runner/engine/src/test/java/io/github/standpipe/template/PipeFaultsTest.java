package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages for a faulty pipe: the pipe is in line 11, its source in line 14. */
class PipeFaultsTest {
  private static final String RESOURCES =
      """
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        Machine:
          Type: AWS::StepFunctions::StateMachine
        Express:
          Type: AWS::Serverless::StateMachine
          Properties: {Type: EXPRESS, DefinitionUri: none.asl.json}
        Fn:
          Type: AWS::Lambda::Function
          Properties: {Runtime: java21}
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            Source: !GetAtt Queue.Arn
      """;
  private static final String TARGET =
      """
            Target: !Ref Machine
            TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}
      """;

  private static PipeDefinition definition(String text) {
    Scope scope =
        new Scope((Value.Mapping) YamlValues.read(text, "t.yaml"), Path.of("t.yaml"), Map.of());
    Resource pipe =
        scope.resources().present(r -> r.logicalId().equals("P")).findFirst().orElseThrow();
    return new PipeResource(pipe, scope, Optional.empty());
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> definition(text).pipe(function -> request -> request))
        .isInstanceOf(Fault.class)
        .hasMessage("t.yaml:" + message);
  }

  /** The properties are in line 15, and the target after them. */
  private static void refusesProperties(String properties, String message) {
    String indented = ("\n" + properties.strip()).replace("\n", "\n      ").substring(1);
    refuses(RESOURCES + indented + "\n" + TARGET, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Filter: {} | 15: P has Filter, which pipes do not have; write"
            + " SourceParameters.FilterCriteria.Filters",
        "FilterCriteria: {} | 15: P has FilterCriteria, which pipes do not have; write"
            + " SourceParameters.FilterCriteria.Filters",
        "Filters: [] | 15: P has Filters, which pipes do not have; write"
            + " SourceParameters.FilterCriteria.Filters",
        "InputTemplate: x | 15: P has InputTemplate, which pipes do not have; write"
            + " EnrichmentParameters.InputTemplate or TargetParameters.InputTemplate",
        "sourceParameters: {} | 15: P has sourceParameters, which pipes do not have; write"
            + " SourceParameters",
        "Sauce: x | 15: P has Sauce, which pipes do not have; allowed are Description,"
            + " DesiredState, Enrichment, EnrichmentParameters, KmsKeyIdentifier, LogConfiguration,"
            + " Name, RoleArn, Source, SourceParameters, Tags, Target, TargetParameters",
        "SourceParameters: {Filters: []} | 15: P has SourceParameters.Filters, which pipes do not"
            + " have; write SourceParameters.FilterCriteria.Filters",
        "SourceParameters: {BatchSize: 1} | 15: P has SourceParameters.BatchSize, which pipes do"
            + " not have; write SourceParameters.SqsQueueParameters.BatchSize",
        "SourceParameters: {FilterCriteria: {Filter: []}} | 15: P has"
            + " SourceParameters.FilterCriteria.Filter, which pipes do not have; write"
            + " SourceParameters.FilterCriteria.Filters",
        "SourceParameters: {FilterCriteria: {Filters: [{pattern: x}]}} | 15: P has"
            + " SourceParameters.FilterCriteria.Filters.pattern, which pipes do not have; write"
            + " Pattern",
        "SourceParameters: {SqsQueueParameters: {DeadLetterConfig: {}}} | 15: P has"
            + " SourceParameters.SqsQueueParameters.DeadLetterConfig, which pipes do not have;"
            + " write RedrivePolicy of the queue",
        "EnrichmentParameters: {Template: x} | 15: P has EnrichmentParameters.Template, which pipes"
            + " do not have; allowed are HttpParameters, InputTemplate",
        "SourceParameters: [] | 15: P's SourceParameters is a list; write a mapping",
        "SourceParameters: {FilterCriteria: {Filters: {Pattern: x}}} | 15: P's Filters is a"
            + " mapping; write a list",
        "SourceParameters: {FilterCriteria: {Filters: [x]}} | 15: P's Filters is 'x'; write a"
            + " mapping"
      })
  void refusesAPropertyInTheWrongPlace(String properties, String message) {
    refusesProperties(properties, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{body: {a: [1]}} => is a mapping; it must be a string of JSON: write Pattern: | and the"
            + " JSON below it",
        "[a] => is a list; it must be a string of JSON: write Pattern: | and the JSON below it",
        "'nope' => is not JSON: unrecognized token (line 1, column 1 of the pattern)",
        "!Ref AWS::NoValue => is missing; write Pattern: '{\"body\": ...}'",
        "'' => is empty; remove the filter to pass every record"
      })
  void refusesAPattern(String pattern, String message) {
    refusesPattern(pattern, message);
  }

  private static void refusesPattern(String pattern, String message) {
    refusesProperties(
        "SourceParameters:\n"
            + "  FilterCriteria:\n"
            + "    Filters:\n"
            + "    - Pattern: '{\"body\": {\"a\": [1]}}'\n"
            + "    - Pattern: "
            + pattern,
        "19: P filter pattern 2: " + message);
  }

  @Test
  void refusesAPatternWhoseParameterIsNotGiven() {
    refusesProperties(
        "SourceParameters: {FilterCriteria: {Filters: [{Pattern: !Sub '{\"body\":"
            + " [\"${Status}\"]}'}]}}",
        "15: Ref names Status, which the template does not declare");
  }

  @Test
  void refusesMoreThanFiveFilters() {
    String six = "{Pattern: '{\"body\": {\"a\": [1]}}'}, ".repeat(6);
    refusesProperties(
        "SourceParameters: {FilterCriteria: {Filters: [" + six + "]}}",
        "15: P: has 6 filters; Pipes accepts at most 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BatchSize: many | 15: P's BatchSize is 'many'; write a whole number",
        "BatchSize: 0 | 15: P: BatchSize is 0; write 1 to 10000",
        "BatchSize: 11 | 15: P: BatchSize is 11 without a window; set"
            + " MaximumBatchingWindowInSeconds to 1 or more",
        "MaximumBatchingWindowInSeconds: 301 | 15: P: MaximumBatchingWindowInSeconds is 301; write"
            + " 0 to 300"
      })
  void refusesABatchSizeWithItsPlace(String batching, String message) {
    refusesProperties("SourceParameters: {SqsQueueParameters: {" + batching + "}}", message);
  }

  @Test
  void refusesAnInputTemplateWithItsPlace() {
    refuses(
        RESOURCES
            + "      Target: !Ref Machine\n"
            + "      TargetParameters: {InputTemplate: {a: b}, StepFunctionStateMachineParameters:"
            + " {InvocationType: FIRE_AND_FORGET}}\n",
        "16: P target input template: is a mapping; it must be a string of JSON: write"
            + " InputTemplate: | and the JSON below it");
    refuses(
        RESOURCES
            + "      Target: !Ref Machine\n"
            + "      TargetParameters:\n"
            + "        InputTemplate: 'text'\n",
        "17: P target input template: does not produce JSON, which"
            + " Lambda and Step Functions require: unrecognized token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{StepFunctionParameters: {}} | 16: P has TargetParameters.StepFunctionParameters, which"
            + " pipes do not have; write TargetParameters.StepFunctionStateMachineParameters",
        "{InvocationType: X} | 16: P has TargetParameters.InvocationType, which pipes do not have;"
            + " write TargetParameters.StepFunctionStateMachineParameters.InvocationType",
        "{StepFunctionStateMachineParameters: {Type: X}} | 16: P has"
            + " TargetParameters.StepFunctionStateMachineParameters.Type, which pipes do not have;"
            + " allowed are InvocationType",
        "{StepFunctionStateMachineParameters: {InvocationType: ASYNC}} | 16: P's InvocationType is"
            + " 'ASYNC'; write FIRE_AND_FORGET or REQUEST_RESPONSE",
        "{} | 15: P: a STANDARD state machine cannot be called with REQUEST_RESPONSE, which is the"
            + " default of Pipes; set InvocationType to FIRE_AND_FORGET"
      })
  void refusesTargetParameters(String parameters, String message) {
    refuses(
        RESOURCES + "      Target: !Ref Machine\n      TargetParameters: " + parameters + "\n",
        message);
  }

  @Test
  void refusesWhatIsNoArn() {
    refusesProperties(
        "Enrichment: !Ref Fn",
        "15: P's Enrichment is 'Fn', which is not an ARN; write !GetAtt <resource>.Arn");
    refuses(RESOURCES, "11: P has no Target");
  }

  @Test
  void refusesAnInputTemplateOfNoEnrichment() {
    refusesProperties(
        "EnrichmentParameters: {InputTemplate: '{\"a\": 1}'}",
        "15: P has EnrichmentParameters.InputTemplate but no Enrichment; write"
            + " TargetParameters.InputTemplate");
  }

  @Test
  void takesAnEmptyInputTemplateForNone() {
    String text =
        RESOURCES
            + "      EnrichmentParameters: {InputTemplate: ''}\n"
            + "      Target: !Ref Machine\n"
            + "      TargetParameters: {InputTemplate: '', StepFunctionStateMachineParameters:"
            + " {InvocationType: FIRE_AND_FORGET}}\n";
    Pipe pipe = definition(text).pipe(function -> request -> request);
    assertThat(pipe.enrichment()).isNull();
    assertThat(pipe.target().inputTemplate()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fn::Transform: {Name: AWS::Include} | 15: P has Fn::Transform, which is not supported;"
            + " write the properties themselves",
        "SourceParameters: {SqsQueueParameters: {BatchSize: 1, Fn::Transform: {Name: Batches}}} |"
            + " 15: P has Fn::Transform, which is not supported; write the properties themselves",
        "SourceParameters: {Fn::Transform: {Name: Batches}} | 15: Fn::Transform is not supported;"
            + " write the value itself or use a parameter"
      })
  void refusesPropertiesThatAnIncludeAdds(String properties, String message) {
    refusesProperties(properties, message);
  }

  @Test
  void refusesAQueueThatAnIncludeWrites() {
    String text =
        RESOURCES.replace(
            "Type: AWS::SQS::Queue}",
            "Type: AWS::SQS::Queue, Properties: {Fn::Transform: {Name: AWS::Include}}}");
    refuses(
        text + TARGET,
        "2: Queue has Fn::Transform, which is not supported; write the properties themselves");
  }

  @Test
  void refusesAFunctionWithoutAHandler() {
    refusesProperties("Enrichment: !GetAtt Fn.Arn", "10: Fn has no Handler");
  }

  @Test
  void refusesADefinitionThatDoesNotExist() {
    refuses(
        RESOURCES + "      Target: !Ref Express\n",
        "5: Express's definition none.asl.json does not exist");
  }

  @Test
  void refusesADefinitionThatNoFileCanHold() {
    refuses(
        RESOURCES.replace("none.asl.json", "\"\\0\"") + "      Target: !Ref Express\n",
        "7: Express's DefinitionUri is not a path: Nul character not allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VisibilityTimeout: x | Queue's VisibilityTimeout is 'x'; write a whole number",
        "VisibilityTimeout: 43201 | Queue's VisibilityTimeout is 43201; write 0 to 43200 seconds",
        "FifoQueue: maybe | Queue's FifoQueue is 'maybe'; write true or false",
        "FifoQueue: true, QueueName: a | Queue is a FIFO queue named a; end it in .fifo",
        "QueueName: a.fifo | Queue is named a.fifo but is not a FIFO queue; set FifoQueue: true",
        "RedrivePolicy: {maxReceiveCount: 1} | Queue has no deadLetterTargetArn",
        "RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:r:a:d'} | Queue's RedrivePolicy has no"
            + " maxReceiveCount",
        "RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:r:a:d', maxReceiveCount: 0} | Queue's"
            + " maxReceiveCount is 0; write 1 to 1000",
        "RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:r:a:d.fifo', maxReceiveCount: 1} | Queue"
            + " and its dead-letter queue d.fifo have different types; make both FIFO or neither",
        "RedrivePolicy: '{\"a\" 1}' | Queue's RedrivePolicy is not JSON: unexpected character: was"
            + " expecting a colon to separate field name and value",
        "RedrivePolicy: '' | is an empty string; write JSON",
        "RedrivePolicy: '[]' | Queue's RedrivePolicy is a list; write a mapping"
      })
  void refusesAQueue(String properties, String message) {
    String text =
        RESOURCES.replace(
            "Type: AWS::SQS::Queue}", "Type: AWS::SQS::Queue, Properties: {" + properties + "}}");
    assertThatThrownBy(() -> definition(text).queue()).hasMessage("t.yaml:2: " + message);
  }

  @Test
  void refusesDeadLetterQueuesThatLeadInACircle() {
    String text =
        RESOURCES.replace(
            "Type: AWS::SQS::Queue}",
            "Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt"
                + " Queue.Arn, maxReceiveCount: 1}}}");
    assertThatThrownBy(() -> definition(text).queue())
        .hasMessage(
            "t.yaml:2: the RedrivePolicy of Queue refers to itself: the RedrivePolicy of Queue ->"
                + " the RedrivePolicy of Queue");
  }

  @Test
  void takesADeadLetterQueueOutsideTheTemplate() {
    String text =
        RESOURCES.replace(
            "Type: AWS::SQS::Queue}",
            "Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn:"
                + " 'arn:aws:sqs:r:a:dead', maxReceiveCount: 1}}}");
    assertThat(definition(text).queue().redrivePolicy())
        .contains(new Queue.RedrivePolicy(QueueResolver.outside("arn:aws:sqs:r:a:dead"), 1));
  }
}
