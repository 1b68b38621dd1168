package io.github.standpipe.check;

import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.List;

/** Each pattern is one that Pipes takes, and can tell some SQS records from others. */
final class FilterCheck implements Check {
  private static final Rule TOO_MANY_FILTERS =
      Rule.error(
          "too-many-filters",
          "the filter has more than 5 patterns",
          "The API takes at most 5 patterns in one pipe.");
  private static final Rule PATTERN_TOO_LONG =
      Rule.error(
          "pattern-too-long",
          "a pattern has more than 4096 characters",
          "The API takes at most 4096 characters in one pattern.");
  private static final Rule PATTERN_INVALID =
      Rule.error(
          "pattern-invalid",
          "a pattern is no JSON, or no event pattern",
          "CloudFormation does not look into the text, so the creation of the pipe fails late and"
              + " with few words.");
  private static final Rule PATTERN_OPERATOR =
      Rule.error(
          "pattern-operator",
          "a pattern uses an operator that Pipes is not documented to support",
          "Pipes documents fewer operators than the rules of an event bus: wildcard and"
              + " anything-but around another operator are unsupported, and cidr is unsettled: it"
              + " is not in the table.");
  private static final Rule PATTERN_NEVER_MATCHES =
      Rule.error(
          "pattern-never-matches",
          "a pattern can match no SQS record",
          "Pipes deletes what its filter rejects, so every message would be lost.");
  private static final Rule PATTERN_ALWAYS_MATCHES =
      Rule.warning(
          "pattern-always-matches",
          "a pattern matches every SQS record",
          "Patterns are alternatives, so one that always matches makes the whole filter pass"
              + " everything.");
  private static final Rule PATTERN_NUMBER_ON_TEXT =
      Rule.error(
          "pattern-number-on-text",
          "a pattern compares a text with a number",
          "All attributes of an SQS record are texts, also counts and times, and a number never"
              + " equals a text: every message would be deleted.");
  private static final Rule PATTERN_MIXED_FORMS =
      Rule.error(
          "pattern-mixed-forms",
          "a pattern asks for two forms of body at once",
          "A body is either JSON or a text, and Pipes deletes a message whose body has not the form"
              + " that the pattern asks for.");
  private static final Rule PATTERN_DUPLICATE_KEY =
      Rule.error(
          "pattern-duplicate-key",
          "a pattern has a key twice",
          "Of two equal keys the last one counts, so the condition of the first is never asked.");
  private static final Rule PATTERN_POLLER_FIELD =
      Rule.error(
          "pattern-poller-field",
          "a pattern asks for a field that is added only later",
          "Pipes adds such fields to a record after the filter, so it cannot be filtered by them.");
  private static final Rule PATTERN_BODY_EXISTS =
      Rule.warning(
          "pattern-body-exists",
          "a pattern asks whether the body exists",
          "Matchers right at body are for bodies that are no JSON, so every JSON message would be"
              + " deleted.");
  private static final Rule PATTERN_METADATA =
      Rule.info(
          "pattern-metadata",
          "a pattern asks for attributes of the message",
          "AWS's guide to pipes speaks of patterns on metadata alone and shows none for SQS; on"
              + " attributes no one is known to have seen them work.");

  private static final Rule SOURCE_PARAMETERS_EMPTY =
      Rule.info(
          "source-parameters-empty",
          "SourceParameters says nothing",
          "An empty mapping is what is left of a filter whose keys a tool did not know: the pipe"
              + " passes every message.");
  private static final Rule PATTERN_DEAD_BRANCH =
      Rule.warning(
          "pattern-dead-branch",
          "a branch of $or can match no SQS record",
          "The other branches still match, so nothing fails; what the branch was written for is"
              + " deleted.");
  private static final Rule PATTERN_COMPARES_OTHERWISE =
      Rule.warning(
          "pattern-compares-otherwise",
          "a matcher is compared otherwise than it reads",
          "Event-ruler, the library behind event patterns, compares texts that look like IP"
              + " addresses as addresses, folds some letters one way only, and compares long"
              + " numbers digit by digit.");

  @Override
  public List<Rule> rules() {
    return List.of(
        TOO_MANY_FILTERS,
        PATTERN_TOO_LONG,
        PATTERN_INVALID,
        PATTERN_OPERATOR,
        PATTERN_NEVER_MATCHES,
        PATTERN_ALWAYS_MATCHES,
        PATTERN_NUMBER_ON_TEXT,
        PATTERN_MIXED_FORMS,
        PATTERN_DUPLICATE_KEY,
        PATTERN_POLLER_FIELD,
        PATTERN_BODY_EXISTS,
        PATTERN_METADATA,
        PATTERN_DEAD_BRANCH,
        PATTERN_COMPARES_OTHERWISE,
        SOURCE_PARAMETERS_EMPTY);
  }

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
          "Leave it out, or write FilterCriteria: {Filters: [{Pattern: ...}]} with these very"
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

  /** Whether no record matches, which says more than that attributes are asked for. */
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
        "A pattern of " + subject.name() + " holds for every SQS record.",
        "Ask for something of the body, or leave the filter out.");
  }

  private static boolean warns(List<Warning> warnings, String rule) {
    return warnings.stream().anyMatch(warning -> warning.rule().equals(rule));
  }

  private static void exists(Property at, Subject subject, Findings findings) {
    findings.add(
        PATTERN_BODY_EXISTS,
        subject.pipe(),
        at.at(),
        "A pattern of " + subject.name() + " asks that the body exist.",
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
                "Write what the branch asks for below \"body\", or leave the branch out.");
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
        "Put what is filtered by into the body, or try the filter on AWS before relying on it.");
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
      case TOO_LONG -> "Split it into several patterns, of which any may match.";
      case DUPLICATE_KEY -> "Write the key once, with all values in one list or all keys below it.";
      case OPERATOR -> "Use prefix, suffix, equals-ignore-case, numeric, exists or anything-but.";
      case NEVER_MATCHES -> "Write what the message says below \"body\": {\"body\": {...}}.";
      case NUMBER_ON_TEXT -> "Compare with texts: [\"1\", \"2\"], or filter by the body.";
      case MIXED_FORMS -> "Write a pattern for each form of body.";
      case ADDED_BY_THE_POLLER -> "Leave the field out: all messages of a queue agree in it.";
      case INEXACT_NUMBER ->
          "Write at most 15 digits: event-ruler compares only numbers that are the shortest form of"
              + " a double.";
      case INVALID, UNCLOSED, VARIABLE, PATH, PLACEMENT, NOT_JSON ->
          "Write an object whose leaves are lists, such as {\"body\": {\"status\": [\"placed\"]}}.";
    };
  }
}
