package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.PipeDefinition.Part;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFormationTemplateTest {
  private static final Path FILE =
      Path.of("runner/engine/src/test/resources/templates/cloudformation.yaml");
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:topic";
  private static final String ACCOUNT = "us-east-1:123456789012:";

  private final Template template = Template.read(FILE, Map.of("TopicArn", TOPIC));
  private final List<LambdaFunction> loaded = new ArrayList<>();

  private Pipe pipe(String name) {
    return template
        .pipe(name)
        .pipe(function -> {
          loaded.add(function);
          return request -> request;
        });
  }

  @Test
  void givesThePipesInTheOrderOfTheFileWithoutThoseWhoseConditionIsFalse() {
    assertThat(template.pipes())
        .extracting(PipeDefinition::logicalId)
        .containsExactly(
            "ByAlias",
            "Again",
            "ByVersion",
            "Elsewhere",
            "FromStream",
            "FromTable",
            "FromBroker",
            "FromKafka",
            "FromOwnKafka",
            "ToTable",
            "ByMachine",
            "ByForeignFunction");
    assertThat(Template.read(FILE, Map.of("Legacy", "true")).pipe("Old").logicalId())
        .isEqualTo("Old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "ByAlias | AWS::SQS::Queue Queue | AWS::Lambda::Function Enricher |"
            + " AWS::StepFunctions::StateMachine Machine",
        "Again | AWS::SQS::Queue Queue | AWS::Lambda::Function Enricher |"
            + " AWS::StepFunctions::StateMachine Machine",
        "ByVersion | AWS::SQS::Queue Queue | AWS::Lambda::Function Enricher |"
            + " AWS::StepFunctions::StateMachine Express",
        "Elsewhere | AWS::SQS::Queue arn:aws:sqs:eu-west-1:111122223333:shared.fifo | - |"
            + " AWS::StepFunctions::StateMachine"
            + " arn:aws:states:eu-west-1:111122223333:stateMachine:shared",
        "FromStream | AWS::Kinesis::Stream Stream | - | AWS::StepFunctions::StateMachine Machine",
        "FromTable | AWS::DynamoDB::Table OrderTable | AWS::StepFunctions::StateMachine Express |"
            + " AWS::Events::EventBus Bus",
        "FromBroker | AWS::AmazonMQ::Broker Broker | AWS::Events::ApiDestination Destination |"
            + " AWS::SNS::Topic arn:aws:sns:us-east-1:111122223333:topic",
        "FromKafka | AWS::MSK::Cluster Cluster | AWS::ApiGateway::RestApi Api | AWS::SQS::Queue"
            + " Queue",
        "FromOwnKafka | self-managed Apache Kafka smk://broker.example.com:9092 | - |"
            + " AWS::Events::ApiDestination"
            + " arn:aws:events:us-east-1:123456789012:api-destination/outside/1",
        "ToTable | AWS::SQS::Queue Queue | - | AWS::DynamoDB::Table OrderTable",
        "ByForeignFunction | AWS::SQS::Queue Queue | AWS::Lambda::Function"
            + " arn:aws:lambda:us-east-1:111122223333:function:shared:live |"
            + " AWS::StepFunctions::StateMachine Machine"
      })
  void tellsWhatAnyPipeNames(String pipe, String source, String enrichment, String target) {
    PipeDefinition definition = template.pipe(pipe);
    assertThat(definition.source()).isEqualTo(part(source));
    assertThat(definition.enrichment())
        .isEqualTo(Optional.ofNullable(enrichment).map(CloudFormationTemplateTest::part));
    assertThat(definition.target()).isEqualTo(part(target));
  }

  private static Part part(String text) {
    int space = text.lastIndexOf(' ');
    return new Part(text.substring(0, space), text.substring(space + 1));
  }

  @Test
  void countsFilters() {
    assertThat(template.pipe("FromTable").filters()).hasValue(2);
    assertThat(template.pipe("ByAlias").filters()).hasValue(0);
  }

  @Test
  void readsAFifoQueueWhoseRedrivePolicyIsAText() {
    Queue letters =
        new Queue(
            "Letters",
            "letters.fifo",
            "arn:aws:sqs:" + ACCOUNT + "letters.fifo",
            true,
            false,
            30,
            Optional.empty());
    assertThat(template.pipe("ByVersion").queue())
        .isEqualTo(
            new Queue(
                "Queue",
                "Queue.fifo",
                "arn:aws:sqs:" + ACCOUNT + "Queue.fifo",
                true,
                true,
                30,
                Optional.of(new Queue.RedrivePolicy(letters, 5))));
  }

  @Test
  void takesAQueueAndAMachineOutsideTheTemplateByTheirArns() {
    String arn = "arn:aws:sqs:eu-west-1:111122223333:shared.fifo";
    assertThat(template.pipe("Elsewhere").queue())
        .isEqualTo(new Queue("shared.fifo", "shared.fifo", arn, true, false, 30, Optional.empty()));
    Pipe pipe = pipe("Elsewhere");
    assertThat(pipe.enrichment()).isNull();
    assertThat(((Target.OfMachine) pipe.target()).type()).isEqualTo(Target.MachineType.STANDARD);
    assertThat(template.pipe("Elsewhere").definitionFile()).isEmpty();
  }

  @Test
  void findsTheFunctionBehindAnAliasAndAVersion() {
    assertThat(pipe("ByAlias").enrichment())
        .extracting("arn")
        .isEqualTo("arn:aws:lambda:" + ACCOUNT + "function:Enricher:live");
    assertThat(pipe("ByVersion").enrichment())
        .extracting("arn")
        .isEqualTo("arn:aws:lambda:" + ACCOUNT + "function:Enricher:1");
    assertThat(loaded)
        .containsOnly(
            new LambdaFunction(
                "Enricher",
                "arn:aws:lambda:" + ACCOUNT + "function:Enricher",
                "java21",
                "io.github.standpipe.enrich.EnrichmentHandler",
                Map.of("TRANSFORM", "order.jslt"),
                List.of(FILE.resolveSibling("layer")),
                Optional.of(FILE.resolveSibling("target/enrichers.zip")),
                FILE + ":51"));
  }

  @Test
  void knowsTypeAndDefinitionOfAStateMachine() {
    assertThat(((Target.OfMachine) pipe("ByAlias").target()).type())
        .isEqualTo(Target.MachineType.STANDARD);
    assertThat(template.pipe("ByAlias").definitionFile()).isEmpty();
    assertThat(((Target.OfMachine) pipe("ByVersion").target()).type())
        .isEqualTo(Target.MachineType.EXPRESS);
    assertThat(template.pipe("ByVersion").definitionFile())
        .contains(FILE.resolveSibling("order.asl.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FromStream | 152: FromStream reads from AWS::Kinesis::Stream Stream; only an SQS queue is"
            + " supported as source",
        "FromTable | 161: FromTable reads from AWS::DynamoDB::Table OrderTable; only an SQS queue"
            + " is supported as source",
        "FromBroker | 174: FromBroker reads from AWS::AmazonMQ::Broker Broker; only an SQS queue is"
            + " supported as source",
        "FromKafka | 182: FromKafka reads from AWS::MSK::Cluster Cluster; only an SQS queue is"
            + " supported as source",
        "FromOwnKafka | 190: FromOwnKafka reads from self-managed Apache Kafka"
            + " smk://broker.example.com:9092; only an SQS queue is supported as source",
        "ToTable | 198: ToTable sends to AWS::DynamoDB::Table OrderTable; only what Pipes can"
            + " send to is supported as target"
      })
  void refusesAKindThatIsNotSupportedByName(String name, String message) {
    assertThatThrownBy(() -> pipe(name)).hasMessage(FILE + ":" + message);
  }

  @Test
  void enrichesWithAnExpressMachine() {
    assertThat(pipe("ByMachine").enrichment())
        .satisfies(enrichment -> assertThat(enrichment.isMachine()).isTrue());
  }

  /** Its pipe runs up to the call, and from the answer on. */
  @Test
  void buildsAPipeWhoseFunctionIsElsewhere() {
    String message =
        FILE
            + ":214: ByForeignFunction enriches with"
            + " arn:aws:lambda:us-east-1:111122223333:function:shared:live, which is not in the"
            + " template; only functions in the template can run; give its answer in"
            + " enrichment.json";
    PipeDefinition definition = template.pipe("ByForeignFunction");

    assertThatThrownBy(() -> definition.pipe(LocalFunctions::unloaded)).hasMessage(message);
    Enrichment.Function[] loaded = new Enrichment.Function[1];
    definition.pipe(function -> {
      loaded[0] =
          LocalFunctions.load(
              function, Map.of(), InstantSource.system(), UUID::randomUUID, (e, deadline) -> {});
      return loaded[0];
    });
    assertThatThrownBy(() -> loaded[0].invoke(new byte[0])).hasMessage(message);
  }

  @Test
  void needsAParameterOnlyOnceItIsUsed() {
    Template without = Template.read(FILE, Map.of());
    assertThat(without.pipe("ByAlias").queue().name()).isEqualTo("Queue.fifo");
    assertThat(without.pipe("FromBroker").target())
        .isEqualTo(new Part("not resolved", "Ref TopicArn"));
  }

  @Test
  void namesThePipesThereAre() {
    assertThatThrownBy(() -> template.pipe("Nope"))
        .hasMessage(
            FILE
                + ": has no pipe Nope; its pipes are ByAlias, Again, ByVersion, Elsewhere,"
                + " FromStream, FromTable, FromBroker, FromKafka, FromOwnKafka, ToTable, ByMachine,"
                + " ByForeignFunction, Old");
  }
}
