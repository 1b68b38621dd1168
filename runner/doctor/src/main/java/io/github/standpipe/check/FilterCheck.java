package io.github.standpipe.check;

import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.List;

/** Each pattern is one that Pipes accepts, and it selects some SQS records but not all. */
final class FilterCheck implements Check {
  private static final Rule TOO_MANY_FILTERS = Catalogue.rule("too-many-filters");
  private static final Rule PATTERN_TOO_LONG = Catalogue.rule("pattern-too-long");
  private static final Rule PATTERN_INVALID = Catalogue.rule("pattern-invalid");
  private static final Rule PATTERN_OPERATOR = Catalogue.rule("pattern-operator");
  private static final Rule PATTERN_NEVER_MATCHES = Catalogue.rule("pattern-never-matches");
  private static final Rule PATTERN_ALWAYS_MATCHES = Catalogue.rule("pattern-always-matches");
  private static final Rule PATTERN_NUMBER_ON_TEXT = Catalogue.rule("pattern-number-on-text");
  private static final Rule PATTERN_MIXED_FORMS = Catalogue.rule("pattern-mixed-forms");
  private static final Rule PATTERN_DUPLICATE_KEY = Catalogue.rule("pattern-duplicate-key");
  private static final Rule PATTERN_POLLER_FIELD = Catalogue.rule("pattern-poller-field");
  private static final Rule PATTERN_BODY_EXISTS = Catalogue.rule("pattern-body-exists");
  private static final Rule PATTERN_METADATA = Catalogue.rule("pattern-metadata");

  private static final Rule SOURCE_PARAMETERS_EMPTY = Catalogue.rule("source-parameters-empty");
  private static final Rule PATTERN_DEAD_BRANCH = Catalogue.rule("pattern-dead-branch");
  private static final Rule PATTERN_COMPARES_OTHERWISE =
      Catalogue.rule("pattern-compares-otherwise");

  @Override
  public void examine(Subject subject, Findings findings) {
    Property filters = subject.at("SourceParameters", "FilterCriteria", "Filters");
    int count = filters.items().size();
    if (count > 5) {
      findings.add(
          TOO_MANY_FILTERS,
          subject.pipe(),
          filters.at(),
          subject.name() + " has " + count + " patterns.",
          "Join patterns that differ in one value, [\"a\", \"b\"], or use $or.");
    }
    empty(subject.at("SourceParameters"), subject, findings);
    empty(subject.at("SourceParameters", "FilterCriteria"), subject, findings);
    empty(filters, subject, findings);
    filters.items().forEach(filter -> empty(filter, subject, findings));
    if (subject.readsQueue()) {
      filters.items().forEach(filter -> pattern(filter, subject, findings));
    }
  }

  private static void empty(Property parameters, Subject subject, Findings findings) {
    boolean nothing = parameters.isMapping() ? parameters.keys().isEmpty() : parameters.isList();
    if (nothing && parameters.items().isEmpty()) {
      findings.add(
          SOURCE_PARAMETERS_EMPTY,
          subject.pipe(),
          parameters.at(),
          "The source of "
              + subject.name()
              + " has an empty "
              + (parameters.isList() ? "list of filters." : "mapping for parameters or filter."),
          "Leave it out, or write FilterCriteria: {Filters: [{Pattern: ...}]} with exactly these"
              + " keys.");
    }
  }

  private static void pattern(Property filter, Subject subject, Findings findings) {
    Property pattern = filter.get("Pattern");
    pattern.text().ifPresent(text -> parse(text, pattern, subject, findings));
  }

  private static void parse(String text, Property at, Subject subject, Findings findings) {
    String name = "A pattern of " + subject.name();
    List<Refusal> faults = FilterPattern.faults(text, name);
    faults.forEach(fault -> report(fault, at, subject, findings));
    if (faults.isEmpty() && AlwaysTrue.of(text)) {
      always(at, subject, findings);
      return;
    }
    List<Warning> warnings = FilterPattern.warnings(text, name);
    if (warns(warnings, "U7")) {
      exists(at, subject, findings);
    }
    if (warns(warnings, "U12") && faults.stream().noneMatch(FilterCheck::isDead)) {
      metadata(at, subject, findings);
    }
    surprises(warnings, at, subject, findings);
  }

