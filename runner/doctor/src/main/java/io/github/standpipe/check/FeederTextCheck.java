package io.github.standpipe.check;

import io.github.standpipe.internal.bus.FeederTexts;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Each pattern, scope and expression of what feeds queues is one that AWS accepts. */
final class FeederTextCheck implements TemplateWide {
  private static final Rule PATTERN = Catalogue.rule("feed-pattern-invalid");
  private static final Rule SCOPE = Catalogue.rule("subscriber-scope-unknown");
  private static final Rule EXPRESSION = Catalogue.rule("subscriber-expression-invalid");
  private static final Set<String> SCOPES = Set.of("DATA", "METADATA", "SYSTEM_METADATA");
  private static final List<String> WITH_PATTERN =
      List.of("AWS::Events::Rule", "AWS::Events::Archive");

  @Override
  public void examine(Template template, Findings findings) {
    for (String type : WITH_PATTERN) {
      for (Declaration one : template.declarations(type)) {
        pattern(one, one.property("EventPattern"), "EventPattern", findings);
      }
    }
    for (Declaration source : template.declarations("AWS::EventsV2::EventSource")) {
      Property service = source.property("Configuration").get("AwsServiceEventsConfiguration");
      pattern(source, service.get("Pattern"), "Pattern", findings);
    }
    template
        .declarations("AWS::SNS::Subscription")
        .forEach(subscription -> policy(subscription, findings));
    for (Declaration subscriber : template.declarations("AWS::EventsV2::Subscriber")) {
      filters(subscriber, findings);
      expressions(subscriber, findings);
    }
  }

  private static void pattern(Declaration of, Property at, String key, Findings findings) {
    text(at)
        .flatMap(FeederTexts::patternFault)
        .ifPresent(fault -> add(PATTERN, of, at, key, fault, findings));
  }

  private static void policy(Declaration subscription, Findings findings) {
    Property policy = subscription.property("FilterPolicy");
    Property scope = subscription.property("FilterPolicyScope");
    if (scope.isUnknown()) {
      return;
    }
    boolean onBody = scope.text().filter("MessageBody"::equals).isPresent();
    text(policy)
        .flatMap(written -> FeederTexts.policyFault(written, onBody))
        .ifPresent(fault -> add(PATTERN, subscription, policy, "FilterPolicy", fault, findings));
  }

  private static void filters(Declaration subscriber, Findings findings) {
    for (Property filter : subscriber.property("FilterConfiguration").get("Filters").items()) {
      Property scope = filter.get("Scope");
      scope
          .text()
          .filter(text -> !SCOPES.contains(text))
          .ifPresent(text ->
              findings.addEach(
                  SCOPE,
                  subscriber.logicalId(),
                  scope.at(),
                  subscriber + " has a filter of the scope '" + text + "'.",
                  "Write DATA, METADATA or SYSTEM_METADATA."));
      Property pattern = filter.get("Pattern");
      boolean isOpen = text(pattern).filter(text -> text.strip().startsWith("[")).isPresent();
      if (!isOpen) { // what an array means there is question V4
        pattern(subscriber, pattern, "Pattern", findings);
      }
    }
  }

  /** The text of a pattern, also of one written as a mapping; empty if it is not known. */
  private static Optional<String> text(Property pattern) {
    return pattern.text().or(() -> pattern.json().map(Json::text));
  }

  private static void expressions(Declaration subscriber, Findings findings) {
    Property transformer = subscriber.property("Transformer");
    Property expression = transformer.get("JsonataConfiguration").get("Expression");
    if (transformer.get("Type").text().filter("JSONATA"::equals).isPresent()) {
      expression(subscriber, expression, "Expression", findings);
    }
    Property invoke = subscriber.property("InvokeConfiguration");
    invoke.keys().stream()
        .filter(key -> key.endsWith("Parameters"))
        .forEach(key -> parameters(subscriber, invoke.get(key), key, findings));
  }

  /** A text without the marks is a constant there. */
  private static void parameters(
      Declaration subscriber, Property at, String key, Findings findings) {
    if (at.text().filter(text -> text.strip().startsWith("{%")).isPresent()) {
      expression(subscriber, at, key, findings);
    }
    at.keys().forEach(inner -> parameters(subscriber, at.get(inner), inner, findings));
    at.items().forEach(item -> parameters(subscriber, item, key, findings));
  }

  private static void expression(
      Declaration subscriber, Property at, String key, Findings findings) {
    at.text()
        .flatMap(FeederTexts::expressionFault)
        .ifPresent(fault ->
            findings.addEach(
                EXPRESSION,
                subscriber.logicalId(),
                at.at(),
                key + " of " + subscriber + " cannot be read: " + fault + ".",
                "Write JSONata in the marks, such as '{% $events.Data.detail %}'."));
  }

  private static void add(
      Rule rule, Declaration of, Property at, String key, String fault, Findings findings) {
    findings.addEach(
        rule,
        of.logicalId(),
        at.at(),
        key + " of " + of + " is rejected: " + fault + ".",
        "Write arrays of values and operators at the leaves, {\"source\": [\"shop.orders\"]}.");
  }
}
