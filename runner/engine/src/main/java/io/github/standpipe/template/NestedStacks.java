package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the templates of nested stacks in local files, and puts what they declare beside the
 * resources of the template that contains them.
 */
final class NestedStacks {
  private static final Map<String, String> PLACES =
      Map.of(
          "AWS::CloudFormation::Stack", "TemplateURL", "AWS::Serverless::Application", "Location");

  /** The maximum number of nested stacks, so that templates that use others twice end. */
  private static final int MOST = 200;

  private final Map<String, String> given;
  private final Map<Path, String> texts;
  private int count;

  NestedStacks(Map<String, String> given, Map<Path, String> texts) {
    this.given = given;
    this.texts = texts;
  }

  /** Whether a template contains a nested stack. */
  static boolean in(Value.Mapping root) {
    return root.get("Resources").orElse(null) instanceof Value.Mapping resources
        && resources.entries().values().stream().anyMatch(entry -> place(entry).isPresent());
  }

  /** The property that names the template, if the resource is a nested stack. */
  private static Optional<String> place(Value.Entry entry) {
    return entry.value() instanceof Value.Mapping body
            && body.get("Type").orElse(null) instanceof Value.Scalar type
        ? Optional.ofNullable(PLACES.get(type.text()))
        : Optional.empty();
  }

  /** A template with everything below it. */
  StackContents of(Value.Mapping root, Path file) {
    return of(new Level(root, file, given, List.of(absolute(file))));
  }

  /**
   * One template.
   *
   * @param values the values of its parameters, as far as they are known
   * @param chain the files around it, and its own
   */
  private record Level(
      Value.Mapping root, Path file, Map<String, String> values, List<Path> chain) {}

  private StackContents of(Level level) {
    if (!in(level.root())) {
      return StackContents.of(level.root());
    }
    StackMerge merge = new StackMerge(level.root());
    Scope scope = Scope.unexpanded(level.root(), level.file(), level.values(), texts);
    scope
        .section("Resources")
        .entries()
        .forEach((id, entry) ->
            place(entry)
                .flatMap(place ->
                    scope.resources().find(id).map(found -> new NestedStack(found, place, scope)))
                .ifPresent(stack -> add(stack, level, merge)));
    return merge.contents();
  }

  private void add(NestedStack stack, Level level, StackMerge merge) {
    switch (stack.location()) {
      case NestedStack.Location.Unread(String reason) -> merge.unread(stack.at().fault(reason));
      case NestedStack.Location.Missing(String reason) -> merge.fault(stack, reason);
      case NestedStack.Location.Local(Path file) ->
          refusal(stack, file, level)
              .ifPresentOrElse(
                  reason -> merge.fault(stack, reason), () -> read(stack, file, level, merge));
    }
  }

  private Optional<String> refusal(NestedStack stack, Path file, Level level) {
    int from = level.chain().indexOf(absolute(file));
    if (from >= 0) {
      String chain =
          Stream.concat(level.chain().stream().skip(from), Stream.of(absolute(file)))
              .map(one -> String.valueOf(one.getFileName()))
              .collect(Collectors.joining(" -> "));
      return Optional.of(
          stack.logicalId() + "'s template contains itself: " + chain + "; remove one stack");
    }
    return ++count > MOST
        ? Optional.of("more than " + MOST + " stacks are nested; nest fewer")
        : Optional.empty();
  }

  private void read(NestedStack stack, Path file, Level level, StackMerge merge) {
    YamlNotes notes = new YamlNotes(true);
    UsableParts parts;
    try {
      parts = new UsableParts(TemplateText.template(file, texts, notes), file, notes);
    } catch (Fault e) {
      merge.fault(stack, stack.logicalId() + "'s template cannot be used: " + e.getMessage());
      return;
    }
    Value.Mapping usable = parts.usable();
    Map<String, String> values = stack.values(usable);
    Expansion expansion = Expansion.ofLoops(usable, file, values, texts);
    List<Path> chain = new ArrayList<>(level.chain());
    chain.add(absolute(file));
    StackContents nested = of(new Level(expansion.root(), file, values, chain));
    nested.refusedLoops().addAll(expansion.refusedLoops());
    nested.refusedLoops().addAll(parts.unread());
    merge.add(stack, new StackContents.NestedTemplate(file, parts), nested);
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
