package io.github.standpipe.template;

import io.github.standpipe.json.Printable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value at one place of a template; short and long intrinsics are the same. */
sealed interface Value {
  /** The maximum number of characters of a value that a message quotes. */
  int LONGEST = 80;

  Place at();

  /** How a message describes it. */
  String kind();

  /**
   * A string, number or boolean, as it is written: {@code 012} stays {@code 012}.
   *
   * @param literal whether JSON writes it without quotes
   */
  record Scalar(String text, boolean literal, Place at) implements Value {
    Scalar(String text, Place at) {
      this(text, false, at);
    }

    @Override
    public String kind() {
      return "'" + Printable.shortened(text, LONGEST) + "'";
    }
  }

  record Sequence(List<Value> items, Place at) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record Mapping(Map<String, Entry> entries, Place at) implements Value {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    Optional<Value> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The place of the key, or of the mapping if it has no such key. */
    Place place(String key) {
      Entry entry = entries.get(key);
      return entry == null ? at : entry.at();
    }
  }

  /** An intrinsic, by its long name: {@code Ref} or {@code Fn::...}. */
  record Call(String function, Value argument, Place at) implements Value {
    @Override
    public String kind() {
      return function;
    }
  }

  /** A null, which CloudFormation accepts nowhere. */
  record Nothing(Place at) implements Value {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** A value and the place of its key. */
  record Entry(Place at, Value value) {}

  /** A mapping, or the intrinsic that it is the long form of. */
  static Value of(Map<String, Entry> entries, Place at) {
    if (entries.size() == 1) {
      Map.Entry<String, Entry> only = entries.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return new Call(only.getKey(), only.getValue().value(), at);
      }
    }
    return new Mapping(entries, at);
  }

  /** An intrinsic by its tag; {@code !Condition} is a mapping, as in its long form. */
  static Value tagged(String tag, Value argument) {
    Place at = argument.at();
    return switch (tag) {
      case "Ref" -> new Call("Ref", argument, at);
      case "Condition" -> new Mapping(Map.of("Condition", new Entry(at, argument)), at);
      default -> new Call("Fn::" + tag, argument, at);
    };
  }

  /** This value and everything in it, each once, regardless of how many aliases lead to it. */
  default Set<Value> all() {
    Set<Value> all = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(all);
    return all;
  }

  private void collect(Set<Value> all) {
    if (!all.add(this)) {
      return;
    }
    switch (this) {
      case Sequence(List<Value> items, Place at) -> items.forEach(item -> item.collect(all));
      case Mapping(Map<String, Entry> entries, Place at) ->
          entries.values().forEach(entry -> entry.value().collect(all));
      case Call(String function, Value argument, Place at) -> argument.collect(all);
      case Scalar scalar -> {}
      case Nothing nothing -> {}
    }
  }
}
