package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.template.Property;
import java.util.List;

/** Follows the rules of a Choice: each is evaluated if none before it holds. */
record ChoiceFollower(StateFollower state, MachineScope scope) {

  void follow(MachineFollower.Ways ways) {
    List<Property> rules = state.state().get("Choices").items();
    Readings readings = state.machine().readings();
    for (int i = 0; i < rules.size(); i++) {
      Property rule = rules.get(i);
      String condition =
          i == 0
              ? ""
              : "if no rule before the " + ordinal(i + 1) + " of " + state.name() + " holds";
      readings.under(condition, () -> rule(rule));
      Property output = rule.get("Output");
      boolean isOwn = state.jsonata() && !output.isAbsent();
      FollowedValue given =
          isOwn ? state.template(output, scope) : output(state.state().get("OutputPath"));
      ways.next(rule.get("Next"), state.assigned(rule.get("Assign"), scope).with(given));
    }
  }

  /** A Choice may select a part of its input for the states behind it. */
  private FollowedValue output(Property path) {
    return path.isText() && !state.jsonata()
        ? state.machine().paths(false).evaluate(path.text().orElse("$"), scope, state.place(path))
        : scope.input();
  }

  private static String ordinal(int number) {
    return switch (number) {
      case 2 -> "second";
      case 3 -> "third";
      default -> number + "th";
    };
  }

  private void rule(Property rule) {
    if (state.jsonata()) {
      read(rule.get("Condition"), Use.COMPUTED);
      return;
    }
    for (String list : List.of("And", "Or")) {
      List<Property> all = rule.get(list).items();
      for (int i = 0; i < all.size(); i++) {
        Property one = all.get(i);
        boolean isFirst = i == 0;
        String condition =
            isFirst ? "" : "if " + name(all.getFirst()) + " does not decide " + state.name();
        state.machine().readings().under(condition, () -> rule(one));
      }
    }
    if (rule.get("Not").isMapping()) {
      rule(rule.get("Not"));
    }
    boolean isPresence = !rule.get("IsPresent").isAbsent();
    read(rule.get("Variable"), isPresence ? Use.CONDITION : Use.REQUIRED);
    rule.keys().stream()
        .filter(key -> key.endsWith("Path"))
        .forEach(key -> read(rule.get(key), Use.REQUIRED));
  }

  private static String name(Property rule) {
    return rule.get("Variable").text().orElse("the first operand");
  }

  private void read(Property path, Use use) {
    path.text()
        .ifPresent(text ->
            state.machine().paths(state.jsonata()).read(text, scope, use, state.place(path)));
  }
}
