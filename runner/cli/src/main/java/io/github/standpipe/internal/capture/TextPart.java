package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An independent part of a text: a JSON value, or a line that is not JSON.
 *
 * @param text as it is written
 * @param line the line on which it begins, from 1 on
 */
record TextPart(@Nullable JsonNode json, String text, int line) {
  boolean isContainer() {
    return json != null && json.isContainerNode();
  }
}
