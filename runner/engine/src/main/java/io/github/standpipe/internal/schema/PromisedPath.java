package io.github.standpipe.internal.schema;

import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema promises at a path.
 *
 * @param presence whether a valid event has it: always, perhaps, or never as far as the schema says
 * @param types the types there, such as {@code string or null}; empty if it is not declared
 * @param missing the path up to the key that is not declared or not required; empty if all are
 * @param nearest a declared path that was probably meant
 */
public record PromisedPath(Truth presence, String types, String missing, Optional<String> nearest) {
  private static final String EACH = "[]";

  /**
   * Follows a path.
   *
   * @param steps keys, and {@code []} for the items of an array
   */
  public static PromisedPath of(Constraint event, List<String> steps) {
    return of(event, steps, "", Truth.ALWAYS, "");
  }

  private static PromisedPath of(
      Constraint at, List<String> steps, String path, Truth presence, String missing) {
    List<Alternative> alternatives = at.alternatives();
    if (steps.isEmpty()) {
      return new PromisedPath(presence, Comparison.words(alternatives), missing, Optional.empty());
    }
    List<String> rest = steps.subList(1, steps.size());
    return steps.getFirst().equals(EACH)
        ? item(alternatives, rest, path, presence, missing)
        : key(alternatives, steps.getFirst(), rest, path, presence, missing);
  }

  private static PromisedPath item(
      List<Alternative> alternatives,
      List<String> rest,
      String path,
      Truth presence,
      String missing) {
    List<ListRule> lists = new ArrayList<>();
    alternatives.forEach(one -> {
      if (one.rule() instanceof ListRule list) {
        lists.add(list);
      }
    });
    return lists.isEmpty()
        ? new PromisedPath(Truth.NEVER, "", path + EACH, Optional.empty())
        : of(lists.getFirst().rest(), rest, path + EACH, presence, missing);
  }

  private static PromisedPath key(
      List<Alternative> alternatives,
      String key,
      List<String> rest,
      String path,
      Truth presence,
      String missing) {
    String here = SchemaChange.below(path, key);
    Set<String> declared = new LinkedHashSet<>();
    List<PromisedPath> found = new ArrayList<>();
    boolean isAlways = true;
    for (Alternative one : alternatives) {
      if (one.rule() instanceof ObjectRule object && object.declares(key)) {
        boolean isSure = object.required().contains(key);
        found.add(
            of(
                object.of(key),
                rest,
                here,
                isSure ? presence : Truth.PERHAPS,
                isSure || !missing.isEmpty() ? missing : here));
      } else {
        isAlways = false;
        if (one.rule() instanceof ObjectRule object) {
          declared.addAll(object.declared());
        }
      }
    }
    if (found.isEmpty()) {
      return new PromisedPath(
          Truth.NEVER,
          "",
          here,
          NearestName.of(key, declared).map(name -> SchemaChange.below(path, name)));
    }
    PromisedPath first = best(found);
    return isAlways && found.stream().allMatch(one -> one.presence() == Truth.ALWAYS)
        ? first
        : first.atMostPerhaps(here);
  }

  /** The least that the alternatives promise, and never nothing if one of them has it. */
  private static PromisedPath best(List<PromisedPath> found) {
    return found.stream()
        .filter(one -> one.presence() == Truth.PERHAPS)
        .findFirst()
        .or(() -> found.stream().filter(one -> one.presence() == Truth.ALWAYS).findFirst())
        .orElse(found.getFirst());
  }

  private PromisedPath atMostPerhaps(String here) {
    return presence != Truth.ALWAYS
        ? this
        : new PromisedPath(Truth.PERHAPS, types, missing.isEmpty() ? here : missing, nearest);
  }
}
