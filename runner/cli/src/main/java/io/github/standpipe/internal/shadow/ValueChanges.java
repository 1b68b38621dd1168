package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.internal.capture.DataKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares two values of one stage, value by value. The order of keys does not matter. */
final class ValueChanges {
  /** An event with more differences is described by its first ones. */
  static final int MOST = 1_000;

  private static final int SHORT = 40;
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$@][\\p{L}\\d_$@-]*");
  private static final DataKeys KEYS = DataKeys.beside(Set.of());
  private static final JsonNode NONE = MissingNode.getInstance();

  private final String stage;
  private final Map<EventChange.Place, EventChange> changes;

  private ValueChanges(String stage, Map<EventChange.Place, EventChange> changes) {
    this.stage = stage;
    this.changes = changes;
  }

  /** The differences by place, the first one of each, in the order of the values. */
  static Map<EventChange.Place, EventChange> between(String stage, JsonNode was, JsonNode is) {
    Map<EventChange.Place, EventChange> changes = new LinkedHashMap<>();
    new ValueChanges(stage, changes).compare(new Steps(null, "$"), was, is);
    return changes;
  }

  /** A path, whose text is made only if something differs there. */
  private record Steps(@Nullable Steps above, @Nullable String key) {
    Steps key(String member) {
      return new Steps(this, member);
    }

    /** Any place in an array. */
    Steps item() {
      return new Steps(this, null);
    }

    StringBuilder text() {
      if (above == null) {
        return new StringBuilder("$");
      }
      return above.text().append(key == null ? "[*]" : step(key));
    }

    private static String step(String key) {
      if (isSimple(key)) {
        return "." + key;
      }
      if (KEYS.isData(key)) {
        return ".*";
      }
      return PLAIN.matcher(key).matches()
          ? "." + key
          : "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
  }

  /** Most keys are short words, which are neither data nor quoted. */
  private static boolean isSimple(String key) {
    for (int at = 0; at < key.length(); at++) {
      int letter = key.charAt(at) | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return !key.isEmpty() && key.length() <= SHORT;
  }

  private void compare(Steps path, JsonNode was, JsonNode is) {
    if (was.isObject() && is.isObject()) {
      objects(path, was, is);
    } else if (was.isArray() && is.isArray()) {
      arrays(path.item(), was, is);
    } else if (was.getNodeType() != is.getNodeType()) {
      add(ChangeKind.RETYPED, path, was, is);
    } else if (!was.equals(is)) {
      add(ChangeKind.CHANGED, path, was, is);
    }
  }

  private void objects(Steps path, JsonNode was, JsonNode is) {
    for (Map.Entry<String, JsonNode> member : was.properties()) {
      JsonNode now = is.get(member.getKey());
      Steps below = path.key(member.getKey());
      if (now == null) {
        add(ChangeKind.REMOVED, below, member.getValue(), NONE);
      } else {
        compare(below, member.getValue(), now);
      }
    }
    for (Map.Entry<String, JsonNode> member : is.properties()) {
      if (!was.has(member.getKey())) {
        add(ChangeKind.ADDED, path.key(member.getKey()), NONE, member.getValue());
      }
    }
  }

  /** Items between equal first and equal last ones are compared in pairs. */
  private void arrays(Steps path, JsonNode was, JsonNode is) {
    int first = 0;
    int shorter = Math.min(was.size(), is.size());
    while (first < shorter && was.get(first).equals(is.get(first))) {
      first++;
    }
    int last = 0;
    while (last < shorter - first
        && was.get(was.size() - 1 - last).equals(is.get(is.size() - 1 - last))) {
      last++;
    }
    int pairs = shorter - last;
    for (int item = first; item < pairs; item++) {
      compare(path, was.get(item), is.get(item));
    }
    for (int item = pairs; item < was.size() - last; item++) {
      add(ChangeKind.REMOVED, path, was.get(item), NONE);
    }
    for (int item = pairs; item < is.size() - last; item++) {
      add(ChangeKind.ADDED, path, NONE, is.get(item));
    }
  }

  private void add(ChangeKind kind, Steps path, JsonNode was, JsonNode is) {
    if (changes.size() < MOST) {
      EventChange.Place place = new EventChange.Place(kind, stage, path.text().toString());
      changes.putIfAbsent(place, new EventChange(place, was, is));
    }
  }
}
