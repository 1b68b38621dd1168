package io.github.standpipe.internal.local;

import java.util.List;
import java.util.Map;

/**
 * The result of sending messages individually.
 *
 * @param ids of those that the queue accepted, in order
 * @param refusals reasons of the rejected ones, by position from 1 on
 */
public record Sending(List<String> ids, Map<Integer, String> refusals) {
  public Sending {
    ids = List.copyOf(ids);
    refusals = Map.copyOf(refusals);
  }
}
