package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The properties of a pipe as its template writes them, and values that only a deployment
 * determines.
 */
class WrittenTest {
  private static final String RESOURCES =
      """
      Parameters: {Size: {Type: Number, Default: 5}, Key: {Type: String}}
      Conditions: {Never: !Equals [a, b]}
      Resources:
        Named: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
        OfStack: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${AWS::StackName}-q'}}
        Made: {Type: AWS::SQS::Queue}
        Machine: {Type: AWS::StepFunctions::StateMachine}
        Pipe:
          Type: AWS::Pipes::Pipe
          Properties:
      """;

  @TempDir Path folder;

  private PipeProperties written(Map<String, String> given, String properties) throws IOException {
    Path file = folder.resolve("t.yaml");
    Files.writeString(file, RESOURCES + properties.indent(6));
    return Template.read(file, given).pipe("Pipe").written();
  }

  private List<String> names(Map<String, String> given, String source) throws IOException {
    PipeProperties written = written(given, "Source: " + source);
    return written.open().containsKey("Source")
        ? written.open().get("Source").names()
        : List.of("known: " + written.properties().path("Source").asText());
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThat(names(Map.of(), "!GetAtt Made.Arn")).containsExactly("Made.Arn");
    assertThat(names(Map.of(), "!GetAtt [Made, Arn]")).containsExactly("Made.Arn");
    assertThat(names(Map.of(), "!Ref Machine")).containsExactly("Machine.Arn");
    assertThat(names(Map.of(), "!Sub '${Made.Arn}'")).containsExactly("Made.Arn");
    assertThat(names(Map.of(), "!GetAtt Named.Arn"))
        .containsExactly("AWS::Region", "AWS::AccountId");
    assertThat(names(Map.of(), "!GetAtt OfStack.Arn"))
        .containsExactly("AWS::StackName", "AWS::Region", "AWS::AccountId");
    assertThat(names(Map.of(), "!If [Never, !GetAtt Made.Arn, 'arn:aws:sqs:r:1:q']"))
        .containsExactly("known: arn:aws:sqs:r:1:q");
    assertThat(names(Map.of(), "!Ref Key")).containsExactly("Key");
  }

  @Test
  void knowsWhatIsGiven() throws IOException {
    String arn = "arn:aws:sqs:eu-west-1:1:made";

    assertThat(names(Map.of("Made.Arn", arn), "!GetAtt Made.Arn")).containsExactly("known: " + arn);
    assertThat(names(Map.of("Machine.Arn", arn), "!Ref Machine")).containsExactly("known: " + arn);
    assertThat(
            names(Map.of("AWS::Region", "eu-west-1", "AWS::AccountId", "1"), "!GetAtt Named.Arn"))
        .containsExactly("known: arn:aws:sqs:eu-west-1:1:orders");
    assertThat(names(Map.of("Key", "k"), "!Ref Key")).containsExactly("known: k");
  }

  @Test
  void keepsWhatIsWrittenAndLeavesOutWhatIsNoValue() throws IOException {
    PipeProperties written =
        written(
            Map.of(),
            """
            Description: !Ref AWS::NoValue
            SourceParameters:
              SqsQueueParameters: {BatchSize: !Ref Size, MaximumBatchingWindowInSeconds: 3}
              FilterCriteria: {Filters: [!Ref AWS::NoValue, {Pattern: '{}'}]}
            """);

    assertThat(written.open()).isEmpty();
    assertThat(written.properties())
        .hasToString(
            "{\"SourceParameters\":{\"SqsQueueParameters\":{\"BatchSize\":\"5\","
                + "\"MaximumBatchingWindowInSeconds\":3},"
                + "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}}}");
  }

  @Test
  void readsAPipeWhoseQueueIsGivenAsTheResourceItIs() throws IOException {
    String arn = "arn:aws:sqs:eu-west-1:1:made-by-hand";

    Path file = folder.resolve("t.yaml");
    Files.writeString(file, RESOURCES + "Source: !GetAtt Made.Arn".indent(6));
    PipeDefinition pipe = Template.read(file, Map.of("Made.Arn", arn)).pipe("Pipe");

    assertThat(pipe.source().name()).isEqualTo("Made");
    assertThat(pipe.queue().arn()).isEqualTo(arn);
  }
}
