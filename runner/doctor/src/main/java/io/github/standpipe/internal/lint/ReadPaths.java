package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.ArrayText;
import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.DotText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.IndexAccess;
import io.github.standpipe.internal.lint.Syntax.KeyAccess;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.MatcherText;
import io.github.standpipe.internal.lint.Syntax.MemberText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.TransformSources.FileFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a transform along what is known of its events: which paths each expression reads, and its
 * value. A value that is not part of the event is unknown.
 */
final class ReadPaths {
  private static final int MOST_CALLS = 50;

  /** A part of the event. */
  record EventPart(ValueForm form, String path) {
    Optional<EventPart> key(String name) {
      return form.get(name).map(value -> new EventPart(value, ValueForm.joined(path, name)));
    }

    Optional<EventPart> items() {
      return form.ofItems().map(value -> new EventPart(value, path + "[]"));
    }
  }

  /** A key that nothing known has. */
  record MissingKey(KeyAccess access, EventPart of, boolean isAsked) {
    String path() {
      return ValueForm.joined(of.path(), access.name());
    }
  }

  /** A matcher that copies what stands at its place of the event. */
  record CopiedKeys(MatcherText matcher, EventPart from, Set<String> without) {}

  /**
   * What is known where an expression stands.
   *
   * @param dot the value of the dot
   * @param place the object whose keys a matcher takes
   * @param asked the variables that may be missing
   */
  private record Known(
      TransformText file,
      Optional<EventPart> dot,
      Optional<EventPart> place,
      Map<String, Optional<EventPart>> variables,
      Set<String> asked,
      boolean isAsked) {
    Known asking() {
      return new Known(file, dot, place, variables, asked, true);
    }

    Known asking(boolean asks) {
      return asks ? asking() : this;
    }

    Known at(Optional<EventPart> other) {
      return new Known(file, other, other, variables, asked, isAsked);
    }

    Known below(Optional<EventPart> other) {
      return new Known(file, dot, other, variables, asked, isAsked);
    }

    Known inside() {
      return new Known(file, dot, place, new HashMap<>(variables), asked, isAsked);
    }
  }

  private final TransformSources sources;
  private final AskedNames asked;
  private final Map<KeyAccess, Optional<EventPart>> found = new IdentityHashMap<>();
  private final Map<KeyAccess, MissingKey> missing = new IdentityHashMap<>();
  private final Set<String> read = new HashSet<>();
  private final List<CopiedKeys> copies = new ArrayList<>();
  private final Map<TransformText, Map<String, Optional<EventPart>>> globals =
      new IdentityHashMap<>();
  private final Map<FileFunction, Integer> calls = new HashMap<>();
  private final Set<FileFunction> running = new HashSet<>();

  private ReadPaths(TransformSources sources) {
    this.sources = sources;
    this.asked = AskedNames.of(sources);
  }

  static ReadPaths of(TransformSources sources, ValueForm events) {
    ReadPaths paths = new ReadPaths(sources);
    Optional<EventPart> event = Optional.of(new EventPart(events, ""));
    List<TransformText> files = new ArrayList<>(sources.files());
    for (TransformText file : files.reversed()) {
      Known known = new Known(file, event, event, new HashMap<>(), paths.asked.of(file), false);
      paths.globals.put(file, known.variables());
      paths.lets(file.lets(), known);
    }
    TransformText main = sources.main();
    Known known = new Known(main, event, event, paths.variables(main), paths.asked.of(main), false);
    main.body().ifPresent(body -> paths.value(body, known));
    return paths;
  }

  private Map<String, Optional<EventPart>> variables(TransformText file) {
    return new HashMap<>(globals.getOrDefault(file, Map.of()));
  }

  /** The keys that are missing wherever they are read. */
  List<MissingKey> missing() {
    return missing.values().stream().filter(one -> !found.containsKey(one.access())).toList();
  }

  /** Every path that is read, whether or not it is there. */
  Set<String> read() {
    return read;
  }

  List<CopiedKeys> copies() {
    return copies;
  }

  /** What is known of the value of a path; empty if it is not of the event. */
  Optional<EventPart> part(Syntax expression) {
    return expression instanceof KeyAccess access
        ? found.getOrDefault(access, Optional.empty())
        : Optional.empty();
  }

  private void lets(List<LetText> lets, Known known) {
    for (LetText let : lets) {
      Known asking = known.asking(known.asked().contains(let.name()));
      known.variables().put(let.name(), value(let.value(), asking));
    }
  }

  private Optional<EventPart> value(Syntax expression, Known known) {
    return switch (expression) {
      case DotText dot -> known.dot();
      case VariableUse use -> known.variables().getOrDefault(use.name(), Optional.empty());
      case KeyAccess access -> key(access, known);
      case IndexAccess index -> {
        index.bounds().forEach(bound -> value(bound, known));
        Optional<EventPart> of = value(index.of(), known);
        yield index.slices() ? of : of.flatMap(EventPart::items);
      }
      case IfText choice -> choice(choice, known);
      case LoopText loop -> loop(loop, known);
      case ObjectText object -> object(object, known.inside());
      case ArrayText array -> {
        array.items().forEach(item -> value(item, known.below(Optional.empty())));
        yield Optional.empty();
      }
      case OperatorText operator -> operator(operator, known);
      case CallText call -> call(call, known);
      case LiteralText literal -> Optional.empty();
    };
  }

