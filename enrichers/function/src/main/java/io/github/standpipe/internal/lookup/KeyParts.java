package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Lookup;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices a transform whose keys have the wrong number of parts. One odd key has no document, like
 * any other that no document can have; if none of several keys ever had the right form, each of
 * them fails, with what to write.
 */
final class KeyParts {
  private final LookupCall call;
  private boolean fitted;
  private String misfit = "";

  KeyParts(LookupCall call) {
    this.call = call;
  }

  /** The keys that fail, with a document that says why; none if any key has the right form. */
  synchronized Map<String, JsonNode> misfits(Set<String> keys) {
    if (call.parts() == 1) {
      return Map.of();
    }
    fitted = fitted || !keys.stream().allMatch(call::isMisfit);
    String first = misfit;
    misfit = keys.iterator().next();
    boolean several = keys.size() > 1 || !first.isEmpty() && !first.equals(misfit);
    return fitted || !several ? Map.of() : unusable(keys);
  }

  private Map<String, JsonNode> unusable(Set<String> keys) {
    int parts = call.parts();
    JsonNode why =
        Lookup.unusable(
            "no key has "
                + parts
                + " parts; write an array: lookup(name, [.a, .b"
                + (parts > 2 ? ", ..." : "")
                + "])");
    return keys.stream().collect(Collectors.toMap(key -> key, key -> why));
  }
}
