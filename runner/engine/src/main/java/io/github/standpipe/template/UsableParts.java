package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes unusable parts from a template, so that the rest of it can be examined. */
final class UsableParts {
  private final Value.Mapping root;
  private final List<TemplateNote.YamlNote> notes;
  private final Scope none;
  private final List<TemplateNote.UnusablePart> unusable = new ArrayList<>();
  private final List<Fault> unread = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean hidesNames;

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  private interface Reading {
    void read(String name, Value.Entry entry);
  }

  UsableParts(Value.Mapping root, Path file, YamlNotes notes) {
    this.root = root;
    this.notes = notes.all();
    this.none = new Scope(new Value.Mapping(Map.of(), root.at()), file, Map.of());
  }

  /** The usable rest. */
  Value.Mapping usable() {
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    section("Parameters", sections, Parameter::of);
    section("Conditions", sections, (name, entry) -> {});
    section("Globals", sections, (name, entry) -> {});
    section("Resources", sections, this::resource);
    return new Value.Mapping(sections, root.at());
  }

  /** The unusable parts, each with its reason. */
  List<TemplateNote.UnusablePart> unusable() {
    return unusable;
  }

  /** The values that do not mean what they look like. */
  List<TemplateNote.YamlNote> notes() {
    return notes;
  }

  /** The resource, or the section, that a place belongs to; empty if it is before all of them. */
  String holder(Place at) {
    Map<String, Value.Entry> all = new LinkedHashMap<>(root.entries());
    if (root.get("Resources").orElse(null) instanceof Value.Mapping resources) {
      all.putAll(resources.entries());
    }
    return all.entrySet().stream()
        .filter(one -> BY_PLACE.compare(one.getValue().at(), at) <= 0)
        .max((one, other) -> BY_PLACE.compare(one.getValue().at(), other.getValue().at()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** What may add other parts, so that undeclared names may exist. */
  List<Fault> unread() {
    return unread;
  }

  /** Whether a whole section was removed, with everything that it declares. */
  boolean hidesNames() {
    return hidesNames;
  }

  /** The names of the removed parts, which are still declared. */
  Set<String> names() {
    return names;
  }

  private void section(String name, Map<String, Value.Entry> sections, Reading reading) {
    Value.Entry section = sections.get(name);
    if (section == null) {
      return;
    }
    switch (section.value()) {
      case Value.Mapping mapping ->
          sections.put(name, new Value.Entry(section.at(), entries(name, mapping, reading)));
      case Value.Call(String function, Value argument, Place at)
          when function.equals("Fn::Transform") -> {
        unread(name, at);
        sections.remove(name);
      }
      case Value.Call loop when loop.function().startsWith("Fn::ForEach::") -> {}
      case Value other -> {
        String seen = name + " is " + other.kind() + "; it must be a mapping";
        unusable.add(new TemplateNote.UnusablePart(section.at(), name, seen));
        hidesNames = true;
        sections.remove(name);
      }
    }
  }

  private Value entries(String section, Value.Mapping mapping, Reading reading) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (name.equals("Fn::Transform")) {
            unread(section, entry.at());
          } else if (isUsable(section, name, entry, reading)) {
            entries.put(name, entry);
          }
        });
    return new Value.Mapping(entries, mapping.at());
  }

  private void unread(String section, Place at) {
    unread.add(at.fault("Fn::Transform adds a part of the " + section + " that was not examined"));
  }

  private boolean isUsable(String section, String name, Value.Entry entry, Reading reading) {
    try {
      reading.read(name, entry);
      return true;
    } catch (Fault e) {
      String holder = section.equals("Resources") ? name : section;
      unusable.add(new TemplateNote.UnusablePart(entry.at(), holder, bare(e)));
      names.add(name);
      return false;
    }
  }

  private void resource(String name, Value.Entry entry) {
    if (!name.startsWith("Fn::ForEach::") && !hasLoopAlone(entry.value())) {
      Resource.of(name, entry, none);
    }
  }

  /** Properties of a single loop read as a call until the loop is expanded. */
  private static boolean hasLoopAlone(Value resource) {
    return resource instanceof Value.Mapping body
        && body.get("Type").orElse(null) instanceof Value.Scalar
        && body.get("Properties").orElse(null) instanceof Value.Call call
        && call.function().startsWith("Fn::ForEach::");
  }

  /** The message without its place. */
  static String bare(Fault fault) {
    return String.valueOf(fault.getMessage()).replaceFirst("^.*?:\\d+(:\\d+)?: ", "");
  }
}
