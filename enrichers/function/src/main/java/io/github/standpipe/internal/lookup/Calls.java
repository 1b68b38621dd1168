package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A look-up made of calls: as few as the keys allow, in parallel, each retried if necessary. */
record Calls(LookupCall call, Limits limits) implements Lookup {

  @Override
  public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
    List<String> writable = keys.stream().filter(Calls::isText).toList();
    Deadline deadline = invocation.deadline().atMost(limits.within());
    return new Search(call, limits, deadline, invocation.figures()).find(chunks(writable));
  }

  /** A lone surrogate cannot be sent to any service, so it finds nothing. */
  private static boolean isText(String key) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(key);
  }

  private List<List<String>> chunks(List<String> keys) {
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += limits.keys()) {
      chunks.add(keys.subList(from, Math.min(keys.size(), from + limits.keys())));
    }
    return chunks;
  }
}
