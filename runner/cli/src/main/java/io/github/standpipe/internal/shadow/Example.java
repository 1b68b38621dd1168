package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An event of a group without its personal values, which shows the same difference.
 *
 * @param place where the original is
 * @param messages the redacted messages of its batch; empty if redaction removes the difference
 * @param documents answers their look-ups, by look-up, then by key
 * @param was the redacted value before; missing if there was none
 * @param is the redacted value now; missing if there is none
 * @param kept the paths whose values are kept because the difference depends on them
 */
public record Example(
    String place,
    List<ObjectNode> messages,
    Map<String, ObjectNode> documents,
    JsonNode was,
    JsonNode is,
    SortedSet<String> kept) {

  /** An example that cannot be shown. */
  static Example hidden(String place) {
    return new Example(
        place,
        List.of(),
        Map.of(),
        MissingNode.getInstance(),
        MissingNode.getInstance(),
        new TreeSet<>());
  }

  /** Whether the event can be shown. */
  public boolean isShown() {
    return !messages.isEmpty();
  }
}
