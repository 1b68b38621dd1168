package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A template as CloudFormation sees it, with its loops, its {@code Globals} and its nested stacks
 * written out.
 *
 * @param root the sections, in which the names of a nested stack begin with its logical id
 * @param refusedLoops the loops that could not be expanded, each with its place and reason
 * @param stacks what is known about the nested stacks
 */
record Expansion(Value.Mapping root, List<Fault> refusedLoops, StackContents stacks) {

  /** A template that is taken as it is written. */
  static Expansion none(Value.Mapping root) {
    return new Expansion(root, List.of(), StackContents.NONE);
  }

  /**
   * Expands a template.
   *
   * @param texts the files that have another text, see {@link Template#withTexts}
   */
  static Expansion of(
      Value.Mapping written, Path file, Map<String, String> given, Map<Path, String> texts) {
    Expansion own = ofLoops(written, file, given, texts);
    if (!NestedStacks.in(own.root())) {
      return own;
    }
    StackContents stacks = new NestedStacks(given, texts).of(own.root(), file);
    return new Expansion(
        new PassedValues(stacks, given).in(stacks.root()), own.loops(stacks), stacks);
  }

  /** The same without nested stacks. */
  static Expansion ofLoops(
      Value.Mapping written, Path file, Map<String, String> given, Map<Path, String> texts) {
    if (!Loops.in(written)) {
      return new Expansion(sam(written), List.of(), StackContents.NONE);
    }
    Loops loops = new Loops(Scope.unexpanded(withoutSections(written), file, given, texts));
    List<Fault> refused = new ArrayList<>();
    Value.Mapping root = withoutRefused(loops.sections(written), file, refused);
    refused.addAll(loops.faults());
    return new Expansion(sam(root), refused, StackContents.NONE);
  }

  /** The resources without those that a loop makes unusable. */
  private static Value.Mapping withoutRefused(Value.Mapping root, Path file, List<Fault> refused) {
    if (!(root.get("Resources").orElse(null) instanceof Value.Mapping section)) {
      return root;
    }
    Scope none = Scope.unexpanded(new Value.Mapping(Map.of(), root.at()), file, Map.of(), Map.of());
    Map<String, Value.Entry> usable = new LinkedHashMap<>();
    section
        .entries()
        .forEach((id, entry) -> {
          try {
            Resource.of(id, entry, none);
            usable.put(id, entry);
          } catch (Fault e) {
            refused.add(e);
          }
        });
    Map<String, Value.Entry> sections = new LinkedHashMap<>(root.entries());
    sections.put(
        "Resources",
        new Value.Entry(root.place("Resources"), new Value.Mapping(usable, section.at())));
    return new Value.Mapping(sections, root.at());
  }

  /** What SAM takes from its Globals, and makes of its connectors. */
  private static Value.Mapping sam(Value.Mapping root) {
    return SamConnectors.in(Globals.in(root));
  }

  private List<Fault> loops(StackContents below) {
    return Stream.concat(refusedLoops.stream(), below.refusedLoops().stream()).toList();
  }

  /** What loops depend on: everything except the sections that contain them. */
  private static Value.Mapping withoutSections(Value.Mapping root) {
    Map<String, Value.Entry> rest = new LinkedHashMap<>(root.entries());
    rest.keySet().retainAll(List.of("Parameters", "Mappings", "Transform"));
    return new Value.Mapping(rest, root.at());
  }
}
