package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A query of CloudWatch Metrics Insights, by which an alarm watches all resources of a service. */
record InsightsQuery(String text) {
  private static final Pattern NAMESPACE =
      Pattern.compile("(?is)\\bFROM\\s+(?:SCHEMA\\s*\\(\\s*)?[\"']?(AWS/\\w+)");
  private static final Pattern NAMED =
      Pattern.compile("(?i)\\b(?:QueueName|StateMachineArn)\"?\\s*=\\s*[\"']([^\"']*)[\"']");

  /** Whether a query of an alarm may watch a resource. */
  static boolean anyOf(Declaration alarm, Declaration resource, Set<String> known) {
    return alarm.property("Metrics").items().stream()
        .map(metric -> metric.get("Expression"))
        .anyMatch(expression -> watches(expression, resource, known));
  }

  private static boolean watches(Property expression, Declaration resource, Set<String> known) {
    return expression.isUnknown()
        || expression
            .text()
            .map(InsightsQuery::new)
            .filter(q -> q.asks(resource, known))
            .isPresent();
  }

  private boolean asks(Declaration resource, Set<String> known) {
    String service = resource.isQueue() ? "AWS/SQS" : "AWS/States";
    boolean ofService =
        NAMESPACE.matcher(text).results().anyMatch(found -> found.group(1).equals(service));
    Optional<MatchResult> named = NAMED.matcher(text).results().findFirst();
    boolean alternatives = text.matches("(?is).*\\bOR\\b.*|.*!=.*");
    return ofService
        && (alternatives || named.map(found -> known.contains(found.group(1))).orElse(true));
  }
}
