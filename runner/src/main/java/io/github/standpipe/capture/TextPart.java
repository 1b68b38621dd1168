package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A part of a text that stands for itself: a JSON value, or a line that is not JSON.
 *
 * @param text as it is written
 * @param line where it begins, from 1 on
 */
record TextPart(@Nullable JsonNode json, String text, int line) {
  boolean isContainer() {
    return json != null && json.isContainerNode();
  }
}
