package io.github.standpipe.internal.terraform;

import java.util.List;

/** An expression of the configuration language, as far as it matters for values of resources. */
sealed interface HclExpression {
  SourcePlace at();

  /** A string, number, boolean or null without a reference. */
  record Literal(Term term) implements HclExpression {
    @Override
    public SourcePlace at() {
      return term.at();
    }
  }

  /** A string with interpolations: its parts are joined. */
  record Template(List<HclExpression> parts, SourcePlace at) implements HclExpression {}

  /** {@code aws_sqs_queue.orders[0].arn}: a name, and names, numbers or keys after it. */
  record Traversal(List<Step> steps, SourcePlace at) implements HclExpression {}

  /**
   * One step of a traversal.
   *
   * @param name a name, or the text of an index
   * @param index the expression in brackets, if it is not a constant; otherwise empty
   * @param kind how it is written
   */
  record Step(String name, List<HclExpression> index, Kind kind) {
    enum Kind {
      NAME,
      NUMBER,
      KEY,
      COMPUTED,
      SPLAT
    }

    static Step ofName(String name) {
      return new Step(name, List.of(), Kind.NAME);
    }
  }

  /** {@code [one, other]}. */
  record Tuple(List<HclExpression> items, SourcePlace at) implements HclExpression {}

  /** <code>{key = value}</code>. */
  record Mapping(List<Pair> pairs, SourcePlace at) implements HclExpression {}

  /** One pair of a mapping. */
  record Pair(HclExpression key, HclExpression value) {}

  /** {@code function(argument, ...)}. */
  record Invocation(String function, List<HclExpression> arguments, SourcePlace at)
      implements HclExpression {}

  /** {@code condition ? one : other}. */
  record Choice(HclExpression condition, HclExpression one, HclExpression other, SourcePlace at)
      implements HclExpression {}

  /**
   * <code>[for name in collection : value if condition]</code>, or the same in braces.
   *
   * @param names of the item, or of the key and the value
   * @param key the key of a pair, in braces; empty in brackets
   * @param condition empty without one
   */
  record Loop(
      List<String> names,
      HclExpression collection,
      List<HclExpression> key,
      HclExpression value,
      List<HclExpression> condition,
      SourcePlace at)
      implements HclExpression {}

  /** Anything else: operators, directives. */
  record Opaque(SourcePlace at) implements HclExpression {}
}
