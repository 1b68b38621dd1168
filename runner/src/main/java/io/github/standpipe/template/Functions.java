package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.pipe.Enrichment;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Runs the Java functions of a template in this process. */
public final class Functions {

  private Functions() {}

  /**
   * Loads the handler of a function.
   *
   * @param lookups answer in place of those that its variables name
   * @throws Fault for a handler that does not exist or cannot be run here, with file and line
   */
  public static Enrichment.Function load(
      LambdaFunction function,
      Map<String, Lookup> lookups,
      InstantSource clock,
      Supplier<UUID> ids) {
    throw new Fault(function.where(), "cannot be run yet");
  }
}
