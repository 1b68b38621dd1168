package io.github.standpipe.internal.terraform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about a value: the plan's part of it, and the expression or the block
 * in the files.
 *
 * @param planned the expression or block in the plan's configuration; null if there is none
 * @param expression the expression in the files; null if there is none
 * @param block the block in the files; null if there is none
 */
record ValueSource(
    @Nullable Term planned, @Nullable HclExpression expression, HclBody.@Nullable Block block) {
  static final ValueSource NONE = new ValueSource(null, null, null);

  boolean isNone() {
    return planned == null && expression == null && block == null;
  }

  /** The place of the attribute or block in the files; otherwise the one in the plan. */
  SourcePlace place(String key, SourcePlace otherwise) {
    if (block == null) {
      return otherwise;
    }
    HclBody.Argument argument = block.body().argument(key);
    if (argument != null) {
      return argument.at();
    }
    List<HclBody.Block> nested = block.body().nested(key);
    return nested.isEmpty() ? block.at() : nested.getFirst().at();
  }

  /** What it says about an attribute, a nested block, or a key of a map. */
  ValueSource below(String key) {
    Term inPlan = Term.at(planned, key);
    if (expression instanceof HclExpression.Mapping mapping) {
      HclExpression found =
          mapping.pairs().stream()
              .filter(pair ->
                  pair.key() instanceof HclExpression.Literal(Term.Text text)
                      && text.text().equals(key))
              .map(HclExpression.Pair::value)
              .findFirst()
              .orElse(null);
      return new ValueSource(found == null ? planned : null, found, null);
    }
    if (expression != null) {
      return new ValueSource(planned, null, null); // a map that is computed as a whole
    }
    HclExpression argument = block == null ? null : block.body().expression(key);
    boolean isValue = inPlan == null && isExpression(planned);
    return new ValueSource(isValue ? planned : inPlan, argument, argument == null ? block : null);
  }

  /** What it says about one of several nested blocks of a type. */
  ValueSource nested(String key, int position) {
    List<HclBody.Block> blocks = block == null ? List.of() : block.body().nested(key);
    HclBody.Block found =
        blocks.isEmpty() ? null : blocks.get(Math.min(position, blocks.size() - 1));
    Term inPlan = planned instanceof Term.Items ? Term.item(planned, position) : planned;
    return new ValueSource(isExpression(inPlan) ? null : inPlan, null, found);
  }

  private static boolean isExpression(@Nullable Term term) {
    return Term.at(term, "references") != null || Term.at(term, "constant_value") != null;
  }
}
