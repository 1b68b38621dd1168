package io.github.standpipe.internal.schema;

import io.github.standpipe.internal.json.NearestName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that one of two objects declares and the other does not.
 *
 * @param renamed removed keys with their probable new names
 */
record KeyChanges(Set<String> removed, Set<String> added, Map<String, String> renamed) {

  static KeyChanges of(ObjectRule before, ObjectRule after) {
    Set<String> removed = allowed(before);
    removed.removeIf(key -> after.declares(key) && !after.of(key).isImpossible());
    Set<String> added = allowed(after);
    added.removeIf(before::declares);
    Map<String, String> renamed = new LinkedHashMap<>();
    for (String key : removed) {
      List<String> alike =
          added.stream()
              .filter(other -> !renamed.containsValue(other))
              .filter(other -> areAlike(before.of(key), after.of(other)))
              .toList();
      guess(key, alike, removed.size() == 1 && added.size() == 1)
          .ifPresent(other -> renamed.put(key, other));
    }
    return new KeyChanges(removed, added, renamed);
  }

  /** The keys that an object declares and may have; a key without a possible value is forbidden. */
  private static Set<String> allowed(ObjectRule rule) {
    Set<String> keys = new LinkedHashSet<>(rule.declared());
    keys.removeIf(key -> rule.of(key).isImpossible());
    return keys;
  }

  private static Optional<String> guess(String key, List<String> alike, boolean isOnlyOne) {
    return alike.stream()
        .filter(other -> letters(other).equals(letters(key)))
        .findFirst()
        .or(() -> NearestName.of(key, alike))
        .or(() -> alike.stream().filter(other -> contains(key, other)).findFirst())
        .or(() -> isOnlyOne ? alike.stream().findFirst() : Optional.empty());
  }

  private static String letters(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean contains(String one, String other) {
    String first = letters(one);
    String second = letters(other);
    return Math.min(first.length(), second.length()) > 2
        && (first.contains(second) || second.contains(first));
  }

  /** A name is guessed only for values of the same types. */
  private static boolean areAlike(Constraint before, Constraint after) {
    return types(before).equals(types(after));
  }

  private static Set<String> types(Constraint constraint) {
    Set<String> types = new LinkedHashSet<>();
    constraint.alternatives().forEach(one -> types.add(one.words()));
    return types;
  }
}
