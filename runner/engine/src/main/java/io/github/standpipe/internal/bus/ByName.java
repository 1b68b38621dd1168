package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Feeders of one kind, by their names or ARNs.
 *
 * @param unread why some cannot be read, by their logical ids and names
 */
record ByName<T>(Map<String, T> read, Map<String, Fault> unread) {

  ByName {
    read = Collections.unmodifiableMap(new LinkedHashMap<>(read));
    unread = Map.copyOf(unread);
  }

  /**
   * One of them; empty if the template has none of the name.
   *
   * @throws Fault if it cannot be read
   */
  Optional<T> optional(String name) {
    if (!read.containsKey(name) && unread.containsKey(name)) {
      throw unread.get(name);
    }
    return known(name);
  }

  /** One of them that can be read; empty if there is none. */
  Optional<T> known(String name) {
    return Optional.ofNullable(read.get(name));
  }

  /**
   * One of them.
   *
   * @param kind what it is, for the message
   * @throws Fault if it cannot be read or is not there
   */
  T find(String name, String kind) {
    return optional(name)
        .orElseThrow(() ->
            new Fault(
                kind
                    + " "
                    + name
                    + " is not in the template, which has "
                    + (read.isEmpty() ? "none" : String.join(", ", read.keySet()))));
  }
}
