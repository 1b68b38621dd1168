package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query of CloudWatch Metrics Insights, with which an alarm watches all resources of a service.
 *
 * @param services the namespaces from which it selects
 * @param groups the one resource that it selects; empty for all
 */
record InsightsQuery(Set<String> services, Set<String> groups) {
  private static final Pattern NAMESPACE =
      Pattern.compile("(?is)\\bFROM\\s+(?:SCHEMA\\s*\\(\\s*)?[\"']?(AWS/\\w+)");
  private static final Pattern NAMED =
      Pattern.compile("(?i)\\b(?:QueueName|StateMachineArn)\"?\\s*=\\s*[\"']([^\"']*)[\"']");
  private static final Pattern ALTERNATIVES = Pattern.compile("(?i)\\bOR\\b|!=");

  private static final Pattern SEARCH = Pattern.compile("(?i)\\bSEARCH\\b");

  /** Whether an expression watches what it finds. */
  static boolean isSearch(String expression) {
    return SEARCH.matcher(expression).find();
  }

  private static InsightsQuery of(String text) {
    Set<String> services =
        NAMESPACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    Stream<MatchResult> named = NAMED.matcher(text).results().limit(1);
    return new InsightsQuery(
        services,
        ALTERNATIVES.matcher(text).find()
            ? Set.of()
            : named.map(found -> found.group(1)).collect(Collectors.toSet()));
  }

  /** The queries of an alarm. */
  static Stream<InsightsQuery> in(Declaration alarm) {
    return alarm.property("Metrics").items().stream()
        .flatMap(metric -> metric.get("Expression").text().stream())
        .map(InsightsQuery::of)
        .filter(query -> !query.services().isEmpty());
  }

  /** The {@link #keys} that may find a resource. */
  static Stream<String> keys(Declaration resource, Set<String> known) {
    String service = resource.isQueue() ? "AWS/SQS" : "AWS/States";
    return Stream.concat(Stream.of(service), known.stream().map(name -> service + " " + name));
  }

  /**
   * The services that it watches as a whole, and the single resources that it watches of other
   * services.
   */
  Stream<String> keys() {
    return services.stream()
        .flatMap(service ->
            groups.isEmpty()
                ? Stream.of(service)
                : groups.stream().map(name -> service + " " + name));
  }
}
