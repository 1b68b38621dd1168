package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.PipeDefinition.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SamTemplateTest {
  private static final Path FILE = Path.of("runner/engine/src/test/resources/templates/sam.yaml");
  private static final String ACCOUNT = "us-east-1:123456789012:";

  private final Template template = Template.read(FILE, Map.of());
  private final PipeDefinition definition = template.pipe("OrderPipe");
  private final AtomicReference<LambdaFunction> loaded = new AtomicReference<>();

  private Pipe pipe() {
    return pipe(definition);
  }

  private Pipe pipe(PipeDefinition of) {
    return of.pipe(function -> {
      loaded.set(function);
      return request -> request;
    });
  }

  @Test
  void tellsWhatAPipeNames() {
    assertThat(template.pipes()).containsExactly(definition);
    assertThat(definition.name()).isEqualTo("order-pipe-dev");
    assertThat(definition.where()).isEqualTo(FILE + ":82");
    assertThat(definition.filters()).hasValue(1);
    assertThat(definition.source()).isEqualTo(new Part("AWS::SQS::Queue", "OrderQueue"));
    assertThat(definition.enrichment())
        .contains(new Part("AWS::Serverless::Function", "OrderEnricher"));
    assertThat(definition.target())
        .isEqualTo(new Part("AWS::Serverless::StateMachine", "OrderMachine"));
    assertThat(definition.definitionFile()).contains(FILE.resolveSibling("order.asl.json"));
  }

  @Test
  void findsAPipeByItsName() {
    assertThat(template.pipe("order-pipe-dev")).isEqualTo(definition);
  }

  @Test
  void readsTheQueueWithItsDeadLetterQueue() {
    Queue letters =
        new Queue(
            "OrderDeadLetters",
            "OrderDeadLetters",
            "arn:aws:sqs:" + ACCOUNT + "OrderDeadLetters",
            false,
            false,
            30,
            Optional.empty());
    assertThat(definition.queue())
        .isEqualTo(
            new Queue(
                "OrderQueue",
                "orders-dev",
                "arn:aws:sqs:" + ACCOUNT + "orders-dev",
                false,
                false,
                60,
                Optional.of(new Queue.RedrivePolicy(letters, 3))));
  }

  @Test
  void buildsThePipe() {
    Pipe pipe = pipe();
    assertThat(pipe.name()).isEqualTo("order-pipe-dev");
    assertThat(pipe.arn()).isEqualTo("arn:aws:pipes:" + ACCOUNT + "pipe/order-pipe-dev");
    assertThat(pipe.source().arn()).isEqualTo("arn:aws:sqs:" + ACCOUNT + "orders-dev");
    assertThat(pipe.source().batchSize()).isEqualTo(20);
    assertThat(pipe.source().maximumBatchingWindowInSeconds()).isEqualTo(OptionalInt.of(5));
    assertThat(pipe.filterCriteria().patterns())
        .extracting(FilterPattern::text, FilterPattern::where)
        .containsExactly(
            tuple(
                "{\"body\": {\"status\": [\"placed\"]}}",
                FILE + ":91: OrderPipe filter pattern 1"));
    assertThat(pipe.target().arn())
        .isEqualTo("arn:aws:states:" + ACCOUNT + "stateMachine:OrderMachine");
    assertThat(((Target.OfMachine) pipe.target()).type()).isEqualTo(Target.MachineType.EXPRESS);
    assertThat(pipe.target().inputTemplate()).isNotNull();
    assertThat(pipe.enrichment())
        .hasNoNullFieldsOrProperties()
        .extracting("arn")
        .isEqualTo("arn:aws:lambda:" + ACCOUNT + "function:OrderEnricher:live");
  }

  @Test
  void takesAConditionThatHolds() {
    Template prod = Template.read(FILE, Map.of("Stage", "prod", "Status", "sold"));
    assertThat(pipe(prod.pipe("order-pipe-prod")).filterCriteria().patterns())
        .extracting(FilterPattern::text)
        .containsExactly(
            "{\"body\": {\"status\": [\"sold\"]}}", "{\"body\": {\"status\": [\"paid\"]}}");
  }

  @Test
  void mergesGlobalsIntoAFunction() {
    pipe();
    LambdaFunction function = loaded.get();
    assertThat(function.logicalId()).isEqualTo("OrderEnricher");
    assertThat(function.arn()).isEqualTo("arn:aws:lambda:" + ACCOUNT + "function:OrderEnricher");
    assertThat(function.runtime()).isEqualTo("java21");
    assertThat(function.handler()).isEqualTo("io.github.standpipe.enrich.EnrichmentHandler");
    assertThat(function.environment())
        .isEqualTo(
            Map.of(
                "LOG_LEVEL", "DEBUG",
                "STAGE", "dev",
                "TRANSFORM", "order.jslt",
                "ROUNDS", "8",
                "QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/orders-dev"));
    assertThat(function.layers()).isEqualTo(List.of(FILE.resolveSibling("layer")));
    assertThat(function.code()).contains(Path.of("runner/engine/src/test/resources/code"));
    assertThat(function.where()).isEqualTo(FILE + ":48");
  }

  @Test
  void runsTheFunctionOfThisProject() throws Exception {
    pipe();
    Enrichment.Function function =
        LocalFunctions.load(
            loaded.get(),
            Map.of(),
            InstantSource.system(),
            UUID::randomUUID,
            (envelopes, deadline) -> {});
    byte[] answer = function.invoke("[{\"order\": 1}]".getBytes(StandardCharsets.UTF_8));
    assertThat(answer).asString(StandardCharsets.UTF_8).isEqualTo("[{\"order\":1}]");
  }
}
