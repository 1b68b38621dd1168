package io.github.standpipe.template;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.pipe.Enrichment;

/** A function of a template whose code is loaded here. */
public interface LoadedFunction extends Enrichment.Function {

  /**
   * Answers one call, whose clock, ids and quarantine are not those that the function was loaded
   * with.
   *
   * @throws Exception as {@link #invoke(byte[])}
   */
  byte[] invoke(byte[] request, Invocation.Surroundings surroundings) throws Exception;

  /**
   * Answers one call in a context of the caller's, see {@link LocalContext}.
   *
   * @throws Exception as {@link #invoke(byte[])}
   */
  byte[] invoke(byte[] request, Context context) throws Exception;
}
