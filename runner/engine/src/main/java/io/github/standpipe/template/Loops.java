package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expands {@code Fn::ForEach} of the transform {@code AWS::LanguageExtensions}. */
final class Loops {
  private static final String LOOP = "Fn::ForEach::";
  private static final String SHAPE = "[Name, [item, ...], {key with ${Name}: value}]";
  private static final int MOST_VALUES = 500_000;

  private final Scope values;
  private final List<Fault> refused = new ArrayList<>();
  private int made;

  /**
   * Loops over sections other than the resources.
   *
   * @param values resolves the lists that loops iterate over
   */
  Loops(Scope values) {
    this.values = values;
  }

  /** The loops that could not be expanded, by name. */
  List<Fault> faults() {
    return List.copyOf(refused);
  }

  /** Whether a template has a loop. */
  static boolean in(Value root) {
    return root.all().stream().anyMatch(Loops::isLoop);
  }

  private static boolean isLoop(Value value) {
    return switch (value) {
      case Value.Call call -> call.function().startsWith(LOOP);
      case Value.Mapping mapping ->
          mapping.entries().keySet().stream().anyMatch(key -> key.startsWith(LOOP));
      default -> false;
    };
  }

  /** A template with the loops in and below its sections expanded. */
  Value.Mapping sections(Value.Mapping root) {
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    for (String name : List.of("Conditions", "Resources", "Outputs")) {
      sections.computeIfPresent(
          name, (key, entry) -> new Value.Entry(entry.at(), section(entry.value())));
    }
    return new Value.Mapping(sections, root.at());
  }

  private Value section(Value section) {
    Optional<Value.Mapping> entries = mapping(section);
    if (entries.isEmpty()) {
      return section;
    }
    Map<String, Value.Entry> all = new LinkedHashMap<>();
    entries.get().entries().forEach((key, entry) -> refusable(key, entry, all));
    return new Value.Mapping(all, section.at());
  }

  /** A loop that cannot be expanded does not affect anything else. */
  private void refusable(String key, Value.Entry entry, Map<String, Value.Entry> all) {
    try {
      Map<String, Value.Entry> made = new LinkedHashMap<>();
      entry(key, entry, LoopItem.NONE, made);
      made.keySet().forEach(one -> once(one, all, entry));
      made.keySet().stream()
          .filter(one -> key.startsWith(LOOP) && !one.matches("[A-Za-z0-9]+|Fn::.*"))
          .findFirst()
          .ifPresent(one -> {
            throw new BrokenLoop(
                entry.at(),
                key,
                "a loop creates "
                    + one
                    + ", and a logical id has letters and digits alone; write &{} instead of"
                    + " ${} in the key");
          });
      all.putAll(made);
    } catch (Fault e) {
      refused.add(e);
    }
  }

  private void entry(String key, Value.Entry entry, LoopItem item, Map<String, Value.Entry> all) {
    if (!key.startsWith(LOOP)) {
      String name = item.in(key);
      once(name, all, entry);
      all.put(name, new Value.Entry(entry.at(), written(entry.value(), item)));
      return;
    }
    for (LoopItem one : items(key, entry, item)) {
      Value.Mapping body = body(key, entry);
      body.entries().forEach((below, value) -> entry(below, value, one, all));
    }
  }

  private static void once(String key, Map<String, Value.Entry> all, Value.Entry entry) {
    if (all.containsKey(key)) {
      throw entry
          .at()
          .fault(
              "a loop creates "
                  + key
                  + " twice; put the loop's name into the key, and list each item once");
    }
  }

  private List<LoopItem> items(String key, Value.Entry entry, LoopItem outer) {
    List<Value> three = three(key, entry);
    if (!LanguageExtensions.declared(values.root())) {
      throw new BrokenLoop(
          entry.at(), key, key + " needs AWS::LanguageExtensions; add it to Transform");
    }
    if (!(three.get(0) instanceof Value.Scalar name)) {
      throw shape(key, entry);
    }
    List<LoopItem> items = new ArrayList<>();
    for (Value one : list(three.get(1), key, outer)) {
      items.add(outer.and(name.text(), values.requiredText(one, key + "'s item")));
    }
    return items;
  }

  private List<Value> list(Value collection, String key, LoopItem outer) {
    try {
      return values.items(written(collection, outer), key + "'s list").orElse(List.of());
    } catch (Fault e) {
      throw collection.at().fault(key + " iterates over an unknown list: " + e.getMessage());
    }
  }

  private static Value.Mapping body(String key, Value.Entry entry) {
    return mapping(three(key, entry).get(2)).orElseThrow(() -> shape(key, entry));
  }

  private static List<Value> three(String key, Value.Entry entry) {
    if (entry.value() instanceof Value.Sequence(List<Value> items, Place at) && items.size() == 3) {
      return items;
    }
    throw shape(key, entry);
  }

  private static Fault shape(String key, Value.Entry entry) {
    return new BrokenLoop(entry.at(), key, key + " is malformed; write " + SHAPE);
  }

  /** A mapping, even one of a single loop, which reads as an intrinsic. */
  private static Optional<Value.Mapping> mapping(Value value) {
    return switch (value) {
      case Value.Mapping mapping -> Optional.of(mapping);
      case Value.Call(String function, Value argument, Place at) when function.startsWith("Fn::") ->
          Optional.of(new Value.Mapping(Map.of(function, new Value.Entry(at, argument)), at));
      default -> Optional.empty();
    };
  }

  private Value written(Value value, LoopItem item) {
    if (++made > MOST_VALUES) {
      throw value.at().fault("loops create more than 500,000 values; split the template");
    }
    return switch (value) {
      case Value.Scalar(String text, boolean literal, Place at) ->
          new Value.Scalar(item.in(text), literal, at);
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(one -> written(one, item)).toList(), at);
      case Value.Call call -> call(call, item);
      case Value.Mapping mapping -> entries(mapping, item);
      case Value.Nothing nothing -> nothing;
    };
  }

  private Value call(Value.Call call, LoopItem item) {
    if (isLoop(call)) {
      return mapping(call).map(only -> entries(only, item)).orElse(call);
    }
    if (call.function().equals("Ref")
        && call.argument() instanceof Value.Scalar name
        && item.has(name.text())) {
      return new Value.Scalar(item.value(name.text()), call.at());
    }
    Value argument = written(call.argument(), item);
    boolean plain =
        call.function().equals("Fn::Sub")
            && argument instanceof Value.Scalar text
            && !text.text().contains("${");
    return plain ? argument : new Value.Call(call.function(), argument, call.at());
  }

  /** A mapping below a section; it is unknown if its loop cannot be expanded. */
  private Value entries(Value.Mapping mapping, LoopItem item) {
    Map<String, Value.Entry> all = new LinkedHashMap<>();
    for (Map.Entry<String, Value.Entry> one : mapping.entries().entrySet()) {
      try {
        entry(one.getKey(), one.getValue(), item, all);
      } catch (Fault e) {
        if (!one.getKey().startsWith(LOOP)) {
          throw e;
        }
        refused.add(e);
        return new Value.Call(one.getKey(), one.getValue().value(), one.getValue().at());
      }
    }
    return Value.of(all, mapping.at());
  }
}
