package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.runtime.ForeignRuntime;
import io.github.standpipe.internal.runtime.FunctionLaunch;
import io.github.standpipe.internal.runtime.RuntimeCall;
import io.github.standpipe.internal.runtime.ServiceDouble;
import io.github.standpipe.internal.runtime.WarmProcesses;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A function in Node.js or Python, whose handler is called in a process of its runtime.
 *
 * @param environment its variables and look-ups
 * @param standard the surroundings with which it was loaded
 * @param isLive whether it calls AWS itself, instead of the look-ups
 */
record ForeignFunction(
    LambdaFunction function,
    ForeignRuntime runtime,
    Environment environment,
    Map<String, Lookup> lookups,
    Invocation.Surroundings standard,
    boolean isLive)
    implements LoadedFunction {

  /** Why a function cannot run here; empty if it can. */
  static Optional<Fault> obstacle(ForeignRuntime runtime) {
    try {
      root(runtime).find();
    } catch (Fault e) {
      return Optional.of(e);
    }
    return runtime.missing();
  }

  private static TaskRoot root(ForeignRuntime runtime) {
    return new TaskRoot(runtime.function(), runtime.language());
  }

  @Override
  public byte[] invoke(byte[] request) throws Exception {
    return invoke(request, standard);
  }

  @Override
  public byte[] invoke(byte[] request, Invocation.Surroundings surroundings) throws Exception {
    return invoke(request, LocalContext.of(function, surroundings));
  }

  @Override
  public byte[] invoke(byte[] request, Context context) throws Exception {
    Invocation.Surroundings surroundings =
        context instanceof Invocation.SurroundedContext own ? own.surroundings() : standard;
    boolean isFixed = !surroundings.remembers();
    TaskRoot root = root(runtime);
    Path folder = root.find();
    FunctionLaunch launch = runtime.launch(folder, root.packages(), isLive, isFixed);
    runtime.note().ifPresent(System.err::println);
    String id = isFixed ? context.getAwsRequestId() : UUID.randomUUID().toString();
    RuntimeCall call =
        new RuntimeCall(
            id,
            request,
            timeout(context),
            function.arn(),
            isFixed ? Optional.of(now(surroundings)) : Optional.empty(),
            new ServiceDouble(lookups, tables(), Invocation.of(environment, context)));
    return WarmProcesses.call(launch, call, context.getLogger()::log);
  }

  private static Instant now(Invocation.Surroundings surroundings) {
    return surroundings.clock().instant();
  }

  private Duration timeout(Context context) {
    return Duration.ofMillis(
        Math.min(function.timeoutSeconds() * 1000L, context.getRemainingTimeInMillis()));
  }

  /** The look-ups by table, from variables such as {@code LOOKUP_CUSTOMERS=dynamodb:customers}. */
  private Map<String, String> tables() {
    Map<String, String> tables = new HashMap<>();
    function
        .environment()
        .forEach((variable, value) ->
            LookupUri.name(variable)
                .ifPresent(name ->
                    LookupUri.parse(variable, value)
                        .filter(uri -> uri.scheme().equals("dynamodb"))
                        .ifPresent(uri ->
                            tables.put(
                                Arn.name(uri.address()).replaceFirst("^table/", ""), name))));
    return tables;
  }

  /** Ends the idle processes, so that the next calls run the code as it is then. */
  static void restart() {
    WarmProcesses.restart();
  }
}
