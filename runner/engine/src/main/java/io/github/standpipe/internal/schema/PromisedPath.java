package io.github.standpipe.internal.schema;

import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
      return new PromisedPath(
          presence, SchemaComparison.words(alternatives), missing, Optional.empty());
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
    List<ObjectRule> declaring = objects(alternatives).filter(one -> one.declares(key)).toList();
    if (declaring.isEmpty()) {
      return undeclared(alternatives, key, path);
    }
    List<PromisedPath> found = new ArrayList<>();
    for (ObjectRule object : declaring) {
      boolean isSure = object.required().contains(key);
      Truth there = isSure ? presence : Truth.PERHAPS;
      String lacking = isSure || !missing.isEmpty() ? missing : here;
      found.add(of(object.of(key), rest, here, there, lacking));
    }
    boolean isAlways =
        declaring.size() == alternatives.size()
            && found.stream().allMatch(one -> one.presence() == Truth.ALWAYS);
    return isAlways ? best(found) : best(found).atMostPerhaps(here);
  }

  private static PromisedPath undeclared(List<Alternative> alternatives, String key, String path) {
    Set<String> declared = new LinkedHashSet<>();
    objects(alternatives).forEach(object -> declared.addAll(object.declared()));
    Optional<String> nearest =
        NearestName.of(key, declared).map(name -> SchemaChange.below(path, name));
    return new PromisedPath(Truth.NEVER, "", SchemaChange.below(path, key), nearest);
  }

  private static Stream<ObjectRule> objects(List<Alternative> alternatives) {
    return alternatives.stream()
        .flatMap(one -> one.rule() instanceof ObjectRule rule ? Stream.of(rule) : Stream.of());
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
