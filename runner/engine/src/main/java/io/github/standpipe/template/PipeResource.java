package io.github.standpipe.template;

import io.github.standpipe.internal.terraform.TerraformWords;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pipe as its resource describes it.
 *
 * @param off see {@link PipeDefinition#off}
 */
record PipeResource(Resource resource, Scope scope, Optional<String> off)
    implements PipeDefinition {

  /** A pipe whose condition is false, as if it were true. */
  static PipeResource off(Resource resource, Scope scope) {
    String condition = scope.resources().conditionOf(resource);
    Scope supposed = scope.supposing(condition);
    return supposed
        .resources()
        .find(resource.logicalId())
        .map(same ->
            new PipeResource(same, supposed, Optional.of(scope.conditions().wants(condition))))
        .orElseThrow();
  }

  @Override
  public String name() {
    try {
      return new Attributes(resource, scope).name();
    } catch (Fault e) {
      return logicalId(); // building the pipe reports the fault
    }
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
    return describe("Source");
  }

  @Override
  public OptionalInt filters() {
    try {
      return OptionalInt.of(SourceParameters.of(properties()).filters());
    } catch (Fault e) {
      return OptionalInt.empty(); // building the pipe reports the fault
    }
  }

  @Override
  public Optional<Part> enrichment() {
    return endpoints().describe("Enrichment");
  }

  @Override
  public Part target() {
    return describe("Target");
  }

  @Override
  public Queue queue() {
    Endpoint source = required("Source");
    if (source.isOutside("sqs")) {
      return QueueResolver.outside(source.arn());
    }
    return source
        .resource()
        .filter(Resource::isQueue)
        .map(new QueueResolver(scope)::of)
        .orElseThrow(() ->
            source.unsupported(logicalId(), "reads from", "an SQS queue is supported as source"));
  }

  @Override
  public Optional<Queue> quarantine() {
    return new Enrichments(endpoints())
        .function()
        .map(function -> function.environment().getOrDefault("QUARANTINE_QUEUE_URL", ""))
        .flatMap(url -> scope.resources().queueAt(url.strip()))
        .map(new QueueResolver(scope)::of);
  }

  @Override
  public Optional<Path> definitionFile() {
    return new StateMachines(properties(), required("Target"), scope).definitionFile();
  }

  @Override
  public Optional<MachineDefinition> machine() {
    return required("Target")
        .resource()
        .filter(Resource::isStateMachine)
        .flatMap(machine -> MachineDefinition.of(new Declaration(machine, scope)));
  }

  @Override
  public Optional<Fault> unreadableMachine() {
    return required("Target")
        .resource()
        .filter(Resource::isStateMachine)
        .flatMap(machine -> MachineDefinition.unreadable(new Declaration(machine, scope)));
  }

  @Override
  public PipeProperties written() {
    scope.resources().decide(resource);
    PipeShape.check(properties());
    return new WrittenProperties(scope).of(properties().mapping());
  }

  @Override
  public Optional<Queue> targetQueue() {
    return new Targets(endpoints()).queue();
  }

  @Override
  public Optional<LambdaFunction> targetFunction() {
    return new Targets(endpoints()).function();
  }

  @Override
  public Optional<MachineDefinition> enrichingMachine() {
    return new Enrichments(endpoints()).machine();
  }

  @Override
  public Pipe pipe(
      Function<LambdaFunction, Enrichment.Function> functions,
      Function<MachineDefinition, Enrichment.Function> enriching) {
    try {
      return built(functions, enriching);
    } catch (Fault e) {
      throw scope.isTerraform() ? new Fault(TerraformWords.of(e.getMessage()), e) : e;
    }
  }

  private Pipe built(
      Function<LambdaFunction, Enrichment.Function> functions,
      Function<MachineDefinition, Enrichment.Function> enriching) {
    scope.resources().decide(resource);
    PipeShape.check(properties());
    String name = new Attributes(resource, scope).name();
    Queue queue = queue();
    SourceParameters parameters = SourceParameters.of(properties());
    definitionFile();
    Source source = parameters.source(queue);
    FilterCriteria criteria = parameters.filterCriteria();
    @Nullable Enrichment enrichment = new Enrichments(endpoints()).of(functions, enriching);
    Target target = new Targets(endpoints()).target();
    try {
      String arn = new Attributes(resource, scope).arn();
      return new Pipe(name, arn, source, criteria, enrichment, target);
    } catch (Fault e) {
      throw parameters.placed(e);
    }
  }

  @Override
  public String toString() {
    return where() + ": " + logicalId();
  }

  private Properties properties() {
    return resource.properties();
  }

  private Endpoints endpoints() {
    return new Endpoints(resource, scope);
  }

  private Endpoint required(String property) {
    return endpoints().required(property);
  }

  private Part describe(String property) {
    return endpoints().describe(property).orElse(new Part(Part.NOT_RESOLVED, "nothing"));
  }
}
