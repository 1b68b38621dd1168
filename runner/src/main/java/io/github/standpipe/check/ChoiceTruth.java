package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a rule of a Choice says of a batch, as far as it is sure of any. */
record ChoiceTruth(Certainty answer, List<Property> read) {
  private static final Set<String> TYPES =
      Set.of("IsNull", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp");
  private static final Pattern TYPE =
      Pattern.compile("\\$type\\(\\s*\\$states\\.input\\s*\\)\\s*(!?=)\\s*[\"'](\\w+)[\"']");
  private static final Pattern FIRST =
      Pattern.compile("\\$exists\\(\\s*\\$states\\.input(?:\\[0])?\\s*\\)");

  /** A rule in JSONPath, read from left to right as far as the service reads it. */
  static ChoiceTruth of(Property rule, BatchPath.Scope scope) {
    List<Property> read = new ArrayList<>();
    return new ChoiceTruth(decide(rule, scope, read), read);
  }

  private static Certainty decide(Property rule, BatchPath.Scope scope, List<Property> read) {
    if (!rule.get("Not").isAbsent()) {
      return not(decide(rule.get("Not"), scope, read));
    }
    if (!rule.get("And").isAbsent()) {
      return all(rule.get("And").items(), Certainty.NO, scope, read);
    }
    if (!rule.get("Or").isAbsent()) {
      return all(rule.get("Or").items(), Certainty.YES, scope, read);
    }
    Property present = rule.get("IsPresent");
    if (present.isAbsent()) {
      read.add(rule);
      return type(rule, scope);
    }
    Certainty there = present(rule.get("Variable").text().orElse(""), scope);
    return present.isTrue() ? there : present.isFalse() ? not(there) : Certainty.MAYBE;
  }

  /** All of them, or any of them; the first answer that decides ends it. */
  private static Certainty all(
      List<Property> rules, Certainty decides, BatchPath.Scope scope, List<Property> read) {
    Certainty sum = not(decides);
    for (Property one : rules) {
      Certainty answer = decide(one, scope, read);
      if (answer == decides) {
        return decides;
      }
      sum = answer == Certainty.MAYBE ? answer : sum;
    }
    return sum;
  }

  private static Certainty present(String variable, BatchPath.Scope scope) {
    for (BatchPath path : BatchPath.in(variable, false, scope)) {
      boolean first = path.text().matches(".*(?<!\\w)\\.?\\[0]");
      return switch (path.use()) {
        case FIELD -> Certainty.NO;
        case WHOLE -> path.value() instanceof BatchPart.Whole ? Certainty.YES : Certainty.MAYBE;
        case FIRST -> first ? Certainty.YES : Certainty.MAYBE;
        default -> Certainty.MAYBE;
      };
    }
    return Certainty.MAYBE;
  }

  private static Certainty type(Property rule, BatchPath.Scope scope) {
    boolean array =
        BatchPath.in(rule.get("Variable").text().orElse(""), false, scope).stream()
            .anyMatch(path -> path.value() instanceof BatchPart.Whole);
    for (String key : TYPES) {
      if (array && rule.get(key).isTrue()) {
        return Certainty.NO;
      }
      if (array && rule.get(key).isFalse()) {
        return Certainty.YES;
      }
    }
    return Certainty.MAYBE;
  }

  /** A condition in JSONata on the array as it is. */
  static Certainty of(String condition, BatchPath.Scope scope) {
    if (!(scope.input() instanceof BatchPart.Whole)) {
      return Certainty.MAYBE;
    }
    String inner = condition.strip().replaceAll("^\\{%\\s*|\\s*%}$", "");
    if (!inner.contains("(") || !inner.matches("(?s).*\\sor\\s.*")) {
      for (String part : inner.split("\\sand\\s")) {
        if (single(part.strip()) == Certainty.NO) {
          return Certainty.NO;
        }
      }
    }
    return single(inner);
  }

  private static Certainty single(String condition) {
    if (condition.matches("(?s)\\$not\\(.*\\)")) {
      return not(single(condition.substring(5, condition.length() - 1).strip()));
    }
    if (FIRST.matcher(condition).matches()) {
      return Certainty.YES;
    }
    var type = TYPE.matcher(condition);
    return type.matches()
        ? Certainty.of(type.group(1).equals("=") == type.group(2).equals("array"))
        : Certainty.MAYBE;
  }

  private static Certainty not(Certainty answer) {
    return switch (answer) {
      case NO -> Certainty.YES;
      case MAYBE -> Certainty.MAYBE;
      case YES -> Certainty.NO;
    };
  }
}
