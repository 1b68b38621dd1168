package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How a missing permission, a rejected role or a malformed ARN is reported, and what to write
 * instead.
 */
class RefusalsTest {
  private static final String SHARED =
      """
      Shared:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}}
          Policies: [{PolicyName: a, PolicyDocument: {Statement: {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Quarantine.Arn}}}]
      Quarantine: {Type: AWS::SQS::Queue}
      OrderEnricher: {Properties: {Role: !GetAtt Shared.Arn}}
      """;

  @Test
  void aRoleThatFunctionsNameIsOneEntryWithItsLog() {
    List<Permissions> all = Permissions.of(Laid.template(SHARED));

    assertThat(all).extracting(Permissions::holder).containsExactly("OrderPipeRole", "Shared");
    assertThat(all.getLast().lacks())
        .containsExactly(
            new Permissions.Allowed(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                "the function's log group (AWSLambdaBasicExecutionRole)",
                "to log"));
    assertThat(all.getLast().excess()).containsExactly("sqs:SendMessage on !GetAtt Quarantine.Arn");
  }

  @Test
  void aSharedRoleHasNotTooMuchIfOneOfItsFunctionsNeedsIt() {
    String both =
        SHARED.replace(
                "OrderEnricher: {Properties: {",
                "OrderEnricher: {Properties: {Environment: {Variables: {QUARANTINE_QUEUE_URL: !Ref"
                    + " Quarantine}}, ")
            + "Second: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Shared.Arn}}\n"
            + Laid.pipe("Target: !GetAtt Second.Arn");

    assertThat(Permissions.of(Laid.template(both)))
        .filteredOn(one -> one.holder().equals("Shared"))
        .singleElement()
        .satisfies(one -> assertThat(one.excess()).isEmpty());
  }

  @Test
  void anAliasThatAParameterNamesIsNotWrittenOut() {
    String alias = "OrderEnricher: {Properties: {AutoPublishAlias: !Ref AWS::StackName}}\n";

    assertThat(Permissions.of(Laid.template(alias)).getFirst().least())
        .extracting(Permissions.Allowed::resource)
        .contains("!Ref OrderEnricher.Alias");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref AWS::StackName",
        "!Sub 'l${AWS::StackName}'",
        "!If [IsLive, live, other]",
        "!ImportValue live"
      })
  void anAliasByAnIntrinsicIsTheOneThatIsCalled(String alias) {
    Template template =
        Laid.template("OrderEnricher: {Properties: {AutoPublishAlias: " + alias + "}}\n");

    assertThat(Permissions.of(template).getFirst().lacks()).isEmpty();
    assertThat(Permissions.of(template).getFirst().excess()).isEmpty();
    assertThat(Permissions.of(template).getFirst().least())
        .extracting(Permissions.Allowed::resource)
        .contains("!Ref OrderEnricher.Alias")
        .doesNotContain("!Sub ${OrderEnricher.Arn}:live");
  }

  @Test
  void aRoleOfThreePipesAndTwoFunctionsIsOneEntryForAll() {
    StringBuilder more = new StringBuilder(SHARED);
    for (int i = 0; i < 2; i++) {
      more.append(
          """
          Queue%1$d: {Type: AWS::SQS::Queue}
          Second%1$d: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Shared.Arn}}
          Pipe%1$d: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt OrderPipeRole.Arn, Source: !GetAtt Queue%1$d.Arn, Enrichment: !GetAtt Second%1$d.Arn, Target: !Ref OrderMachine}}
          """
              .formatted(i));
    }

    assertThat(Permissions.of(Laid.template(more.toString())))
        .extracting(Permissions::holder, Permissions::users)
        .containsExactly(
            tuple("OrderPipeRole", Set.of("OrderPipe", "Pipe0", "Pipe1")),
            tuple("Shared", Set.of("OrderPipe", "Pipe0", "Pipe1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{Action: 'logs:*'} | ",
        "{Action: ['logs:CreateLogStream', 'LOGS:putlogevents']} | ",
        "{NotAction: 'sqs:*'} | ",
        "{Action: 'logs:PutLogEvents'} | logs:CreateLogStream",
        "{Action: 'sqs:*'} | logs:CreateLogStream logs:PutLogEvents",
        "{NotAction: 'logs:*'} | logs:CreateLogStream logs:PutLogEvents"
      })
  void aFunctionsOwnRoleLacksTheRightsToLog(String actions, String lacking) {
    String statement = actions.replace("{", "{Effect: Allow, Resource: '*', ");
    String role =
        SHARED.replace(
            "Statement: {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt"
                + " Quarantine.Arn}",
            "Statement: " + statement);

    assertThat(role).contains(statement);
    assertThat(
            Permissions.of(Laid.template(role)).getLast().lacks().stream()
                .flatMap(lack -> lack.actions().stream()))
        .isEqualTo(lacking == null ? List.of() : List.of(lacking.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true", "a, a, true", "*, '', true", "a*c, abbc, true", "a?c, abc, true",
    "a?c, ac, false", "*b*, aab, true", "a*, b, false", "**a, ba, true", "a*b*c, axbxbc, true"
  })
  void wildcardsMatch(String pattern, String text, boolean matches) {
    assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
  }
}
