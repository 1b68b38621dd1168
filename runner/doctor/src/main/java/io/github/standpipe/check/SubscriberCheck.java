package io.github.standpipe.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Each subscriber of a custom event bus can be created, and loses nothing unnoticed. */
final class SubscriberCheck implements TemplateWide {
  private static final Rule SCOPE_TWICE = Catalogue.rule("subscriber-scope-twice");
  private static final Rule METADATA = Catalogue.rule("subscriber-metadata-operator");
  private static final Rule WILDCARD = Catalogue.rule("subscriber-wildcard");
  private static final Rule NUMBER = Catalogue.rule("subscriber-number-on-text");
  private static final Rule BATCH = Catalogue.rule("subscriber-batch-size");
  private static final Rule REPLACEMENT = Catalogue.rule("subscriber-replacement");
  private static final Rule RETRY = Catalogue.rule("subscriber-retry-defaults");
  private static final Rule DEFAULTS = Catalogue.rule("subscriber-undocumented-default");
  private static final Map<String, Integer> MOST =
      Map.of("sqs", 10, "sns", 10, "lambda", 100, "states", 100, "kinesis", 500, "firehose", 500);

  @Override
  public void examine(Template template, Findings findings) {
    template
        .declarations("AWS::EventsV2::Subscriber")
        .forEach(one -> new Examined(one, template, findings).all());
  }

  /** One subscriber. */
  private record Examined(Declaration subscriber, Template template, Findings findings) {

    void all() {
      filters();
      batch();
      replacement();
      retry();
      for (String key : List.of("Type", "State")) {
        if (subscriber.property(key).isAbsent()) {
          add(
              DEFAULTS,
              subscriber,
              subscriber + " has no " + key + ".",
              "Write " + key + ": " + (key.equals("Type") ? "UNORDERED." : "RUNNING."));
        }
      }
    }

    private void filters() {
      Set<String> scopes = new HashSet<>();
      for (Property filter : subscriber.property("FilterConfiguration").get("Filters").items()) {
        String scope = filter.get("Scope").text().orElse("");
        if (!scope.isEmpty() && !scopes.add(scope)) {
          add(
              SCOPE_TWICE,
              filter.get("Scope"),
              subscriber + " has two filters of the scope " + scope + ".",
              "Write one pattern of that scope; its keys must all match.");
        }
        pattern(filter).ifPresent(pattern -> pattern(pattern, scope, filter.get("Pattern")));
      }
    }

    private static Optional<JsonNode> pattern(Property filter) {
      Property pattern = filter.get("Pattern");
      if (pattern.isMapping()) {
        return pattern.json();
      }
      try {
        return pattern.text().isPresent()
            ? Optional.of(Json.parse(pattern.text().get()))
            : Optional.empty();
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }

    private void pattern(JsonNode pattern, String scope, Property at) {
      if (scope.equals("METADATA")) {
        if (pattern.has("$or") || has(pattern, one -> one.isObject())) {
          add(
              METADATA,
              at,
              subscriber + " uses an operator in the scope METADATA.",
              "Write exact values there, [\"a\", \"b\"], and operators in the scope DATA.");
        }
        return;
      }
      if (has(pattern, one -> one.has("wildcard") || one.path("anything-but").has("wildcard"))) {
        add(
            WILDCARD,
            at,
            subscriber + " uses wildcard, which rules accept but subscribers do not.",
            "Write prefix or suffix.");
      }
      if (scope.equals("SYSTEM_METADATA") && hasOnlyNumbers(pattern)) {
        add(
            NUMBER,
            at,
            subscriber + " compares numbers in the scope SYSTEM_METADATA.",
            "Write texts, such as [\"12\"], or prefix.");
      }
    }

    /** Whether any leaf has such a matcher. */
    private static boolean has(JsonNode pattern, Predicate<JsonNode> wanted) {
      return leaves(pattern).stream()
          .anyMatch(leaf -> {
            boolean found = false;
            for (JsonNode matcher : leaf) {
              found |= wanted.test(matcher);
            }
            return found;
          });
    }

    private static boolean hasOnlyNumbers(JsonNode pattern) {
      return leaves(pattern).stream()
          .anyMatch(leaf -> {
            boolean only = !leaf.isEmpty();
            for (JsonNode matcher : leaf) {
              only &= matcher.isNumber() || matcher.has("numeric");
            }
            return only;
          });
    }

    private static List<JsonNode> leaves(JsonNode pattern) {
      List<JsonNode> leaves = new ArrayList<>();
      for (var field : pattern.properties()) {
        if (field.getKey().equals("$or")) {
          field.getValue().forEach(branch -> leaves.addAll(leaves(branch)));
        } else if (field.getValue().isArray()) {
          leaves.add(field.getValue());
        } else {
          leaves.addAll(leaves(field.getValue()));
        }
      }
      return leaves;
    }

    private void batch() {
      Property size = subscriber.property("BatchConfiguration").get("MaxBatchSize");
      String service = service();
      OptionalInt written = size.whole();
      int most = MOST.getOrDefault(service, 500);
      if (written.isPresent() && (written.getAsInt() > most || written.getAsInt() < 1)) {
        add(
            BATCH,
            size,
            "MaxBatchSize of " + subscriber + " is " + written.getAsInt() + ".",
            "Write 1 to " + most + ", the range for " + service + ".");
      }
    }

    private String service() {
      Property target = subscriber.property("InvokeConfiguration").get("TargetArn");
      return Arn.service(target.text().orElse(""));
    }

    /** A target that a parameter chooses will change one day. */
    private void replacement() {
      Property target = subscriber.property("InvokeConfiguration").get("TargetArn");
      boolean isChosen =
          target.names().stream()
              .anyMatch(name -> !name.startsWith("AWS::") && !template.hasResource(name));
      String start = subscriber.property("StartingPosition").text().orElse("LATEST");
      if (isChosen && start.equals("LATEST")) {
        add(
            REPLACEMENT,
            target,
            "TargetArn of "
                + subscriber
                + " depends on a parameter, and it starts with the latest"
                + " event.",
            "Name the target by !GetAtt, or change it in two deployments: add a subscriber, then"
                + " remove this one.");
      }
    }

    private void retry() {
      if (subscriber.property("RetryPolicy").isAbsent()
          && subscriber.property("OnFailureConfiguration").isAbsent()) {
        add(
            RETRY,
            subscriber,
            subscriber + " has no RetryPolicy and no OnFailureConfiguration.",
            "Write OnFailureConfiguration: {Arn: !GetAtt DeadLetterQueue.Arn}, and RetryPolicy:"
                + " {MaxRetryAttempts: 185, MaxEventAgeInSeconds: 86400} for what a rule has.");
      }
    }

    private void add(Rule rule, Property at, String seen, String instead) {
      findings.addEach(rule, subscriber.logicalId(), at.at(), seen, instead);
    }

    private void add(Rule rule, Declaration at, String seen, String instead) {
      findings.addEach(rule, subscriber.logicalId(), at.at(), seen, instead);
    }
  }
}
