package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.Optional;

/** The message group of what a rule sends: a constant, or a path into the event. */
public sealed interface MessageGroup {
  /** The same for each event. */
  record Fixed(String group) implements MessageGroup {}

  /** The string at a path of the original event (rule {@code bus-message-group}). */
  record ByPath(EventPath path) implements MessageGroup {}

  static MessageGroup parse(String text, String where) {
    return text.startsWith("$") ? new ByPath(EventPath.parse(text, where)) : new Fixed(text);
  }

  /** The group of an event; an open question if the path does not find a string. */
  default Found of(ClassicEvent event, String where) {
    return switch (this) {
      case Fixed(String group) -> new Found(Optional.of(group), Optional.empty());
      case ByPath(EventPath path) -> {
        JsonNode value = path.in(event.json());
        yield value.isTextual() && !value.textValue().isEmpty()
            ? new Found(Optional.of(value.textValue()), Optional.empty())
            : new Found(
                Optional.empty(),
                Optional.of(
                    new Warning(
                        "bus-message-group",
                        where
                            + ": MessageGroupId "
                            + path
                            + (value.isMissingNode()
                                ? " finds nothing"
                                : " finds " + Json.kind(value))
                            + "; send a string there")));
      }
    };
  }

  /** A group, or why there is none. */
  record Found(Optional<String> group, Optional<Warning> question) {}
}
