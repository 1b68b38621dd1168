package io.github.standpipe.template;

import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Pipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipe as its resource describes it. */
record PipeResource(Resource resource, Scope scope) implements PipeDefinition {

  @Override
  public String name() {
    return new Attributes(resource, scope).name();
  }

  @Override
  public String logicalId() {
    return resource.logicalId();
  }

  @Override
  public String where() {
    return resource.at().where();
  }

  @Override
  public Part source() {
    return required("Source").part();
  }

  @Override
  public int filters() {
    return SourceParameters.of(properties()).filters();
  }

  @Override
  public Optional<Part> enrichment() {
    return Endpoint.of(properties(), "Enrichment", scope).map(Endpoint::part);
  }

  @Override
  public Part target() {
    return required("Target").part();
  }

  @Override
  public Queue queue() {
    Endpoint source = required("Source");
    if (source.isOutside("sqs")) {
      return Queues.outside(source.arn());
    }
    return source
        .resource()
        .filter(Resource::isQueue)
        .map(new Queues(scope)::of)
        .orElseThrow(() ->
            source.unsupported(logicalId(), "reads from", "an SQS queue is supported as source"));
  }

  @Override
  public Optional<Path> definitionFile() {
    return new StateMachines(properties(), required("Target"), scope).definitionFile();
  }

  @Override
  public Pipe pipe(Function<LambdaFunction, Enrichment.Function> functions) {
    PipeShape.check(properties());
    Queue queue = queue();
    SourceParameters parameters = SourceParameters.of(properties());
    StateMachines machines = machines();
    machines.definitionFile();
    return new Pipe(
        name(),
        new Attributes(resource, scope).arn(),
        parameters.source(queue),
        parameters.filterCriteria(),
        enriching(functions),
        machines.machine(template("TargetParameters", "target input template")));
  }

  @Override
  public String toString() {
    return where() + ": " + logicalId();
  }

  private Properties properties() {
    return resource.properties();
  }

  private Endpoint required(String property) {
    return Endpoint.of(properties(), property, scope)
        .orElseThrow(() -> resource.at().fault(logicalId() + " has no " + property));
  }

  private @Nullable InputTemplate template(String parameters, String what) {
    Properties there = properties().child(parameters);
    String where = there.where("InputTemplate", what);
    return there
        .jsonText("InputTemplate", where)
        .filter(text -> !text.isEmpty())
        .map(text -> InputTemplate.parse(text, where))
        .orElse(null);
  }

  private @Nullable Enrichment enriching(Function<LambdaFunction, Enrichment.Function> functions) {
    return Endpoint.of(properties(), "Enrichment", scope)
        .map(called ->
            new Enrichment(
                called.arn(),
                template("EnrichmentParameters", "enrichment input template"),
                functions.apply(function(called))))
        .orElse(null);
  }

  private LambdaFunction function(Endpoint called) {
    if (called.isOutside("lambda")) {
      throw called
          .place()
          .fault(
              logicalId()
                  + " enriches with "
                  + called.arn()
                  + ", which is not in the template; only a function of the template runs here");
    }
    return called
        .resource()
        .filter(Resource::isFunction)
        .map(new LambdaFunctions(scope)::of)
        .orElseThrow(() ->
            called.unsupported(
                logicalId(), "enriches with", "a Lambda function is supported as enrichment"));
  }

  private StateMachines machines() {
    Endpoint target = required("Target");
    if (!target.isOutside("states")
        && target.resource().filter(Resource::isStateMachine).isEmpty()) {
      throw target.unsupported(
          logicalId(), "sends to", "a Step Functions state machine is supported as target");
    }
    return new StateMachines(properties(), target, scope);
  }
}
