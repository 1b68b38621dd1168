package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;

/** The payload templates of a definition, by where they stand in it; runs side by side share it. */
final class PayloadTemplates {
  /** Replaced and never changed. */
  private volatile Map<JsonNode, PayloadTemplate> known = new IdentityHashMap<>();

  PayloadTemplate of(JsonNode template) {
    PayloadTemplate found = known.get(template);
    return found == null ? add(template) : found;
  }

  private synchronized PayloadTemplate add(JsonNode template) {
    Map<JsonNode, PayloadTemplate> more = new IdentityHashMap<>(known);
    PayloadTemplate read = PayloadTemplate.of(template);
    more.put(template, read);
    known = more;
    return read;
  }
}
