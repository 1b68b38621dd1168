package io.github.standpipe.internal.host;

import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.internal.runtime.ForeignRuntime;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs the functions of a template: those in Java in this process, those in Node.js and Python in
 * processes of their runtimes.
 */
public final class LocalFunctions {

  private LocalFunctions() {}

  /**
   * Loads the handler of a function: from our own class path, else from the function's code.
   *
   * <p>A handler with a public constructor that takes an {@link Environment} receives one, whose
   * root is the first of the function's layers that is a folder, else the folder of its code; any
   * other handler is created with its public constructor without parameters.
   *
   * <p>A function that is not in the template fails when it is called.
   *
   * @param lookups replacements for the look-ups that its variables name
   * @param surroundings its clock, ids, quarantine and observer, unless a call has others
   * @param functions additional functions for its transforms
   * @param texts the files of its layer that have another text, see {@link Environment#withTexts}
   * @return the function; one that cannot be run here throws a {@link Fault} when it is called
   * @throws Fault for a handler that does not exist, with file and line
   */
  public static Enrichment.Function load(
      LambdaFunction function,
      Map<String, Lookup> lookups,
      Invocation.Surroundings surroundings,
      List<Function> functions,
      Map<Path, String> texts) {
    return load(function, lookups, surroundings, functions, texts, false);
  }

  /** The same for a function that reaches the services which its variables name. */
  public static Enrichment.Function live(
      LambdaFunction function,
      Invocation.Surroundings surroundings,
      List<Function> functions,
      Map<Path, String> texts) {
    return load(function, Map.of(), surroundings, functions, texts, true);
  }

  private static Enrichment.Function load(
      LambdaFunction function,
      Map<String, Lookup> lookups,
      Invocation.Surroundings surroundings,
      List<Function> functions,
      Map<Path, String> texts,
      boolean isLive) {
    Optional<Fault> elsewhere = elsewhere(function);
    if (elsewhere.isPresent()) {
      // its pipe runs up to the call, and from its answer on
      return request -> {
        throw elsewhere.get();
      };
    }
    Environment environment =
        new Environment(function.environment(), function.root(), lookups, surroundings)
            .withFunctions(functions)
            .withTexts(texts);
    return ForeignRuntime.of(function)
        .<Enrichment.Function>map(runtime ->
            new ForeignFunction(function, runtime, environment, lookups, surroundings, isLive))
        .orElseGet(() -> Handler.of(function).load(environment, surroundings));
  }

  /** Loads the code of functions in Node.js and Python anew at their next calls. */
  public static void restart() {
    ForeignFunction.restart();
  }

  /** The same, without additional functions, with the surroundings as separate parameters. */
  public static Enrichment.Function load(
      LambdaFunction function,
      Map<String, Lookup> lookups,
      InstantSource clock,
      Supplier<UUID> ids,
      Quarantine quarantine) {
    Environment surroundings =
        new Environment(Map.of(), function.root(), Map.of(), clock, ids).withQuarantine(quarantine);
    return load(function, lookups, surroundings, List.of(), Map.of());
  }

  /**
   * A placeholder for the code of a function that is not called.
   *
   * @throws Fault for a function that cannot be run here, with file and line
   */
  public static Enrichment.Function unloaded(LambdaFunction function) {
    elsewhere(function)
        .ifPresent(fault -> {
          throw fault;
        });
    return request -> request;
  }

  /** Whether its code can be called here; the code itself is not looked at. */
  public static boolean runsHere(LambdaFunction function) {
    return elsewhere(function).isEmpty();
  }

  private static Optional<Fault> elsewhere(LambdaFunction function) {
    if (function.isOutside()) {
      return Optional.of(function.notHere());
    }
    String runtime = function.runtime();
    if (runtime.matches("java\\d.*")) {
      return Optional.empty();
    }
    Optional<ForeignRuntime> foreign = ForeignRuntime.of(function);
    if (foreign.isPresent()) {
      return ForeignFunction.obstacle(foreign.get());
    }
    String on = runtime.isEmpty() ? "is a container image" : "runs on " + runtime;
    return Optional.of(
        new Fault(
            function.where(),
            function.logicalId()
                + " "
                + on
                + ", and only functions in Java, Node.js and Python run here; use one of these, "
                + ForeignRuntime.ANSWERED));
  }
}
