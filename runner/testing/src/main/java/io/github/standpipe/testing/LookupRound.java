package io.github.standpipe.testing;

import java.util.Set;

/**
 * One request to a look-up.
 *
 * @param round the round of the batch, from 1 on; requests in the same round do not depend on each
 *     other's documents
 * @param lookup its name
 * @param keys the requested keys, each once
 * @param found the keys that have a document
 */
public record LookupRound(int round, String lookup, Set<String> keys, Set<String> found) {
  public LookupRound {
    keys = Set.copyOf(keys);
    found = Set.copyOf(found);
  }
}