  private Optional<EventPart> key(KeyAccess access, Known known) {
    Optional<EventPart> of = value(access.of(), known);
    if (of.isEmpty()) {
      found.put(access, Optional.empty());
      return Optional.empty();
    }
    EventPart parent = of.get();
    read.add(ValueForm.joined(parent.path(), access.name()));
    if (!parent.form().mayHave(access.name())) {
      missing.merge(
          access,
          new MissingKey(access, parent, known.isAsked()),
          (one, other) -> one.isAsked() ? other : one);
      return Optional.empty();
    }
    Optional<EventPart> value = parent.key(access.name());
    found.merge(access, value, (one, other) -> one.isPresent() ? one : other);
    return value;
  }

  /** A branch may be for events that no fixture shows. */
  private Optional<EventPart> choice(IfText choice, Known known) {
    Known asking = known.asking();
    value(choice.test(), asking);
    block(choice.then(), asking);
    choice.otherwise().ifPresent(other -> block(other, asking));
    return Optional.empty();
  }

  private Optional<EventPart> block(BlockText block, Known known) {
    Known inside = known.inside();
    lets(block.lets(), inside);
    return value(block.value(), inside);
  }

  private Optional<EventPart> loop(LoopText loop, Known known) {
    Optional<EventPart> item =
        value(loop.over(), known)
            .filter(over -> over.form().names().isEmpty())
            .flatMap(EventPart::items);
    Known inside = known.inside().at(item);
    lets(loop.lets(), inside);
    loop.filter().ifPresent(filter -> value(filter, inside.asking()));
    loop.key().ifPresent(key -> value(key, inside));
    value(loop.value(), inside);
    return Optional.empty();
  }

  private Optional<EventPart> object(ObjectText object, Known known) {
    lets(object.lets(), known);
    Set<String> names = new HashSet<>();
    for (MemberText member : object.members()) {
      Optional<String> name = member.name();
      name.ifPresent(names::add);
      value(member.key(), known);
      value(member.value(), known.below(name.flatMap(n -> known.place().flatMap(p -> p.key(n)))));
    }
    object
        .matcher()
        .ifPresent(matcher -> {
          names.addAll(matcher.minus());
          known
              .place()
              .filter(place -> matcher.value() instanceof DotText)
              .ifPresent(place -> copies.add(new CopiedKeys(matcher, place, names)));
          value(matcher.value(), known.at(Optional.empty()));
        });
    return Optional.empty();
  }

  private Optional<EventPart> operator(OperatorText operator, Known known) {
    if (operator.isPipe()) {
      return value(operator.right(), known.at(value(operator.left(), known)));
    }
    Known operands = known.asking(operator.asks());
    value(operator.left(), operands);
    value(operator.right(), operands);
    return Optional.empty();
  }

  private Optional<EventPart> call(CallText call, Known known) {
    boolean isBuiltIn = sources.isBuiltIn(known.file(), call);
    Optional<FileFunction> function = sources.function(known.file(), call);
    List<Optional<EventPart>> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      boolean asks =
          isBuiltIn ? AskedNames.asks(call.name()) : asked.asksArgument(function, arguments.size());
      arguments.add(value(argument, known.asking(asks)));
    }
    if (isBuiltIn) {
      return call.name().equals("require") ? arguments.getFirst() : Optional.empty();
    }
    if (function.isPresent()) {
      return called(function.get(), arguments, known);
    }
    sources
        .imported(known.file(), call.name())
        .ifPresent(other -> imported(other, arguments.getFirst(), known));
    return Optional.empty();
  }

  /** The body of an imported file, and its variables, for another dot. */
  private void imported(TransformText other, Optional<EventPart> dot, Known known) {
    Known inside = new Known(other, dot, dot, new HashMap<>(), asked.of(other), known.isAsked());
    lets(other.lets(), inside);
    other.body().ifPresent(body -> value(body, inside));
  }

  private Optional<EventPart> called(
      FileFunction function, List<Optional<EventPart>> arguments, Known known) {
    if (!running.add(function)) {
      leaveOpen(function, new HashSet<>());
      return Optional.empty();
    }
    try {
      if (calls.merge(function, 1, Integer::sum) > MOST_CALLS) {
        leaveOpen(function, new HashSet<>());
        return Optional.empty();
      }
      Map<String, Optional<EventPart>> variables = variables(function.file());
      var parameters = function.function().parameters();
      for (int i = 0; i < parameters.size(); i++) {
        variables.put(
            parameters.get(i).name(), i < arguments.size() ? arguments.get(i) : Optional.empty());
      }
      Known inside =
          new Known(
              function.file(),
              known.dot(),
              Optional.empty(),
              variables,
              asked.of(function.function()),
              known.isAsked());
      return block(function.function().block(), inside);
    } finally {
      running.remove(function);
    }
  }

  /** A call that is not followed may read what the other calls do not find. */
  private void leaveOpen(FileFunction function, Set<FileFunction> known) {
    if (known.add(function)) {
      for (Syntax root : function.function().block().parts()) {
        Syntax.each(
            root,
            part -> {
              if (part instanceof KeyAccess access) {
                found.putIfAbsent(access, Optional.empty());
              } else if (part instanceof CallText call) {
                sources.function(function.file(), call).ifPresent(one -> leaveOpen(one, known));
              }
            });
      }
    }
  }
}
