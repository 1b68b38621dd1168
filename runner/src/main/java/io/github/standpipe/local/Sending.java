package io.github.standpipe.local;

import java.util.List;
import java.util.Map;

/**
 * What became of messages that were sent each by itself.
 *
 * @param ids of those that the queue took, in their order
 * @param refusals of the others, by place from 1 on: why
 */
public record Sending(List<String> ids, Map<Integer, String> refusals) {
  public Sending {
    ids = List.copyOf(ids);
    refusals = Map.copyOf(refusals);
  }
}
