package io.github.standpipe.internal.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeProperties;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static List<String> differences(String template, String deployed)
      throws JsonProcessingException {
    return PropertyComparison.of(
            (ObjectNode) Json.parse(template), (ObjectNode) Json.parse(deployed))
        .stream()
        .map(d -> d.path() + ": " + d.shownTemplate() + " / " + d.shownDeployed())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Description\": \"\"}",
        "{\"DesiredState\": \"RUNNING\"}",
        "{\"KmsKeyIdentifier\": \"\"}",
        "{\"LogConfiguration\": {\"Level\": \"OFF\"}}",
        "{\"SourceParameters\": {\"SqsQueueParameters\": {\"BatchSize\": 10}}}",
        "{\"SourceParameters\": {\"SqsQueueParameters\": {\"MaximumBatchingWindowInSeconds\": 0}}}",
        "{\"SourceParameters\": {\"KinesisStreamParameters\": {\"BatchSize\": 100}}}",
        "{\"SourceParameters\": {\"FilterCriteria\": {\"Filters\": []}}}",
        "{\"TargetParameters\": {\"StepFunctionStateMachineParameters\":"
            + " {\"InvocationType\": \"REQUEST_RESPONSE\"}}}",
        "{\"Tags\": {\"aws:cloudformation:stack-name\": \"shop\"}}",
        "{\"Name\": \"orders\"}"
      })
  void findsNoDifferenceInWhatTheApiFillsIn(String filled) throws JsonProcessingException {
    assertThat(differences("{}", filled)).isEmpty();
    assertThat(differences(filled, "{}")).isEmpty();
  }

  @Test
  void tellsABatchSizeThatIsNotTheStandardOfItsSource() throws JsonProcessingException {
    assertThat(
            differences(
                "{}", "{\"SourceParameters\": {\"SqsQueueParameters\": {\"BatchSize\": 100}}}"))
        .containsExactly("SourceParameters.SqsQueueParameters.BatchSize: nothing / 100");
  }

  @Test
  void tellsAPipeThatWasStopped() throws JsonProcessingException {
    assertThat(differences("{}", "{\"DesiredState\": \"STOPPED\"}"))
        .containsExactly("DesiredState: nothing / \"STOPPED\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": [1]} | {  \"a\":[1] }",
        "{\"a\": 1, \"b\": 2} | {\"b\": 2, \"a\": 1}",
        "{\"id\": <$.a>} | {\"id\": <$.a>}"
      })
  void comparesInputTemplatesAsJson(String one, String other) throws JsonProcessingException {
    assertThat(differences(template(one), template(other))).isEmpty();
  }

  private static String template(String text) {
    return "{\"TargetParameters\": " + Json.object().put("InputTemplate", text) + "}";
  }

  @Test
  void tellsWhereInAnInputTemplateTheDifferenceIs() throws JsonProcessingException {
    assertThat(
            differences(template("{\"a\": {\"b\": \"<$.x>\"}}"), template("{\"a\": {\"b\": 1}}")))
        .containsExactly("TargetParameters.InputTemplate a.b: \"<$.x>\" / 1");
    assertThat(differences(template("{\"a\": <$.x>}"), template("{\"a\": <$.y>}")))
        .containsExactly(
            "TargetParameters.InputTemplate: \"{\\\"a\\\": <$.x>}\" / \"{\\\"a\\\": <$.y>}\"");
  }

  @Test
  void doesNotTakeBlanksWithinALineOfATemplateForNothing() throws JsonProcessingException {
    assertThat(differences(template("<$.a>  <$.b>"), template("<$.a> <$.b>"))).hasSize(1);
    assertThat(differences(template("{\n  \"a\": <$.x>\n}"), template("{ \"a\": <$.x> }")))
        .isEmpty();
  }

  @Test
  void hidesWhatMayBeASecret() throws JsonProcessingException {
    assertThat(
            differences(
                "{\"EnrichmentParameters\": {\"HttpParameters\": {\"HeaderParameters\": {\"k\":"
                    + " \"a\"}}}}",
                "{\"EnrichmentParameters\": {\"HttpParameters\": {\"HeaderParameters\": {\"k\":"
                    + " \"b\"}}}}"))
        .containsExactly(
            "EnrichmentParameters.HttpParameters.HeaderParameters.k: (hidden) / (hidden)");
  }

  @ParameterizedTest
  @CsvSource({
    "OrderQueue, arn:aws:sqs:us-east-1:123456789012:OrderQueue,"
        + " arn:aws:sqs:eu-west-1:1:shop-OrderQueue-1A2B3C, SAME",
    "OrderQueue, arn:aws:sqs:us-east-1:123456789012:OrderQueue,"
        + " arn:aws:sqs:eu-west-1:1:shop-OrderQueue-1A2B3C.fifo, SAME",
    "OrderQueue, arn:aws:sqs:us-east-1:123456789012:OrderQueue,"
        + " arn:aws:sqs:eu-west-1:1:orders, UNKNOWN",
    "OrderQueue, arn:aws:sqs:us-east-1:123456789012:OrderQueue,"
        + " arn:aws:kinesis:eu-west-1:1:stream/shop-OrderQueue-1A, DIFFERENT",
    "Role, arn:aws:iam::123456789012:role/Role,"
        + " arn:aws:iam::1:role/service-role/shop-Role-9Z, SAME",
    "Role, arn:aws:iam::123456789012:role/Role, arn:aws:iam::1:role/shop-RoleOfOthers-9Z, UNKNOWN",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn:live,"
        + " arn:aws:lambda:eu-west-1:1:function:shop-Fn-9Z:live, SAME",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn:live,"
        + " arn:aws:lambda:eu-west-1:1:function:shop-Fn-9Z:old, DIFFERENT",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-west-1:1:function:shop-Fn-9Z, SAME",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-west-1:1:function:shop-Fn-9Z:3, DIFFERENT",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-central-1:1:function:shop-Fn-9Z, DIFFERENT",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-west-1:2:function:shop-Fn-9Z, DIFFERENT",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-west-1:1:function:shop-eu-Fn-9Z, DIFFERENT",
    "Fn, arn:aws:lambda:us-east-1:123456789012:function:Fn,"
        + " arn:aws:lambda:eu-west-1:1:function:other-Fn-9Z, DIFFERENT",
    "OrderQueue, arn:aws:sqs:us-east-1:123456789012:OrderQueue,"
        + " arn:aws:sqs:eu-west-1:1:OrderQueue, DIFFERENT",
    "OrderQueue, arn:aws:sqs:us-east-1:1:OrderQueue, arn:aws:sqs:us-east-1:1:OrderQueue,"
        + " DIFFERENT",
    "M, arn:aws:states:us-east-1:123456789012:stateMachine:M,"
        + " arn:aws:states:eu-west-1:1:stateMachine:M-9Z, SAME",
    "M, arn:aws:states:us-east-1:123456789012:stateMachine:M,"
        + " arn:aws:states:eu-west-1:1:stateMachine:M-9Z:2, DIFFERENT",
    "Role, arn:aws:iam::123456789012:role/Role, arn:aws:iam::2:role/shop-Role-9Z, DIFFERENT"
  })
  void knowsANameThatCloudFormationMade(
      String logicalId, String template, String deployed, ValueMatch likeness) {
    var open =
        new PipeProperties.Open(
            List.of(logicalId + ".Arn"), Optional.of(logicalId), true, "t.yaml:1: it is open");

    Home home = new Home("aws", "eu-west-1", "1", Optional.of("shop"));
    assertThat(ValueMatch.of(open, home, Optional.of(template), Optional.of(deployed)))
        .isEqualTo(likeness);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-west-1:1:orders, SAME",
    "arn:aws-cn:sqs:cn-north-1:1:orders, DIFFERENT",
    "arn:aws:sqs:eu-central-1:1:orders, DIFFERENT",
    "arn:aws:sqs:eu-west-1:2:orders, DIFFERENT",
    "arn:aws:sqs:us-east-1:123456789012:orders, DIFFERENT",
    "arn:aws:sqs:eu-west-1:1:others, DIFFERENT"
  })
  void takesThePlaceOfThePipeWhereOnlyThePlaceIsNotKnown(String deployed, ValueMatch likeness) {
    Home home = new Home("aws", "eu-west-1", "1", Optional.empty());
    var open =
        new PipeProperties.Open(
            List.of("AWS::Region", "AWS::AccountId"), Optional.of("Q"), false, "t.yaml:1: open");

    assertThat(
            ValueMatch.of(
                open,
                home,
                Optional.of("arn:aws:sqs:us-east-1:123456789012:orders"),
                Optional.of(deployed)))
        .isEqualTo(likeness);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": []} | {}",
        "{\"a\": {}} | {}",
        "{} | {\"body\": {}}",
        "{\"a\": [1]} | {\"a[0]\": 1}",
        "{\"a\": {\"b\": 1}} | {\"a.b\": 1}",
        "{\"a\": []} | {\"a\": {}}",
        "{\"a\": null} | {}",
        "[] | {}",
        "{\"a\": 5} | {\"a\": \"5\"}",
        "{\"a\": \"x y\"} | {\"a\": \"x\\ny\"}",
        "{\"a\": <$.b>} | {\"a\": \"<$.b>\"}",
        "{\"a\": <$.b>, \"c\": []} | {\"a\": <$.b>}",
        "{\"a\": \"<$.b> <$.c>\"} | {\"a\": \"<$.b>  <$.c>\"}"
      })
  void findsEachDifferenceOfValues(String one, String other) throws JsonProcessingException {
    assertThat(differences(template(one), template(other))).isNotEmpty();
    assertThat(differences(template(other), template(one))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 5} | {\"a\": 5.0}",
        "{\"a\": [1e2]} | {\"a\": [100]}",
        "{\"a\": <$.b>, \"c\": 5} | { \"c\": 5.0, \"a\": <$.b> }"
      })
  void takesNumbersByTheirValue(String one, String other) throws JsonProcessingException {
    assertThat(differences(template(one), template(other))).isEmpty();
  }

  @Test
  void countsLineFeedsOfATextThatIsNotJson() throws JsonProcessingException {
    assertThat(differences(template("one\ntwo"), template("one two"))).hasSize(1);
    assertThat(differences(template("<$.a>\n<$.b>"), template("<$.a> <$.b>"))).hasSize(1);
  }

  @Test
  void setsKeysApartThatLookLikePaths() throws JsonProcessingException {
    assertThat(differences(template("{\"a.b\": 1}"), template("{\"a.b\": 2}")))
        .containsExactly("TargetParameters.InputTemplate [\"a.b\"]: 1 / 2");
  }

  @Test
  void comparesTagsThatLookLikePatternsAsTexts() throws JsonProcessingException {
    assertThat(
            differences(
                "{\"Tags\": {\"a.Pattern\": \"{}\"}}", "{\"Tags\": {\"a.Pattern\": \"{ }\"}}"))
        .containsExactly("Tags.a.Pattern: \"{}\" / \"{ }\"");
  }

  @Test
  void countsTheItemsOfAList() throws JsonProcessingException {
    assertThat(
            differences(
                "{\"TargetParameters\": {\"L\": [{}, {\"M\": []}]}}",
                "{\"TargetParameters\": {\"L\": [{\"N\": 1}]}}"))
        .containsExactly(
            "TargetParameters.L[1]: {\"M\":[]} / nothing", "TargetParameters.L[0].N: nothing / 1");
  }
}
