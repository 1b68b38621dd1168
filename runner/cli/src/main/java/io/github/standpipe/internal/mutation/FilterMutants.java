package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The changes of an event pattern. */
final class FilterMutants {
  private static final Map<String, String> OPPOSITE =
      Map.of("prefix", "suffix", "suffix", "prefix", "equals-ignore-case", "prefix");

  private static final Map<String, String> OUTSIDE =
      Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<", "=", ">");

  private static final Map<String, String> SHIFTED =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

  private final String text;
  private final BiConsumer<MutantKind, TextEdit> found;

  /**
   * Reports each change of a pattern.
   *
   * @param text the text that holds the pattern
   */
  FilterMutants(String text, BiConsumer<MutantKind, TextEdit> found) {
    this.text = text;
    this.found = found;
  }

  void of(SourceNode pattern) {
    if (!pattern.is(Kind.MAPPING)) {
      return;
    }
    for (int i = 0; i < pattern.members().size(); i++) {
      Member member = pattern.members().get(i);
      found.accept(MutantKind.FILTER_CLAUSE, Removal.member(text, pattern, i));
      if (member.key().equals("$or")) {
        drops(MutantKind.FILTER_CLAUSE, member.value());
        member.value().items().forEach(this::of);
      } else if (member.value().is(Kind.LIST)) {
        drops(MutantKind.FILTER_ALTERNATIVE, member.value());
        member.value().items().forEach(this::matcher);
      } else {
        of(member.value());
      }
    }
  }

  private void drops(MutantKind kind, SourceNode list) {
    for (int i = 0; list.items().size() > 1 && i < list.items().size(); i++) {
      found.accept(kind, Removal.item(text, list, i));
    }
  }

  private void matcher(SourceNode matcher) {
    if (!matcher.is(Kind.MAPPING)) {
      replace(MutantKind.FILTER_LITERAL, matcher, OtherLiteral.of(matcher));
      return;
    }
    for (Member operator : matcher.members()) {
      operator(matcher, operator);
    }
  }

  private void operator(SourceNode matcher, Member operator) {
    String opposite = OPPOSITE.get(operator.key());
    if (opposite != null) {
      found.accept(
          MutantKind.FILTER_OPERATOR,
          new TextEdit(operator.from(), operator.keyEnd(), OtherLiteral.quoted(opposite)));
    }
    switch (operator.key()) {
      case "numeric" -> numeric(operator.value().items());
      case "anything-but" -> anythingBut(matcher, operator.value());
      default -> operands(operator.value());
    }
  }

  private void operands(SourceNode value) {
    switch (value.kind()) {
      case LIST -> {
        drops(MutantKind.FILTER_ALTERNATIVE, value);
        value.items().forEach(this::operands);
      }
      case MAPPING -> value.members().forEach(member -> operator(value, member));
      case BOOLEAN -> replace(MutantKind.FILTER_OPERATOR, value, OtherLiteral.of(value));
      default -> replace(MutantKind.FILTER_LITERAL, value, OtherLiteral.of(value));
    }
  }

  /** Turns {@code {"anything-but": ["a"]}} into {@code "a"}. */
  private void anythingBut(SourceNode matcher, SourceNode value) {
    SourceNode first = value.is(Kind.LIST) ? value.items().getFirst() : value;
    SourceNode last = value.is(Kind.LIST) ? value.items().getLast() : value;
    replace(MutantKind.FILTER_OPERATOR, matcher, text.substring(first.from(), last.to()));
    operands(value);
  }

  private void numeric(List<SourceNode> items) {
    for (SourceNode item : items) {
      if (item.is(Kind.NUMBER)) {
        replace(MutantKind.FILTER_BOUND, item, OtherLiteral.of(item));
      } else {
        operator(item, MutantKind.FILTER_BOUND, SHIFTED);
        operator(item, MutantKind.FILTER_OPERATOR, OUTSIDE);
      }
    }
  }

  private void operator(SourceNode item, MutantKind kind, Map<String, String> others) {
    String other = others.get(item.value());
    if (other != null) {
      replace(kind, item, OtherLiteral.quoted(other));
    }
  }

  private void replace(MutantKind kind, SourceNode node, String with) {
    found.accept(kind, new TextEdit(node.from(), node.to(), with));
  }
}
