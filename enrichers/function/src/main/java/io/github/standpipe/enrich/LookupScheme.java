package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;

/**
 * A kind of service that look-ups reach, such as {@code dynamodb:}. One instance is made for each
 * {@code LOOKUP_<NAME>} variable that names it, by its public constructor without parameters, while
 * the function starts.
 */
@FunctionalInterface
public interface LookupScheme {

  /**
   * Opens the look-up that an address names; clients are built here and serve every invocation.
   *
   * @param uri the address and its options; a scheme must read each option that it knows
   * @param environment the function's environment, such as the region in {@code AWS_REGION}
   * @return the look-up, which any number of threads may call at the same time
   * @throws Fault for an invalid address or option
   */
  Lookup open(LookupUri uri, Environment environment);
}
