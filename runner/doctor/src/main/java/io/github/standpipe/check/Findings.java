package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The findings so far; what several pipes share is reported once. */
final class Findings {
  private record Key(Rule rule, Place at, String resource, String instead, String each) {}

  private final Map<Key, Finding> found = new LinkedHashMap<>();

  void add(Rule rule, Declaration resource, Place at, String seen, String instead) {
    add(rule, resource.logicalId(), at, seen, instead, "");
  }

  /** Adds one of several findings that may be at one place and differ only in what was seen. */
  void addEach(Rule rule, String resource, Place at, String seen, String instead) {
    add(rule, resource, at, seen, instead, seen);
  }

  private void add(Rule rule, String resource, Place at, String seen, String instead, String each) {
    String advice = InStack.references(instead, resource);
    Finding finding = new Finding(rule, at, resource, seen, advice, Optional.empty());
    found.putIfAbsent(new Key(rule, at, resource, instead, each), finding);
  }

  Collection<Finding> all() {
    return found.values();
  }
}
