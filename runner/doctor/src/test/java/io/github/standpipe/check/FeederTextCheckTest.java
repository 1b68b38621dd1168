package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS rejects in the texts of feeders is found at its place, and nothing else is. */
class FeederTextCheckTest {
  private static final Path FED = Path.of("runner/doctor/src/test/check/fed.yaml");

  private static List<String> found(String resources) {
    Template template = Overlaid.template(FED, resources, Path.of("laid.yaml"), 1);
    Findings findings = new Findings();
    new FeederTextCheck().examine(template, findings);
    return findings.all().stream()
        .map(finding -> finding.at().line() + " " + finding.rule().id() + ": " + finding.observed())
        .toList();
  }

  private static void assertFound(
      String resources, @Nullable String rule, @Nullable String observed) {
    assertThat(found(resources))
        .isEqualTo(observed == null ? List.of() : List.of(rule + ": " + observed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{source: shop}|Event pattern is not valid. Reason: \"source\" must be an object or an"
            + " array",
        "{source: []}|Event pattern is not valid. Reason: Empty arrays are not allowed",
        "{source: [{prefx: a}]}|Event pattern is not valid. Reason: Unrecognized match type prefx",
        "'{\"source\": [\"a\"'|Event pattern is not valid. Reason: it is not JSON: it ends too"
            + " early: expected close marker for Array:1:16",
        "[a]|Event pattern is not valid. Reason: Filter is not an object",
        "{source: [{wildcard: 'a*b'}]}|",
        "{source: [{anything-but: {suffix: a}}], detail: {a: [{exists: false}, 1, null]}}|",
        "'{\"$or\": [{\"source\": [\"a\"]}, {\"account\": [\"1\"]}]}'|",
        "{source: [!ImportValue source]}|",
        "!ImportValue pattern|",
      })
  void aRuleOrAnArchiveHasAPattern(String pattern, @Nullable String reason) {
    String observed = reason == null ? null : " is rejected: " + reason + ".";
    assertFound(
        "Wrong:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: " + pattern,
        "4 feed-pattern-invalid",
        observed == null ? null : "EventPattern of Wrong" + observed);
    assertFound(
        "Kept:\n  Type: AWS::Events::Archive\n  Properties:\n    EventPattern: " + pattern,
        "4 feed-pattern-invalid",
        observed == null ? null : "EventPattern of Kept" + observed);
    assertFound(
        """
        Brought:
          Type: AWS::EventsV2::EventSource
          Properties:
            Configuration:
              AwsServiceEventsConfiguration:
                Pattern: %s
        """
            .formatted(pattern),
        "6 feed-pattern-invalid",
        observed == null ? null : "Pattern of Brought" + observed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ship: [a]}|MessageAttributes|",
        "{ship: {name: [a]}}|MessageBody|",
        "{ship: {name: [a]}}|!ImportValue scope|",
        "{ship: {name: [a]}}|MessageAttributes|Invalid parameter: Filter policy scope"
            + " MessageAttributes does not support nested filter policy",
        "{ship: a}|MessageBody|Event pattern is not valid. Reason: \"ship\" must be an object or an"
            + " array",
      })
  void aSubscriptionHasAPolicy(String policy, String scope, @Nullable String reason) {
    assertFound(
        """
        TidesWrapped:
          Properties:
            FilterPolicy: %s
            FilterPolicyScope: %s
        """
            .formatted(policy, scope),
        "3 feed-pattern-invalid",
        reason == null ? null : "FilterPolicy of TidesWrapped is rejected: " + reason + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DATA|'{\"source\": [\"a\"]}'||",
        "DATA|'[\"a\"]'||",
        "METADATA|'{\"kind\": [{\"prefix\": \"a\"}]}'||",
        "!ImportValue scope|'{\"source\": [\"a\"]}'||",
        "body|'{\"source\": [\"a\"]}'|5 subscriber-scope-unknown|Boarded has a filter of the scope"
            + " 'body'.",
        "DATA|'{\"source\": \"a\"}'|6 feed-pattern-invalid|Pattern of Boarded is rejected: Event"
            + " pattern is not valid. Reason: \"source\" must be an object or an array.",
      })
  void aSubscriberHasScopesAndPatterns(
      String scope, String pattern, @Nullable String rule, @Nullable String observed) {
    assertFound(
        """
        Boarded:
          Properties:
            FilterConfiguration:
              Filters:
                - Scope: %s
                  Pattern: %s
        """
            .formatted(scope, pattern),
        rule,
        observed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'{% $events.Data %}'|",
        "'{% {\"a\": $events.Data.a[b > 1], \"t\": $now()} %}'|",
        "!ImportValue expression|",
        "'$events.Data'|Expression of Boarded cannot be read: it is not an expression; write {% and"
            + " %} around the whole.",
        "'{% $events.Data.( %}'|Expression of Boarded cannot be read: it is not JSONata: ",
        "'{% {\"a\" 1} %}'|Expression of Boarded cannot be read: it is not JSONata: ",
      })
  void aTransformerHasAnExpression(String expression, @Nullable String observed) {
    List<String> found =
        found(
            """
            Boarded:
              Properties:
                Transformer:
                  Type: JSONATA
                  JsonataConfiguration:
                    Expression: %s
            """
                .formatted(expression));
    if (observed == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found)
          .singleElement()
          .asString()
          .startsWith("6 subscriber-expression-invalid: " + observed.strip());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{MessageGroupId: constant}|",
        "{MessageGroupId: '{% $events.SystemMetadata.EventGroupId %}'}|",
        "{MessageGroupId: '{% $events. %}'}|MessageGroupId",
        "{MessageAttributes: {a: {DataType: String, StringValue: '{% ) %}'}}}|StringValue",
      })
  void aParameterOfTheTargetMayBeAnExpression(String parameters, @Nullable String key) {
    List<String> found =
        found(
            """
            Boarded:
              Properties:
                InvokeConfiguration:
                  TargetArn: !GetAtt PilotQueue.Arn
                  RoleArn: !ImportValue role
                  SqsParameters: %s
            """
                .formatted(parameters));
    if (key == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found)
          .singleElement()
          .asString()
          .startsWith("6 subscriber-expression-invalid: " + key + " of Boarded cannot be read: it");
    }
  }
}
