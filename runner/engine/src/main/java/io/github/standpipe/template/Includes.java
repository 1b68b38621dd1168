package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the local files in place that {@code AWS::Include} names. An include of another place, and
 * any other macro, stays as it is written.
 */
final class Includes {
  private static final String TRANSFORM = "Fn::Transform";
  private static final String INCLUDE = "AWS::Include";

  private final Path file;
  private final Map<Path, String> texts;
  private final Map<Path, Value.Mapping> snippets = new HashMap<>();
  private final Map<Value, Value> known = new IdentityHashMap<>();

  private Includes(Path file, Map<Path, String> texts) {
    this.file = file;
    this.texts = texts;
  }

  /**
   * A template with its local includes in place.
   *
   * @param texts the files that have another text
   * @throws Fault for an included file that is not a mapping, and for a key that is there twice
   */
  static Value.Mapping in(Value.Mapping root, Path file, Map<Path, String> texts) {
    Includes includes = new Includes(file, texts);
    Map<String, Value.Entry> sections = new LinkedHashMap<>();
    root.entries()
        .forEach((name, entry) ->
            sections.put(
                name,
                name.equals("Parameters") || name.equals("Transform")
                    ? entry
                    : new Value.Entry(entry.at(), includes.value(entry.value()))));
    root.get("Transform").ifPresent(transform -> includes.top(transform, sections));
    return new Value.Mapping(sections, root.at());
  }

  /** An include at the top adds whole sections, or entries to those that are there. */
  private void top(Value transform, Map<String, Value.Entry> sections) {
    List<Value> all =
        transform instanceof Value.Sequence(List<Value> items, Place at)
            ? items
            : List.of(transform);
    List<Value> others = new ArrayList<>();
    for (Value one : all) {
      Optional<Value.Mapping> snippet = snippet(one);
      snippet.ifPresent(
          found -> found.entries().forEach((key, entry) -> join(sections, key, entry)));
      if (snippet.isEmpty()) {
        others.add(one);
      }
    }
    if (others.size() < all.size()) {
      sections.put(
          "Transform", new Value.Entry(transform.at(), new Value.Sequence(others, transform.at())));
    }
  }

  private static void join(Map<String, Value.Entry> sections, String key, Value.Entry more) {
    Value.Entry own = sections.get(key);
    if (own != null
        && own.value() instanceof Value.Mapping one
        && more.value() instanceof Value.Mapping other) {
      Map<String, Value.Entry> both = new LinkedHashMap<>(one.entries());
      other.entries().forEach((name, entry) -> add(both, name, entry));
      sections.put(key, new Value.Entry(own.at(), new Value.Mapping(both, one.at())));
    } else {
      add(sections, key, more);
    }
  }

  private static void add(Map<String, Value.Entry> all, String key, Value.Entry entry) {
    if (all.putIfAbsent(key, entry) != null) {
      throw entry.at().fault("an include adds " + key + ", which is there already; remove one");
    }
  }

  private Value value(Value value) {
    Value there = known.get(value);
    if (there == null) {
      there = written(value);
      known.put(value, there);
    }
    return there;
  }

  private Value written(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar;
      case Value.Nothing nothing -> nothing;
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(this::value).toList(), at);
      case Value.Call(String function, Value argument, Place at) when function.equals(TRANSFORM) ->
          snippets(argument).<Value>map(all -> Value.of(all, at)).orElse(value);
      case Value.Call(String function, Value argument, Place at) ->
          new Value.Call(function, value(argument), at);
      case Value.Mapping mapping -> mapping(mapping);
    };
  }

  private Value mapping(Value.Mapping mapping) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((key, entry) -> {
          Optional<Map<String, Value.Entry>> included =
              key.equals(TRANSFORM) ? snippets(entry.value()) : Optional.empty();
          if (included.isPresent()) {
            included.get().forEach((name, one) -> add(entries, name, one));
          } else {
            add(entries, key, new Value.Entry(entry.at(), value(entry.value())));
          }
        });
    return new Value.Mapping(entries, mapping.at());
  }

  /** What one include or several add; empty unless all of them are local. */
  private Optional<Map<String, Value.Entry>> snippets(Value argument) {
    List<Value> all =
        argument instanceof Value.Sequence(List<Value> items, Place at) ? items : List.of(argument);
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    for (Value one : all) {
      Optional<Value.Mapping> snippet = snippet(one);
      if (snippet.isEmpty()) {
        return Optional.empty();
      }
      snippet.get().entries().forEach((key, entry) -> add(entries, key, entry));
    }
    return Optional.of(entries);
  }

  private Optional<Value.Mapping> snippet(Value transform) {
    return location(transform, file).filter(Files::isRegularFile).map(this::snippet);
  }

  /** The local file that an include names; empty for another macro or another place. */
  static Optional<Path> location(Value transform, Path file) {
    if (!(transform instanceof Value.Mapping one)
        || !(one.get("Name").orElse(null) instanceof Value.Scalar name)
        || !name.text().equals(INCLUDE)
        || !(one.get("Parameters").orElse(null) instanceof Value.Mapping parameters)
        || !(parameters.get("Location").orElse(null) instanceof Value.Scalar place)
        || place.text().matches("(s3|https?)://.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(file.resolveSibling(place.text()).normalize());
    } catch (InvalidPathException e) {
      throw place.at().fault("Location is not a path: " + e.getReason());
    }
  }

  /** What a file adds; an include within it stays, because AWS::Include does not nest. */
  private Value.Mapping snippet(Path path) {
    Value.Mapping there = snippets.get(path);
    if (there == null) {
      String text = texts.get(path.toAbsolutePath().normalize());
      there = text == null ? TemplateText.read(path) : TemplateText.read(path, text);
      snippets.put(path, there);
    }
    return there;
  }
}
