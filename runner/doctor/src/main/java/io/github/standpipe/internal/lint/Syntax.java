package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An expression of a transform, with its place. */
sealed interface Syntax {
  SourcePoint at();

  /** The expressions directly inside it, in the order of the text. */
  List<Syntax> parts();

  /** The variables that it declares itself. */
  default List<LetText> ownLets() {
    return List.of();
  }

  /** {@code let name = value}. */
  record LetText(SourcePoint at, String name, Syntax value) {}

  /** An expression behind variables of its own. */
  record BlockText(List<LetText> lets, Syntax value) {
    List<Syntax> parts() {
      return and(values(lets), List.of(value));
    }
  }

  /** A string, a number, {@code true}, {@code false} or {@code null}. */
  record LiteralText(SourcePoint at, JsonNode value) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return List.of();
    }
  }

  /** The dot alone. */
  record DotText(SourcePoint at) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return List.of();
    }
  }

  /** {@code $name}. */
  record VariableUse(SourcePoint at, String name) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return List.of();
    }
  }

  /** {@code of.name}; its place is that of the name. */
  record KeyAccess(SourcePoint at, Syntax of, String name) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return List.of(of);
    }
  }

  /** {@code of[1]} or, with a colon, {@code of[1 : 2]}. */
  record IndexAccess(SourcePoint at, Syntax of, List<Syntax> bounds, boolean slices)
      implements Syntax {
    @Override
    public List<Syntax> parts() {
      return and(List.of(of), bounds);
    }
  }

  /** {@code name(arguments)}. */
  record CallText(SourcePoint at, String name, List<Syntax> arguments) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return arguments;
    }
  }

  /** {@code left sign right}, also with {@code and}, {@code or} and the pipe. */
  record OperatorText(SourcePoint at, String sign, Syntax left, Syntax right) implements Syntax {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    boolean isComparison() {
      return COMPARISONS.contains(sign);
    }

    boolean isLogic() {
      return sign.equals("and") || sign.equals("or");
    }

    boolean isPipe() {
      return sign.equals("|");
    }

    /** Whether it asks for its operands, which may be missing. */
    boolean asks() {
      return isLogic() || isNull(left) || isNull(right);
    }

    private static boolean isNull(Syntax expression) {
      return expression instanceof LiteralText literal && literal.value().isNull();
    }

    @Override
    public List<Syntax> parts() {
      return List.of(left, right);
    }
  }

  /** {@code if (test) then else otherwise}. */
  record IfText(SourcePoint at, Syntax test, BlockText then, Optional<BlockText> otherwise)
      implements Syntax {
    @Override
    public List<LetText> ownLets() {
      return and(then.lets(), otherwise.map(BlockText::lets).orElse(List.of()));
    }

    @Override
    public List<Syntax> parts() {
      return and(
          and(List.of(test), then.parts()), otherwise.map(BlockText::parts).orElse(List.of()));
    }
  }

  /** {@code [items]}. */
  record ArrayText(SourcePoint at, List<Syntax> items) implements Syntax {
    @Override
    public List<Syntax> parts() {
      return items;
    }
  }

  /** A pair of an object. */
  record MemberText(Syntax key, Syntax value) {
    /** The name, if it is written as a string. */
    Optional<String> name() {
      return key instanceof LiteralText literal && literal.value().isTextual()
          ? Optional.of(literal.value().textValue())
          : Optional.empty();
    }
  }

  /** {@code * - minus : value}. */
  record MatcherText(SourcePoint at, Set<String> minus, Syntax value) {}

  /** {@code {lets members matcher}}. */
  record ObjectText(
      SourcePoint at, List<LetText> lets, List<MemberText> members, Optional<MatcherText> matcher)
      implements Syntax {
    @Override
    public List<LetText> ownLets() {
      return lets;
    }

    @Override
    public List<Syntax> parts() {
      List<Syntax> parts = new ArrayList<>(values(lets));
      members.forEach(member -> parts.addAll(List.of(member.key(), member.value())));
      matcher.ifPresent(one -> parts.add(one.value()));
      return parts;
    }
  }

  /** {@code [for (over) value if (filter)]}, or an object with a key for each item. */
  record LoopText(
      SourcePoint at,
      Syntax over,
      List<LetText> lets,
      Optional<Syntax> key,
      Syntax value,
      Optional<Syntax> filter)
      implements Syntax {
    @Override
    public List<LetText> ownLets() {
      return lets;
    }

    /** What is evaluated for each item. */
    List<Syntax> body() {
      return and(
          values(lets),
          Stream.of(key, Optional.of(value), filter).flatMap(Optional::stream).toList());
    }

    @Override
    public List<Syntax> parts() {
      return and(List.of(over), body());
    }
  }

  /** Visits an expression and all that is inside it, outermost first. */
  static void each(Syntax root, Consumer<Syntax> visitor) {
    visitor.accept(root);
    root.parts().forEach(part -> each(part, visitor));
  }

  private static List<Syntax> values(List<LetText> lets) {
    return lets.stream().map(LetText::value).toList();
  }

  private static <T> List<T> and(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
