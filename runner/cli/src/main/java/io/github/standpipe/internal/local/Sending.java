package io.github.standpipe.internal.local;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of sending messages individually.
 *
 * @param ids of those that the queue accepted, in order
 * @param refusals reasons of the rejected ones, by position from 1 on
 * @param passing the positions whose rejection is a fault of the server, which may pass
 */
public record Sending(List<String> ids, Map<Integer, String> refusals, Set<Integer> passing) {
  public Sending {
    ids = List.copyOf(ids);
    refusals = Map.copyOf(refusals);
    passing = Set.copyOf(passing);
  }
}
