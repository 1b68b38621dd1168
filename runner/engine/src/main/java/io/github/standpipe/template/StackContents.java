package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A template with those of its nested stacks that are in files beside it.
 *
 * @param root all sections together
 * @param passed the values that stacks are given, by the name of the parameter
 * @param stacks the nested stacks that were read, by logical id
 * @param unread the stacks whose templates were not examined, each with its place and reason
 * @param faults what prevents a nested stack from being created
 * @param refusedLoops the loops in nested templates that could not be expanded
 */
record StackContents(
    Value.Mapping root,
    Map<String, Value> passed,
    Map<String, NestedTemplate> stacks,
    List<Fault> unread,
    List<TemplateNote.UnusablePart> faults,
    List<Fault> refusedLoops) {
  static final StackContents NONE = of(new Value.Mapping(Map.of(), new Place("", 1, 1)));

  /** A nested template, and the parts of it that can be used. */
  record NestedTemplate(Path file, UsableParts parts) {}

  /** Contents to which more are added. */
  static StackContents of(Value.Mapping root) {
    return new StackContents(
        root,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Adds what was found out about a nested stack, under the names of the whole. */
  void add(StackContents below, Namespace names) {
    below.passed().forEach((name, value) -> passed.put(names.name(name), names.value(value)));
    below.stacks().forEach((id, template) -> stacks.put(names.name(id), template));
    unread.addAll(below.unread());
    refusedLoops.addAll(below.refusedLoops());
    below.faults().stream()
        .map(one -> new TemplateNote.UnusablePart(one.at(), names.name(one.holder()), one.reason()))
        .forEach(faults::add);
  }

  /** The same with other sections. */
  StackContents with(Value.Mapping other) {
    return new StackContents(other, passed, stacks, unread, faults, refusedLoops);
  }

  /** The template that declares a resource; empty for the outermost one. */
  Optional<Path> file(String logicalId) {
    String stack =
        logicalId.replaceFirst(Namespace.SEPARATOR + "?[^" + Namespace.SEPARATOR + "]*$", "");
    return Optional.ofNullable(stacks.get(stack)).map(NestedTemplate::file);
  }

  /** Whether a nested stack that was read certainly does not put out what an attribute asks for. */
  boolean lacksOutput(String stack, String attribute) {
    return stacks.containsKey(stack)
        && attribute.startsWith("Outputs.")
        && !outputs(stack).contains(attribute.substring("Outputs.".length()))
        && !outputs(stack).contains("Fn::Transform");
  }

  /** The names of the outputs of a nested stack. */
  Set<String> outputs(String stack) {
    String prefix = stack + Namespace.SEPARATOR;
    return root.get("Outputs").orElse(null) instanceof Value.Mapping all
        ? all.entries().keySet().stream()
            .filter(name -> Namespace.prefix(name).equals(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** The parts of nested templates that cannot be used. */
  List<TemplateNote.UnusablePart> unusableParts() {
    return stacks.entrySet().stream()
        .flatMap(stack -> {
          Namespace names = new Namespace(stack.getKey());
          return stack.getValue().parts().unusable().stream()
              .map(one ->
                  new TemplateNote.UnusablePart(one.at(), names.name(one.holder()), one.reason()));
        })
        .toList();
  }

  /** The values in nested templates that do not mean what they look like, each once. */
  List<TemplateNote.YamlNote> notes() {
    return stacks.values().stream()
        .flatMap(stack -> stack.parts().notes().stream())
        .distinct()
        .toList();
  }

  /** The logical id, or the section, that a place in a nested template belongs to. */
  Optional<String> holder(Place at) {
    return stacks.entrySet().stream()
        .filter(stack -> stack.getValue().file().toString().equals(at.file()))
        .map(stack -> new Namespace(stack.getKey()).name(stack.getValue().parts().holder(at)))
        .findFirst();
  }
}
