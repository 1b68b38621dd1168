package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;

/** Formats values for a text in the layout of what surrounds them. */
record JsonLayout(String text, Style style) {
  private static final int SHORT = 60;

  /** A new member of an object, with a colon formatted as in its first member. */
  String member(ValueSpan object, String key, JsonNode seen) {
    String colon = ": ";
    if (!object.entries().isEmpty()) {
      ValueSpan.Entry first = object.entries().getFirst();
      colon = text.substring(ValueSpan.scalarEnd(text, first.start()), first.value().start());
    }
    return Style.onOneLine(Json.array().textNode(key)) + colon + item(object, seen);
  }

  /** A new entry of a container. */
  String item(ValueSpan container, JsonNode seen) {
    JsonNode value = Notation.exactly(seen);
    if (container.entries().isEmpty() || !new Entries(text, container).onLines()) {
      return Style.onOneLine(value);
    }
    int first = container.entries().getFirst().start();
    return style.onLines(value, Style.indentAt(text, first));
  }

  /** A value that replaces another one: on one line if that one was and the new one is short. */
  Edit instead(ValueSpan span, JsonNode seen) {
    JsonNode value = Notation.exactly(seen);
    String onOneLine = Style.onOneLine(value);
    boolean wasOnOne = text.substring(span.start(), span.end()).indexOf('\n') < 0;
    boolean isShort = wasOnOne && !span.entries().isEmpty() && onOneLine.length() <= SHORT;
    return new Edit(
        span.start(),
        span.end(),
        isShort || !hasLines()
            ? onOneLine
            : style.onLines(value, Style.indentAt(text, span.start())));
  }

  private boolean hasLines() {
    return text.strip().indexOf('\n') >= 0;
  }
}
