package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a rule of a Choice says of a batch, as far as it is sure of any. */
record ChoiceTruth(Answer answer, List<Property> read) {
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

  private static Answer decide(Property rule, BatchPath.Scope scope, List<Property> read) {
    if (!rule.get("Not").isAbsent()) {
      return not(decide(rule.get("Not"), scope, read));
    }
    if (!rule.get("And").isAbsent()) {
      return all(rule.get("And").items(), Answer.NO, scope, read);
    }
    if (!rule.get("Or").isAbsent()) {
      return all(rule.get("Or").items(), Answer.YES, scope, read);
    }
    Property present = rule.get("IsPresent");
    if (present.isAbsent()) {
      read.add(rule);
      return type(rule, scope);
    }
    Answer there = present(rule.get("Variable").text().orElse(""), scope);
    return present.isTrue() ? there : present.isFalse() ? not(there) : Answer.MAYBE;
  }

  /** All of them, or any of them; the first answer that decides ends it. */
  private static Answer all(
      List<Property> rules, Answer decides, BatchPath.Scope scope, List<Property> read) {
    Answer sum = not(decides);
    for (Property one : rules) {
      Answer answer = decide(one, scope, read);
      if (answer == decides) {
        return decides;
      }
      sum = answer == Answer.MAYBE ? answer : sum;
    }
    return sum;
  }

  private static Answer present(String variable, BatchPath.Scope scope) {
    for (BatchPath path : BatchPath.in(variable, false, scope)) {
      boolean first = path.text().matches(".*(?<!\\w)\\.?\\[0]");
      return switch (path.use()) {
        case FIELD -> Answer.NO;
        case WHOLE -> path.value() instanceof BatchPart.Whole ? Answer.YES : Answer.MAYBE;
        case FIRST -> first ? Answer.YES : Answer.MAYBE;
        default -> Answer.MAYBE;
      };
    }
    return Answer.MAYBE;
  }

  private static Answer type(Property rule, BatchPath.Scope scope) {
    boolean array =
        BatchPath.in(rule.get("Variable").text().orElse(""), false, scope).stream()
            .anyMatch(path -> path.value() instanceof BatchPart.Whole);
    for (String key : TYPES) {
      if (array && rule.get(key).isTrue()) {
        return Answer.NO;
      }
      if (array && rule.get(key).isFalse()) {
        return Answer.YES;
      }
    }
    return Answer.MAYBE;
  }

  /** A condition in JSONata on the array as it is. */
  static Answer of(String condition, BatchPath.Scope scope) {
    if (!(scope.input() instanceof BatchPart.Whole)) {
      return Answer.MAYBE;
    }
    String inner = condition.strip().replaceAll("^\\{%\\s*|\\s*%}$", "");
    if (!inner.contains("(") || !inner.matches("(?s).*\\sor\\s.*")) {
      for (String part : inner.split("\\sand\\s")) {
        if (single(part.strip()) == Answer.NO) {
          return Answer.NO;
        }
      }
    }
    return single(inner);
  }

  private static Answer single(String condition) {
    if (condition.matches("(?s)\\$not\\(.*\\)")) {
      return not(single(condition.substring(5, condition.length() - 1).strip()));
    }
    if (FIRST.matcher(condition).matches()) {
      return Answer.YES;
    }
    var type = TYPE.matcher(condition);
    return type.matches()
        ? Answer.of(type.group(1).equals("=") == type.group(2).equals("array"))
        : Answer.MAYBE;
  }

  private static Answer not(Answer answer) {
    return switch (answer) {
      case NO -> Answer.YES;
      case MAYBE -> Answer.MAYBE;
      case YES -> Answer.NO;
    };
  }
}
