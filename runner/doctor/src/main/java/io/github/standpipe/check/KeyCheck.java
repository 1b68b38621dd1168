package io.github.standpipe.check;

import io.github.standpipe.template.PipeShape;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Set;

/** Each key of a pipe is where it belongs and has a value of the right type. */
final class KeyCheck implements Check {
  private static final Rule FILTER_MISPLACED = Catalogue.rule("filter-misplaced");
  private static final Rule UNKNOWN_PROPERTY = Catalogue.rule("unknown-property");
  private static final Rule PATTERN_NOT_TEXT = Catalogue.rule("pattern-not-text");
  private static final Rule TEMPLATE_NOT_TEXT = Catalogue.rule("template-not-text");
  private static final Rule WRONG_TYPE = Catalogue.rule("wrong-type");
  private static final Set<String> FILTER_KEYS =
      Set.of("Filter", "Filters", "FilterCriteria", "FilterPattern", "Pattern");
  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of("EnrichmentParameters", "InputTemplate"),
          List.of("TargetParameters", "InputTemplate"));
  private static final List<List<String>> MAPPINGS =
      List.of(
          List.of("Tags"),
          List.of("SourceParameters"),
          List.of("SourceParameters", "FilterCriteria"),
          List.of("SourceParameters", "SqsQueueParameters"),
          List.of("EnrichmentParameters"),
          List.of("TargetParameters"),
          List.of("TargetParameters", "StepFunctionStateMachineParameters"),
          List.of("LogConfiguration"),
          List.of("LogConfiguration", "CloudwatchLogsLogDestination"));
  private static final List<List<String>> LISTS =
      List.of(
          List.of("SourceParameters", "FilterCriteria", "Filters"),
          List.of("LogConfiguration", "IncludeExecutionData"));

  @Override
  public void examine(Subject subject, Findings findings) {
    PipeShape.levels().stream().sorted().forEach(level -> keys(level, subject, findings));
    for (Property filter : filters(subject)) {
      pattern(filter.get("Pattern"), subject, findings);
    }
    TEMPLATES.forEach(path -> template(at(subject, path), path, subject, findings));
    MAPPINGS.forEach(path -> sort(at(subject, path), path, true, subject, findings));
    LISTS.forEach(path -> sort(at(subject, path), path, false, subject, findings));
  }

  private static List<Property> filters(Subject subject) {
    return subject.at("SourceParameters", "FilterCriteria", "Filters").items();
  }

  private static Property at(Subject subject, List<String> path) {
    return subject.at(path.toArray(String[]::new));
  }

  private static void keys(String level, Subject subject, Findings findings) {
    List<String> path = level.isEmpty() ? List.of() : List.of(level.split("\\."));
    Property there = at(subject, path);
    for (Property holder : there.itemsOrSelf()) {
      holder.keys().stream()
          .filter(key -> !PipeShape.takes(level, key) && !key.startsWith("Fn::"))
          .forEach(key -> stray(level, key, holder.get(key), subject, findings));
    }
  }

  private static void stray(
      String level, String key, Property value, Subject subject, Findings findings) {
    Rule rule = FILTER_KEYS.contains(key) ? FILTER_MISPLACED : UNKNOWN_PROPERTY;
    String place =
        level.isEmpty() ? "directly below the Properties of " : "below " + level + " of ";
    String fix = PipeShape.fix(level, key);
    findings.add(
        rule,
        subject.pipe(),
        value.at(),
        key + " is " + place + subject.name() + ".",
        Character.toUpperCase(fix.charAt(0)) + fix.substring(1) + ".");
  }

  private static void pattern(Property pattern, Subject subject, Findings findings) {
    if (pattern.isMapping() || pattern.isList()) {
      findings.add(
          PATTERN_NOT_TEXT,
          subject.pipe(),
          pattern.at(),
          "Pattern of " + subject.name() + " is " + pattern.kind() + ".",
          "Write Pattern: | and the JSON below it, or one line of JSON in single quotes.");
    }
  }

  private static void template(
      Property template, List<String> path, Subject subject, Findings findings) {
    if (template.isMapping() || template.isList()) {
      findings.add(
          TEMPLATE_NOT_TEXT,
          subject.pipe(),
          template.at(),
          String.join(".", path) + " of " + subject.name() + " is " + template.kind() + ".",
          "Write InputTemplate: | and the JSON below it.");
    }
  }

  private static void sort(
      Property value, List<String> path, boolean mapping, Subject subject, Findings findings) {
    if (!value.isKnown() || (mapping ? value.isMapping() : value.isList())) {
      return;
    }
    String example = path.getLast() + (mapping ? ": {Key: value}" : ": [...]");
    findings.add(
        WRONG_TYPE,
        subject.pipe(),
        value.at(),
        String.join(".", path) + " of " + subject.name() + " is " + value.kind() + ".",
        "Write a " + (mapping ? "mapping" : "list") + ", " + example(path, example) + ".");
  }

  private static String example(List<String> path, String standard) {
    return switch (path.getLast()) {
      case "IncludeExecutionData" -> "IncludeExecutionData: [ALL], or remove it";
      case "Filters" -> "Filters: [{Pattern: '...'}]";
      default -> standard;
    };
  }
}
