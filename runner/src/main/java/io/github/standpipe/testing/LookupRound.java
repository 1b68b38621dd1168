package io.github.standpipe.testing;

import java.util.Set;

/**
 * One request to a look-up.
 *
 * @param round the round of the batch, from 1 on; what is asked in one round does not depend on
 *     another document
 * @param lookup its name
 * @param keys the keys that were asked for, each once
 * @param found those of them that have a document
 */
public record LookupRound(int round, String lookup, Set<String> keys, Set<String> found) {
  public LookupRound {
    keys = Set.copyOf(keys);
    found = Set.copyOf(found);
  }
}
