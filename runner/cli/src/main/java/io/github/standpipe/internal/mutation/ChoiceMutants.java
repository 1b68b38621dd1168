package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The changes of a Choice: its rules, their conditions, its default. */
record ChoiceMutants(String text, MachineMutants.Found found) {
  private static final Map<String, String> OUTSIDE =
      Map.of(
          "LessThan", "GreaterThanEquals",
          "LessThanEquals", "GreaterThan",
          "GreaterThan", "LessThanEquals",
          "GreaterThanEquals", "LessThan");

  private static final Map<String, String> SHIFTED =
      Map.of(
          "LessThan", "LessThanEquals",
          "LessThanEquals", "LessThan",
          "GreaterThan", "GreaterThanEquals",
          "GreaterThanEquals", "GreaterThan");

  private static final List<String> TYPES = List.of("Numeric", "String", "Timestamp");

  void of(String state, SourceNode choice) {
    SourceNode rules = choice.get("Choices").orElse(null);
    if (rules == null) {
      return;
    }
    Optional<Member> otherwise = choice.member("Default");
    otherwise.ifPresent(found ->
        accept(
            state,
            MutantKind.CHOICE,
            Removal.member(text, choice, choice.members().indexOf(found))));
    for (int i = 0; i < rules.items().size(); i++) {
      SourceNode rule = rules.items().get(i);
      if (rules.items().size() > 1) {
        accept(state, MutantKind.CHOICE, Removal.item(text, rules, i));
      }
      condition(state, rule);
      other(rules, i, otherwise)
          .ifPresent(next ->
              rule.get("Next")
                  .ifPresent(
                      own -> replace(state, MutantKind.NEXT, own, OtherLiteral.quoted(next))));
    }
  }

  /** Where another rule leads, or the default. */
  private static Optional<String> other(SourceNode rules, int rule, Optional<Member> otherwise) {
    String own = rules.items().get(rule).get("Next").map(SourceNode::value).orElse("");
    return Stream.concat(
            otherwise.stream().map(Member::value),
            rules.items().stream().flatMap(one -> one.get("Next").stream()))
        .map(SourceNode::value)
        .filter(next -> !next.equals(own))
        .findFirst();
  }

  private void condition(String state, SourceNode test) {
    for (Member member : test.members()) {
      switch (member.key()) {
        case "And", "Or" -> combined(state, member);
        case "Not" -> {
          replace(
              state,
              MutantKind.CHOICE,
              test,
              text.substring(member.value().from(), member.value().to()));
          condition(state, member.value());
        }
        case "Condition" ->
            ExpressionMutants.jsonata(
                member.value().value(),
                changed ->
                    replace(
                        state,
                        MutantKind.COMPARISON,
                        member.value(),
                        OtherLiteral.quoted(changed)));
        case "Variable" -> path(state, member.value());
        case "Next", "Comment", "Assign", "Output" -> {}
        default -> comparison(state, member);
      }
    }
  }

  private void combined(String state, Member member) {
    SourceNode tests = member.value();
    rename(state, MutantKind.CHOICE, member, member.key().equals("And") ? "Or" : "And");
    for (int i = 0; tests.items().size() > 1 && i < tests.items().size(); i++) {
      accept(state, MutantKind.CHOICE, Removal.item(text, tests, i));
    }
    tests.items().forEach(test -> condition(state, test));
  }

  private void comparison(String state, Member member) {
    String key = member.key();
    for (String type : TYPES) {
      String operator =
          key.startsWith(type) ? key.substring(type.length()).replace("Path", "") : "";
      String path = key.endsWith("Path") ? "Path" : "";
      other(operator, SHIFTED)
          .ifPresent(other -> rename(state, MutantKind.COMPARISON, member, type + other + path));
      other(operator, OUTSIDE)
          .ifPresent(other -> rename(state, MutantKind.COMPARISON, member, type + other + path));
    }
    if (key.endsWith("Path")) {
      path(state, member.value());
    } else if (!member.value().is(Kind.OTHER)) {
      replace(state, MutantKind.COMPARISON, member.value(), OtherLiteral.of(member.value()));
    }
  }

  private static Optional<String> other(String operator, Map<String, String> others) {
    return Optional.ofNullable(others.get(operator));
  }

  private void path(String state, SourceNode value) {
    ExpressionMutants.paths(
        value.value(),
        changed -> replace(state, MutantKind.STATE_PATH, value, OtherLiteral.quoted(changed)));
  }

  private void rename(String state, MutantKind kind, Member member, String key) {
    accept(state, kind, new TextEdit(member.from(), member.keyEnd(), OtherLiteral.quoted(key)));
  }

  private void replace(String state, MutantKind kind, SourceNode node, String with) {
    accept(state, kind, new TextEdit(node.from(), node.to(), with));
  }

  private void accept(String state, MutantKind kind, TextEdit edit) {
    found.accept(state, kind, edit);
  }
}
