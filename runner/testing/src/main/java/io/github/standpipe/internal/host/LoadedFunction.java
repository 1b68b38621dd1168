package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.pipe.Enrichment;

/** A function of a template that is called here: in this process if it is in Java. */
public sealed interface LoadedFunction extends Enrichment.Function
    permits LocalFunction, ForeignFunction {

  /**
   * Answers one call with a clock, ids and a quarantine other than those with which the function
   * was loaded.
   *
   * @throws Exception as {@link #invoke(byte[])}
   */
  byte[] invoke(byte[] request, Invocation.Surroundings surroundings) throws Exception;

  /**
   * Answers one call in a context of the caller, see {@link LocalContext}.
   *
   * @throws Exception as {@link #invoke(byte[])}
   */
  byte[] invoke(byte[] request, Context context) throws Exception;
}
