package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The findings so far; what several pipes share is told once. */
final class Findings {
  private record Key(Rule rule, Place at, String resource, String instead) {}

  private final Map<Key, Finding> found = new LinkedHashMap<>();

  void add(Rule rule, Declaration resource, Place at, String seen, String instead) {
    String id = resource.logicalId();
    Finding finding = new Finding(rule, at, id, seen, instead, Optional.empty());
    found.putIfAbsent(new Key(rule, at, id, instead), finding);
  }

  Collection<Finding> all() {
    return found.values();
  }
}
