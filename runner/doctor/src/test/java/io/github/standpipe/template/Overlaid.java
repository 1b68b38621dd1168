package io.github.standpipe.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A template with resources of another text laid over its own, each at its own place. */
public final class Overlaid {
  private Overlaid() {}

  /**
   * Lays the resources of a text over those of a template; one with a Type replaces.
   *
   * @param line of the file in which the text begins, from 1
   */
  public static Template template(Path base, String resources, Path file, int line) {
    Value.Mapping root = TemplateText.read(base);
    YamlNotes notes = new YamlNotes(true);
    Value over = YamlValues.read("\n".repeat(line - 1) + resources, file.toString(), notes);
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    sections.merge("Resources", new Value.Entry(over.at(), over), Overlaid::merged);
    return Template.usable(new Value.Mapping(sections, root.at()), base, Map.of(), notes);
  }

  private static Value.Entry merged(Value.Entry under, Value.Entry over) {
    boolean mappings =
        under.value() instanceof Value.Mapping && over.value() instanceof Value.Mapping;
    return mappings
        ? new Value.Entry(
            over.at(), merged((Value.Mapping) under.value(), (Value.Mapping) over.value()))
        : over;
  }

  private static Value merged(Value.Mapping under, Value.Mapping over) {
    if (over.get("Type").filter(type -> type.kind().startsWith("'AWS::")).isPresent()) {
      return over;
    }
    Map<String, Value.Entry> both = new LinkedHashMap<>(under.entries());
    over.entries().forEach((key, entry) -> both.merge(key, entry, Overlaid::merged));
    return new Value.Mapping(both, over.at());
  }

  /** The template with one value after the other replaced by one that cannot be resolved. */
  public static Map<String, Template> withOneUnknown(Path base) {
    Value.Mapping root = TemplateText.read(base);
    Map<String, Template> all = new LinkedHashMap<>();
    paths(
        root.get("Resources").orElseThrow(),
        List.of(),
        path -> {
          if (path.contains("Properties") && path.indexOf("Properties") < path.size() - 1) {
            Value unknown = without(root, List.copyOf(path), 0);
            all.put(String.join(".", path), Template.of((Value.Mapping) unknown, base, Map.of()));
          }
        });
    return all;
  }

  private static void paths(Value value, List<String> path, Consumer<List<String>> each) {
    switch (value) {
      case Value.Mapping mapping ->
          mapping
              .entries()
              .forEach((key, entry) -> {
                each.accept(and(path, key));
                paths(entry.value(), and(path, key), each);
              });
      case Value.Sequence(List<Value> items, Place at) -> {
        for (int i = 0; i < items.size(); i++) {
          each.accept(and(path, "" + i));
          paths(items.get(i), and(path, "" + i), each);
        }
      }
      default -> {}
    }
  }

  private static List<String> and(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  /** The value with the part at a path below Resources replaced. */
  private static Value without(Value value, List<String> path, int depth) {
    if (depth > path.size()) {
      Value name = new Value.Scalar("unknown", value.at());
      return new Value.Call("Fn::ImportValue", name, value.at());
    }
    String key = depth == 0 ? "Resources" : path.get(depth - 1);
    if (value instanceof Value.Sequence(List<Value> items, Place at)) {
      List<Value> some = new ArrayList<>(items);
      int index = Integer.parseInt(key);
      some.set(index, without(items.get(index), path, depth + 1));
      return new Value.Sequence(some, at);
    }
    Value.Mapping mapping = (Value.Mapping) value;
    Map<String, Value.Entry> some = new LinkedHashMap<>(mapping.entries());
    some.computeIfPresent(
        key, (k, entry) -> new Value.Entry(entry.at(), without(entry.value(), path, depth + 1)));
    return new Value.Mapping(some, mapping.at());
  }
}
