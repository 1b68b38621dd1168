package io.github.standpipe.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SAM's {@code Globals}: mappings are merged, lists are joined, and otherwise the resource's own
 * value wins.
 */
final class Globals {
  private static final String PREFIX = "AWS::Serverless::";

  private Globals() {}

  /** A template in which each resource of SAM has the properties that {@code Globals} give it. */
  static Value.Mapping in(Value.Mapping root) {
    if (!(root.get("Globals").orElse(null) instanceof Value.Mapping globals)
        || !(root.get("Resources").orElse(null) instanceof Value.Mapping resources)) {
      return root;
    }
    Map<String, Value.Entry> all = new LinkedHashMap<>(resources.entries());
    all.replaceAll((id, entry) -> new Value.Entry(entry.at(), with(globals, entry.value())));
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    Place at = root.place("Resources");
    sections.put("Resources", new Value.Entry(at, new Value.Mapping(all, resources.at())));
    return new Value.Mapping(sections, root.at());
  }

  private static Value with(Value.Mapping globals, Value resource) {
    if (!(resource instanceof Value.Mapping body)
        || !(body.get("Type").orElse(null) instanceof Value.Scalar type)
        || !type.text().startsWith(PREFIX)
        || !(globals.get(type.text().substring(PREFIX.length())).orElse(null)
            instanceof Value.Mapping section)) {
      return resource;
    }
    Value own = body.get("Properties").orElse(new Value.Mapping(Map.of(), body.at()));
    Value.Mapping taken = without(section, body.get("IgnoreGlobals").orElse(body));
    if (taken.entries().isEmpty() || !(own instanceof Value.Mapping some)) {
      return resource;
    }
    Map<String, Value.Entry> entries = new LinkedHashMap<>(body.entries());
    Place at = body.place("Properties");
    entries.put("Properties", new Value.Entry(at, merge(taken, some)));
    return new Value.Mapping(entries, body.at());
  }

  /** A resource may refuse some of the properties, or all of them. */
  private static Value.Mapping without(Value.Mapping section, Value ignored) {
    Map<String, Value.Entry> rest = new LinkedHashMap<>(section.entries());
    switch (ignored) {
      case Value.Scalar all when all.text().equals("*") -> rest.clear();
      case Value.Sequence(List<Value> items, Place at) ->
          items.forEach(item -> {
            if (item instanceof Value.Scalar key) {
              rest.keySet().removeAll(Set.of(key.text()));
            }
          });
      default -> {}
    }
    return new Value.Mapping(rest, section.at());
  }

  private static Value.Mapping merge(Value.Mapping globals, Value.Mapping own) {
    Map<String, Value.Entry> merged = new LinkedHashMap<>(globals.entries());
    own.entries().forEach((key, entry) -> merged.merge(key, entry, Globals::merge));
    return new Value.Mapping(merged, own.at());
  }

  private static Value.Entry merge(Value.Entry global, Value.Entry own) {
    if (global.value() instanceof Value.Mapping all && own.value() instanceof Value.Mapping some) {
      return new Value.Entry(own.at(), merge(all, some));
    }
    if (global.value() instanceof Value.Sequence(List<Value> first, Place firstAt)
        && own.value() instanceof Value.Sequence(List<Value> then, Place at)) {
      List<Value> both = new ArrayList<>(first);
      both.addAll(then);
      return new Value.Entry(own.at(), new Value.Sequence(both, at));
    }
    return own;
  }
}
