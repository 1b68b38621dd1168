package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import io.github.standpipe.pipe.Payload;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The paths of a batch's items, without their values. */
public final class PathChange {
  private static final int MOST = 8;

  private final Set<String> paths = new TreeSet<>();

  private PathChange(Payload payload) {
    payload.items().forEach(item -> collect("", item));
  }

  /** {@code + customer, lines - detail, source}; empty if no path was added or removed. */
  static Optional<String> change(Payload before, Payload after) {
    Set<String> had = new PathChange(before).paths;
    Set<String> has = new PathChange(after).paths;
    String came = format("+ ", outermost(has, had));
    String went = format("- ", outermost(had, has));
    String both = came + (came.isEmpty() || went.isEmpty() ? "" : "  ") + went;
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  /** As {@link #change}, but of SQS records only the bodies count. */
  public static Optional<String> ofEvents(Payload before, Payload after) {
    return change(Payload.of(before.items().stream().map(PathChange::event).toList()), after);
  }

  private static JsonNode event(JsonNode item) {
    try {
      return item.has("receiptHandle") ? Json.parse(item.get("body").textValue()) : item;
    } catch (JsonProcessingException e) {
      return item; // a text body has no keys
    }
  }

  private void collect(String path, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> collect(path + "[]", item));
    }
    for (var field : value.properties()) {
      String key = Printable.line(field.getKey());
      String below = path.isEmpty() ? key : path + "." + key;
      paths.add(below);
      collect(below, field.getValue());
    }
  }

  /** The paths in one that the other lacks, without those below another such path. */
  private static Collection<String> outermost(Set<String> paths, Set<String> others) {
    Set<String> outermost = new TreeSet<>();
    for (String path : paths) {
      boolean below =
          outermost.stream().anyMatch(o -> path.startsWith(o + ".") || path.startsWith(o + "["));
      if (!others.contains(path) && !below) {
        outermost.add(path);
      }
    }
    return outermost;
  }

  private static String format(String sign, Collection<String> paths) {
    if (paths.isEmpty()) {
      return "";
    }
    String some = paths.stream().limit(MOST).collect(Collectors.joining(", "));
    return sign + some + (paths.size() > MOST ? " and " + (paths.size() - MOST) + " more" : "");
  }
}
