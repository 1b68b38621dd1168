package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.function.Consumer;

/** The changes of a value that a state makes or selects: its keys, literals, paths, expressions. */
record PayloadMutants(String text, MachineMutants.Found found) {

  /**
   * Reports each change.
   *
   * @param isPath whether the value itself is a path in JSONPath
   */
  void of(String state, SourceNode value, boolean isPath) {
    switch (value.kind()) {
      case MAPPING -> mapping(state, value);
      case LIST -> {
        for (int i = 0; value.items().size() > 1 && i < value.items().size(); i++) {
          found.accept(state, MutantKind.FIELD_DROP, Removal.item(text, value, i));
        }
        value.items().forEach(item -> of(state, item, false));
      }
      case TEXT -> text(state, value, isPath);
      case NULL, OTHER -> {}
      default -> replace(state, MutantKind.STATE_LITERAL, value, OtherLiteral.of(value));
    }
  }

  private void mapping(String state, SourceNode value) {
    for (int i = 0; i < value.members().size(); i++) {
      Member member = value.members().get(i);
      if (value.members().size() > 1) {
        found.accept(state, MutantKind.FIELD_DROP, Removal.member(text, value, i));
      }
      of(state, member.value(), member.key().endsWith(".$"));
    }
  }

  private void text(String state, SourceNode value, boolean isPath) {
    String written = value.value();
    Consumer<String> other =
        changed -> replace(state, MutantKind.EXPRESSION, value, OtherLiteral.quoted(changed));
    if (written.startsWith("{%")) {
      ExpressionMutants.jsonata(written, other);
    } else if (isPath) {
      ExpressionMutants.paths(
          written,
          changed -> replace(state, MutantKind.STATE_PATH, value, OtherLiteral.quoted(changed)));
    } else {
      replace(
          state, MutantKind.STATE_LITERAL, value, OtherLiteral.quoted(OtherLiteral.other(written)));
    }
  }

  private void replace(String state, MutantKind kind, SourceNode node, String with) {
    if (!node.is(Kind.OTHER)) {
      found.accept(state, kind, new TextEdit(node.from(), node.to(), with));
    }
  }
}
