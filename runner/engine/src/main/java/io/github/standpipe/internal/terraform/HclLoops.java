package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code for} expressions. */
record HclLoops(HclText text, HclParser parser) {

  /**
   * A loop, after its opening bracket or brace.
   *
   * @return null if it is not understood; the position is then anywhere in it
   */
  HclExpression.@Nullable Loop read(SourcePlace at) {
    text.skip("for".length());
    List<String> names = names();
    if (names.isEmpty()) {
      return null;
    }
    HclExpression collection = parser.expression(true);
    if (!take(":")) {
      return null;
    }
    HclExpression value = parser.expression(true);
    List<HclExpression> key = List.of();
    if (take("=>")) {
      key = List.of(value);
      value = parser.expression(true);
    }
    boolean isGrouped = take("...");
    List<HclExpression> condition = condition();
    boolean ends = take("]") || take("}");
    return ends && !isGrouped
        ? new HclExpression.Loop(names, collection, key, value, condition, at)
        : null;
  }

  /** One name or two, and {@code in}; empty for anything else. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      text.blanks(true);
      names.add(text.name());
      text.blanks(true);
    } while (names.size() < 2 && text.take(","));
    boolean complete = names.stream().noneMatch(String::isEmpty) && text.name().equals("in");
    return complete ? List.copyOf(names) : List.of();
  }

  private List<HclExpression> condition() {
    int start = text.position();
    if (!text.name().equals("if")) {
      text.backTo(start);
      return List.of();
    }
    return List.of(parser.expression(true));
  }

  private boolean take(String mark) {
    text.blanks(true);
    boolean found = text.take(mark);
    text.blanks(true);
    return found;
  }
}
