package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a value satisfies an alternative: perhaps, if that is not looked into. */
final class Membership {
  private Membership() {}

  static Truth of(JsonNode value, Alternative alternative) {
    if (SchemaType.of(value) != alternative.type()) {
      return Truth.NEVER;
    }
    boolean isListed =
        alternative
            .values()
            .map(values -> values.containsKey(SchemaValues.canonical(value)))
            .orElse(true);
    Truth rule = isListed ? of(value, alternative.rule()) : Truth.NEVER;
    return rule == Truth.ALWAYS && !alternative.opaque().isEmpty() ? Truth.PERHAPS : rule;
  }

  private static Truth of(JsonNode value, TypeRule rule) {
    return switch (rule) {
      case NoRule none -> Truth.ALWAYS;
      case TextRule text -> text(value.textValue(), text);
      case NumberRule number -> truth(number.contains(value.decimalValue()));
      case ListRule list -> list(value, list);
      case ObjectRule object -> object(value, object);
    };
  }

  static Truth truth(boolean holds) {
    return holds ? Truth.ALWAYS : Truth.NEVER;
  }

  private static Truth text(String text, TextRule rule) {
    if (!rule.length().contains(text.codePointCount(0, text.length()))) {
      return Truth.NEVER;
    }
    List<Truth> all = new ArrayList<>();
    rule.patterns().forEach(pattern -> all.add(matches(pattern, text)));
    rule.formats().forEach(format -> all.add(Truth.PERHAPS));
    return Truth.all(all);
  }

  /** Java's expressions are those of ECMAScript, as far as schemas use them. */
  private static Truth matches(String pattern, String text) {
    try {
      return truth(Pattern.compile(pattern).matcher(text).find());
    } catch (PatternSyntaxException e) {
      return Truth.PERHAPS;
    }
  }

  private static Truth list(JsonNode value, ListRule rule) {
    if (!rule.size().contains(value.size())) {
      return Truth.NEVER;
    }
    List<Truth> all = new ArrayList<>();
    if (rule.isUnique()) {
      all.add(truth(Alternative.byText(value).size() == value.size()));
    }
    for (int i = 0; i < value.size(); i++) {
      all.add(of(value.get(i), rule.item(i)));
    }
    return Truth.all(all);
  }

  private static Truth object(JsonNode value, ObjectRule rule) {
    if (!rule.size().contains(value.size()) || !rule.required().stream().allMatch(value::has)) {
      return Truth.NEVER;
    }
    List<Truth> all = new ArrayList<>();
    value.properties().forEach(field -> all.add(of(field.getValue(), rule.of(field.getKey()))));
    for (String dependent : rule.dependents()) {
      int arrow = dependent.indexOf('>');
      all.add(
          truth(
              !value.has(dependent.substring(0, arrow))
                  || value.has(dependent.substring(arrow + 1))));
    }
    return Truth.all(all);
  }

  static Truth of(JsonNode value, Constraint constraint) {
    Truth best = Truth.NEVER;
    for (Alternative one : constraint.alternatives()) {
      Truth truth = of(value, one);
      best = truth.compareTo(best) > 0 ? truth : best;
    }
    return best;
  }
}
