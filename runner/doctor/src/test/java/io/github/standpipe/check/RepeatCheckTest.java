package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatCheckTest {
  private static final String COUNT =
      update("SET n = n + :one", "{':one': {N: '1'}}").replace("End: true", "Next: B");

  private static String update(String expression, String values) {
    return "{Type: Task, Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: {TableName:"
        + " t, Key: {id: {S.$: '$[0].id'}}, UpdateExpression: '"
        + expression
        + "', ExpressionAttributeValues: "
        + values
        + "}, End: true}";
  }

  private static String task(String resource, String parameters) {
    return "{Type: Task, Resource: '%s', Parameters: %s, End: true}"
        .formatted(resource, parameters);
  }

  private static List<String> found(String states) {
    return Laid.findings(Laid.machine("{StartAt: A, States: {" + states + "}}")).stream()
        .filter(one -> one.rule().id().equals("start-repeats-effect"))
        .map(Finding::observed)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET n = n + :one                             | true",
        "set n=n+:one                                 | true",
        "SET a = :v, n = :one + n                     | true",
        "SET #n = if_not_exists(#n, :zero) + :one     | true",
        "SET l = list_append(l, :list)                | true",
        "SET l = list_append(if_not_exists(l, :e), :list), n = :one | true",
        "SET d.n = d.n - :one REMOVE x                | true",
        "REMOVE x ADD n :one                          | true",
        "ADD s :set                                   | false",
        "ADD n :elsewhere                             | false",
        "SET n = m + :one                             | false",
        "SET n = nn + :one                            | false",
        "SET n = d.n + :one                           | false",
        "SET n = if_not_exists(n, :one)               | false",
        "SET seen = :one, setAdded = :one             | false",
        "DELETE s :set                                | false",
        "nothing of the kind                          | false"
      })
  void readsWhetherAnUpdateChangesTheItemAgain(String expression, boolean counts) {
    String values = "{':one': {N: '1'}, ':set': {SS: [x]}, ':list': {L: []}}";

    assertThat(found("A: " + update(expression, values))).hasSize(counts ? 1 : 0);
  }

  @Test
  void namesTheStateAndWhatItDoes() {
    assertThat(found("A: " + update("ADD n :one", "{':one': {N: '1'}}")))
        .containsExactly(
            "State A of OrderMachine adds to a value by its UpdateExpression, also for an event"
                + " that comes again.");
    assertThat(found("A: " + task("arn:aws:states:::ecs:runTask.sync", "{TaskDefinition: t}")))
        .containsExactly(
            "State A of OrderMachine starts new work by ecs:runTask, also for an event that comes"
                + " again.");
    assertThat(found("A: " + task("arn:aws:states:::sns:publish", "{PhoneNumber: p, Message: m}")))
        .containsExactly(
            "State A of OrderMachine sends a text message, also for an event that comes again.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:states:::lambda:invoke",
        "arn:aws:states:::dynamodb:getItem",
        "arn:aws:states:::states:startExecution",
        "arn:aws:states:::http:invoke",
        "arn:aws:lambda:us-east-1:123456789012:function:f"
      })
  void saysNothingBesideATaskThatMayKnowAnEventAgain(String resource) {
    assertThat(found("A: " + COUNT + ", B: " + task(resource, "{FunctionName: f}"))).isEmpty();
  }

  @Test
  void reportsBesideMessages() {
    String publish = task("arn:aws:states:::sns:publish", "{TopicArn: t, Message: m}");

    assertThat(found("A: " + COUNT + ", B: " + publish)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Type: Task, Resource: 'arn:aws:states:::ecs:runTask', Parameters: {ClientToken.$:"
            + " '$[0].id'}, End: true}",
        "{Type: Task, Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: {TableName: t,"
            + " ConditionExpression: 'last < :one', UpdateExpression: 'ADD n :one',"
            + " ExpressionAttributeValues: {':one': {N: '1'}}}, End: true}",
        "{Type: Task, Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: {TableName: t,"
            + " UpdateExpression.$: '$[0].update'}, End: true}"
      })
  void saysNothingOfATokenAConditionOrWhatIsNotKnown(String state) {
    assertThat(found("A: " + state)).isEmpty();
  }

  @Test
  void readsArgumentsInJsonata() {
    String arguments =
        Json.text(Json.object().put("TaskDefinition", "{% $states.input[0].task %}"));
    assertThat(
            found(
                "A: {Type: Task, QueryLanguage: JSONata, Resource: 'arn:aws:states:::ecs:runTask',"
                    + " Arguments: "
                    + arguments
                    + ", End: true}"))
        .hasSize(1);
  }
}
