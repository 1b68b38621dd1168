package io.github.standpipe.template;

import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.InputTemplate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates the enrichment that a pipe names. */
record Enrichments(Endpoints endpoints) {
  private static final String PARAMETERS = "EnrichmentParameters";

  @Nullable Enrichment of(Function<LambdaFunction, Enrichment.Function> functions) {
    InputTemplate template =
        InputTemplates.of(properties(), PARAMETERS, "enrichment input template");
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
        .map(called -> new Enrichment(called.arn(), template, functions.apply(function(called))))
        .orElse(null);
  }

  /** The function that it calls; empty if the pipe has no enrichment. */
  Optional<LambdaFunction> function() {
    return endpoints.endpoint("Enrichment").map(this::function);
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
                logicalId(), "enriches with", "a Lambda function is supported as enrichment"));
  }

  private Properties properties() {
    return endpoints.pipe().properties();
  }

  private String logicalId() {
    return endpoints.pipe().logicalId();
  }
}
