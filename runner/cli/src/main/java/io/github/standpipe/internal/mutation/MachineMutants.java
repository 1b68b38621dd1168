package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The changes of a state machine, as far as the interpreter shows them. */
final class MachineMutants {
  private static final Set<String> PAYLOADS =
      Set.of(
          "Parameters",
          "Arguments",
          "ItemSelector",
          "ResultSelector",
          "Result",
          "Output",
          "Assign");

  private static final Set<String> PATHS =
      Set.of("InputPath", "OutputPath", "ResultPath", "ItemsPath", "Items");

  private static final Set<String> FAILURES = Set.of("Error", "Cause", "ErrorPath", "CausePath");

  private final String text;
  private final Found found;
  private final ChoiceMutants choices;
  private final PayloadMutants payloads;

  /** Takes each change of a state. */
  @FunctionalInterface
  interface Found {
    void accept(String state, MutantKind kind, TextEdit edit);
  }

  MachineMutants(String text, Found found) {
    this.text = text;
    this.found = found;
    this.choices = new ChoiceMutants(text, found);
    this.payloads = new PayloadMutants(text, found);
  }

  /** Reports each change of a definition or of a flow inside a state. */
  void of(SourceNode flow) {
    SourceNode states = flow.get("States").orElse(null);
    if (states != null) {
      states.members().forEach(state -> state(states, state));
    }
  }

  private void state(SourceNode states, Member state) {
    SourceNode node = state.value();
    String name = state.key();
    handlers(name, node, "Retry", MutantKind.RETRIER);
    handlers(name, node, "Catch", MutantKind.CATCHER);
    choices.of(name, node);
    node.member("Next").ifPresent(next -> skip(name, states, next));
    node.get("Catch")
        .ifPresent(all ->
            all.items()
                .forEach(one -> one.member("Next").ifPresent(next -> skip(name, states, next))));
    for (int i = 0; i < node.members().size(); i++) {
      field(name, node, i);
    }
    for (String inner : List.of("ItemProcessor", "Iterator")) {
      node.get(inner).ifPresent(this::of);
    }
    node.get("Branches").ifPresent(branches -> branches.items().forEach(this::of));
  }

  private void field(String state, SourceNode node, int index) {
    Member field = node.members().get(index);
    if (PAYLOADS.contains(field.key())) {
      found.accept(state, MutantKind.FIELD_DROP, Removal.member(text, node, index));
      payloads.of(state, field.value(), false);
    } else if (PATHS.contains(field.key())) {
      found.accept(state, MutantKind.FIELD_DROP, Removal.member(text, node, index));
      payloads.of(state, field.value(), true);
    } else if (FAILURES.contains(field.key())) {
      payloads.of(state, field.value(), field.key().endsWith("Path"));
    }
  }

  private void handlers(String state, SourceNode node, String key, MutantKind kind) {
    List<Member> members = node.members();
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).key().equals(key)) {
        handlers(state, node, i, members.get(i).value(), kind);
      }
    }
  }

  private void handlers(
      String state, SourceNode node, int index, SourceNode list, MutantKind kind) {
    for (int i = 0; i < list.items().size(); i++) {
      SourceNode handler = list.items().get(i);
      found.accept(
          state,
          kind,
          list.items().size() == 1
              ? Removal.member(text, node, index)
              : Removal.item(text, list, i));
      handler
          .get("MaxAttempts")
          .filter(most -> most.is(Kind.NUMBER) && OtherLiteral.isDecimal(most.value()))
          .ifPresent(most -> replace(state, MutantKind.ATTEMPTS, most, OtherLiteral.of(most)));
      handler(state, kind, handler);
    }
  }

  private void handler(String state, MutantKind kind, SourceNode handler) {
    SourceNode errors = handler.get("ErrorEquals").orElse(null);
    for (int i = 0; errors != null && errors.items().size() > 1 && i < errors.items().size(); i++) {
      found.accept(state, kind, Removal.item(text, errors, i));
    }
    for (int i = 0; i < handler.members().size(); i++) {
      Member field = handler.members().get(i);
      if (Set.of("ResultPath", "Output", "Assign").contains(field.key())) {
        found.accept(state, MutantKind.FIELD_DROP, Removal.member(text, handler, i));
        payloads.of(state, field.value(), field.key().equals("ResultPath"));
      }
    }
  }

  /** Goes on where the next state would go on, or ends if it ends. */
  private void skip(String state, SourceNode states, Member next) {
    Optional<SourceNode> skipped = states.get(next.value().value());
    Optional<String> after =
        skipped.flatMap(one -> one.get("Next").or(() -> one.get("Default"))).map(SourceNode::value);
    boolean ends = skipped.flatMap(one -> one.get("End")).isPresent();
    if (after.isPresent() && states.get(after.get()).isPresent()) {
      replace(state, MutantKind.NEXT, next.value(), OtherLiteral.quoted(after.get()));
    } else {
      states.members().stream()
          .map(Member::key)
          .filter(other -> !other.equals(next.value().value()) && !other.equals(state))
          .findFirst()
          .filter(other -> ends || skipped.isPresent())
          .ifPresent(
              other -> replace(state, MutantKind.NEXT, next.value(), OtherLiteral.quoted(other)));
    }
  }

  private void replace(String state, MutantKind kind, SourceNode node, String with) {
    found.accept(state, kind, new TextEdit(node.from(), node.to(), with));
  }
}
