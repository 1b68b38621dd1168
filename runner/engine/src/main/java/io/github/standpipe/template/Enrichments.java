package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.InputTemplate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates the enrichment that a pipe names. */
record Enrichments(Endpoints endpoints) {
  private static final String PARAMETERS = "EnrichmentParameters";
  private static final String ANSWER =
      "give its answer in enrichment.json, or begin cases behind it, with 4-enriched.json";
  private static final Set<String> HTTP =
      Set.of("AWS::Events::ApiDestination", "AWS::ApiGateway::RestApi");

  @Nullable Enrichment of(
      Function<LambdaFunction, Enrichment.Function> functions,
      Function<MachineDefinition, Enrichment.Function> machines) {
    InputTemplate template =
        InputTemplates.of(properties(), PARAMETERS, "enrichment input template", false);
    Optional<Endpoint> named = endpoints.endpoint("Enrichment");
    if (named.isEmpty() && template != null) {
      throw properties()
          .child(PARAMETERS)
          .at("InputTemplate")
          .fault(
              logicalId()
                  + " has EnrichmentParameters.InputTemplate but no Enrichment;"
                  + " write TargetParameters.InputTemplate");
    }
    return named
        .map(called -> new Enrichment(called.arn(), template, code(called, functions, machines)))
        .orElse(null);
  }

  private Enrichment.Function code(
      Endpoint called,
      Function<LambdaFunction, Enrichment.Function> functions,
      Function<MachineDefinition, Enrichment.Function> machines) {
    if (isHttp(called)) {
      return http(called);
    }
    return isMachine(called) ? machine(called, machines) : functions.apply(function(called));
  }

  private static boolean isHttp(Endpoint called) {
    return HTTP.contains(called.part().type());
  }

  /** Nothing is called over HTTP here. */
  private Enrichment.Function http(Endpoint called) {
    Fault fault =
        called
            .place()
            .fault(
                logicalId()
                    + " enriches with "
                    + called.part().type()
                    + " "
                    + called.part().name()
                    + ", which is not called here; "
                    + ANSWER);
    return request -> {
      throw fault;
    };
  }

  private static boolean isMachine(Endpoint called) {
    return called.isOutside("states")
        || called.resource().filter(Resource::isStateMachine).isPresent();
  }

  private Enrichment.Function machine(
      Endpoint called, Function<MachineDefinition, Enrichment.Function> machines) {
    Optional<Declaration> declared =
        called.resource().map(machine -> new Declaration(machine, endpoints.scope()));
    if (declared.isEmpty()) {
      return request -> {
        throw new Fault(called.arn() + " is not in the template; " + ANSWER);
      };
    }
    requireExpress(called, declared.get());
    return MachineDefinition.of(declared.get())
        .map(machines)
        .orElseGet(() -> unreadable(declared.get()));
  }

  /** Pipes stops a pipe whose enrichment is a STANDARD machine. */
  private void requireExpress(Endpoint called, Declaration machine) {
    if (!MachineDefinition.isExpress(machine)) {
      throw called
          .place()
          .fault(
              logicalId()
                  + " enriches with "
                  + machine.logicalId()
                  + ", a STANDARD state machine, which Pipes cannot wait for; make it EXPRESS");
    }
  }

  private static Enrichment.Function unreadable(Declaration machine) {
    String reason =
        MachineDefinition.unreadable(machine)
            .map(Fault::getMessage)
            .orElse(machine.logicalId() + "'s definition cannot be resolved");
    return request -> {
      throw new Fault(reason + "; " + ANSWER);
    };
  }

  /** The machine that it starts; empty for another enrichment, or if it cannot be read. */
  Optional<MachineDefinition> machine() {
    return endpoints
        .endpoint("Enrichment")
        .flatMap(Endpoint::resource)
        .filter(Resource::isStateMachine)
        .flatMap(machine -> MachineDefinition.of(new Declaration(machine, endpoints.scope())));
  }

  /** The function that it calls; empty if the pipe has no enrichment. */
  Optional<LambdaFunction> function() {
    return endpoints
        .endpoint("Enrichment")
        .filter(called -> !isMachine(called) && !isHttp(called))
        .map(this::function);
  }

  private LambdaFunction function(Endpoint called) {
    if (called.isOutside("lambda")) {
      return LambdaFunction.outside(called.arn(), called.place().where() + ": " + logicalId());
    }
    return called
        .resource()
        .filter(Resource::isFunction)
        .map(new LambdaFunctions(endpoints.scope())::of)
        .orElseThrow(() ->
            called.unsupported(
                logicalId(),
                "enriches with",
                "a Lambda function, an EXPRESS state machine, an API destination and a REST API can"
                    + " enrich"));
  }

  private Properties properties() {
    return endpoints.pipe().properties();
  }

  private String logicalId() {
    return endpoints.pipe().logicalId();
  }
}
