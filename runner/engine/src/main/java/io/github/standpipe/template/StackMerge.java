package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects what a template and its nested stacks declare. */
final class StackMerge {
  private static final List<String> SECTIONS =
      List.of("Parameters", "Mappings", "Conditions", "Resources", "Outputs");

  private final Value.Mapping root;
  private final StackContents contents;
  private final Map<String, Map<String, Value.Entry>> sections = new LinkedHashMap<>();
  private final List<Value> transforms = new ArrayList<>();

  StackMerge(Value.Mapping root) {
    this.root = root;
    this.contents = StackContents.of(root);
    for (String name : SECTIONS) {
      sections.put(name, new LinkedHashMap<>(section(root, name).entries()));
    }
    root.get("Transform").ifPresent(transforms::add);
  }

  void unread(Fault reason) {
    contents.unread().add(reason);
  }

  void fault(NestedStack stack, String reason) {
    contents.faults().add(new TemplateNote.UnusablePart(stack.at(), stack.logicalId(), reason));
  }

  /** Adds a nested stack whose own nested stacks were added to it. */
  void add(NestedStack stack, StackContents.NestedTemplate template, StackContents nested) {
    Namespace names = new Namespace(stack.logicalId());
    contents.faults().addAll(stack.faults(nested.root()));
    contents.stacks().put(stack.logicalId(), template);
    contents.add(nested, names);
    stack
        .passed(nested.root())
        .forEach((name, value) -> contents.passed().put(names.name(name), value));
    nested.root().get("Transform").ifPresent(transforms::add);
    for (String name : SECTIONS) {
      sections
          .getOrDefault(name, new LinkedHashMap<>())
          .putAll(names.section(name, section(nested.root(), name)));
    }
    stack
        .condition()
        .ifPresent(condition ->
            new StackCondition(condition, sections)
                .require(
                    section(nested.root(), "Resources").entries().keySet().stream()
                        .map(names::name)
                        .toList()));
  }

  private static Value.Mapping section(Value.Mapping root, String name) {
    return root.get(name).orElse(null) instanceof Value.Mapping section
        ? section
        : new Value.Mapping(Map.of(), root.at());
  }

  /** Everything that was collected. */
  StackContents contents() {
    Map<String, Value.Entry> all = new LinkedHashMap<>(root.entries());
    sections.forEach((name, entries) -> {
      if (!entries.isEmpty()) {
        Place at = root.place(name);
        all.put(name, new Value.Entry(at, new Value.Mapping(entries, at)));
      }
    });
    if (!transforms.isEmpty()) {
      Place at = root.place("Transform");
      List<Value> each =
          transforms.stream()
              .flatMap(one ->
                  one instanceof Value.Sequence several ? several.items().stream() : Stream.of(one))
              .toList();
      all.put("Transform", new Value.Entry(at, new Value.Sequence(each, at)));
    }
    return contents.with(new Value.Mapping(all, root.at()));
  }
}