  /** Whether no record matches, which is a stronger finding than a filter by attributes. */
  private static boolean isDead(Refusal fault) {
    return fault.kind() == Refusal.Kind.NEVER_MATCHES
        || fault.kind() == Refusal.Kind.NUMBER_ON_TEXT;
  }

  private static void report(Refusal fault, Property at, Subject subject, Findings findings) {
    findings.addEach(
        rule(fault.kind()),
        subject.name(),
        place(fault, at),
        fault.getMessage().replaceFirst(": ", " ") + ".",
        instead(fault.kind()));
  }

  private static Place place(Refusal refusal, Property at) {
    return TextPlaces.of(at, refusal.line(), refusal.column());
  }

  private static void always(Property at, Subject subject, Findings findings) {
    findings.add(
        PATTERN_ALWAYS_MATCHES,
        subject.pipe(),
        at.at(),
        "A pattern of " + subject.name() + " matches every SQS record.",
        "Ask for a field of the body, or remove the filter.");
  }

  private static boolean warns(List<Warning> warnings, String rule) {
    return warnings.stream().anyMatch(warning -> warning.rule().equals(rule));
  }

  private static void exists(Property at, Subject subject, Findings findings) {
    findings.add(
        PATTERN_BODY_EXISTS,
        subject.pipe(),
        at.at(),
        "A pattern of " + subject.name() + " asks whether the body exists.",
        "Ask for a field of the body: {\"body\": {\"orderId\": [{\"exists\": true}]}}.");
  }

  private static void surprises(
      List<Warning> warnings, Property at, Subject subject, Findings findings) {
    for (Warning warning : warnings) {
      String seen = warning.message().replaceFirst(": ", " has ") + ".";
      switch (warning.rule()) {
        case "filter-or" ->
            findings.addEach(
                PATTERN_DEAD_BRANCH,
                subject.name(),
                at.at(),
                warning.message() + ".",
                "Write the branch's fields below \"body\", or remove the branch.");
        case "filter-compares-otherwise" ->
            findings.addEach(
                PATTERN_COMPARES_OTHERWISE,
                subject.name(),
                at.at(),
                seen,
                "Make sure that this is meant, or compare by prefix.");
        default -> {}
      }
    }
  }

  private static void metadata(Property at, Subject subject, Findings findings) {
    findings.add(
        PATTERN_METADATA,
        subject.pipe(),
        at.at(),
        "A pattern of " + subject.name() + " asks for attributes or messageAttributes.",
        "Put the filtered value into the body, or test the filter on AWS before you rely on it.");
  }

  private static Rule rule(Refusal.Kind kind) {
    return switch (kind) {
      case TOO_LONG -> PATTERN_TOO_LONG;
      case DUPLICATE_KEY -> PATTERN_DUPLICATE_KEY;
      case OPERATOR -> PATTERN_OPERATOR;
      case NEVER_MATCHES -> PATTERN_NEVER_MATCHES;
      case NUMBER_ON_TEXT -> PATTERN_NUMBER_ON_TEXT;
      case MIXED_FORMS -> PATTERN_MIXED_FORMS;
      case ADDED_BY_THE_POLLER -> PATTERN_POLLER_FIELD;
      case INVALID, INEXACT_NUMBER, UNCLOSED, VARIABLE, PATH, PLACEMENT, NOT_JSON ->
          PATTERN_INVALID;
    };
  }

  private static String instead(Refusal.Kind kind) {
    return switch (kind) {
      case TOO_LONG -> "Split it into several patterns; a record needs to match only one.";
      case DUPLICATE_KEY ->
          "Write the key once, with all of its values in one list, or all of its keys in one"
              + " object.";
      case OPERATOR -> "Use prefix, suffix, equals-ignore-case, numeric, exists or anything-but.";
      case NEVER_MATCHES -> "Write the fields of the message below \"body\": {\"body\": {...}}.";
      case NUMBER_ON_TEXT -> "Compare with strings: [\"1\", \"2\"], or filter by the body.";
      case MIXED_FORMS -> "Write a pattern for each form of body.";
      case ADDED_BY_THE_POLLER -> "Remove the field: it is the same for all messages of a queue.";
      case INEXACT_NUMBER ->
          "Write at most 15 digits: event-ruler compares only numbers that are the shortest form of"
              + " a double.";
      case INVALID, UNCLOSED, VARIABLE, PATH, PLACEMENT, NOT_JSON ->
          "Write an object whose leaves are lists, such as {\"body\": {\"status\": [\"placed\"]}}.";
    };
  }
}
