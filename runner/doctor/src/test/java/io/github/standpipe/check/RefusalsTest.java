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
  private static final String DENY =
      """
      Denies:
        Type: AWS::IAM::Policy
        Properties:
          Roles: [!Ref OrderPipeRole]
          PolicyDocument: {Statement: {Effect: Deny, Action: 'states:*', Resource: '*'}}
      """;
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

  private static List<String> seen(String resources, String rule) {
    return Laid.findings(resources).stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .map(finding -> finding.observed() + " " + finding.instead())
        .toList();
  }

  @Test
  void aDenyWins() {
    assertThat(seen(DENY, "role-lacks-action"))
        .containsExactly(
            "OrderPipeRole is denied states:StartExecution to deliver to OrderMachine."
                + " Remove states:StartExecution on !Ref OrderMachine from the Deny.");
  }

  @Test
  void aBoundaryMustAllowItToo() {
    String boundary =
        """
        OrderPipeRole: {Properties: {PermissionsBoundary: !Ref Boundary}}
        Boundary:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            PolicyDocument: {Statement: {Effect: Allow, NotAction: 'lambda:*', Resource: '*'}}
        """;

    assertThat(seen(boundary, "role-lacks-action"))
        .containsExactly(
            "The permissions boundary of OrderPipeRole does not allow lambda:InvokeFunction to"
                + " enrich with OrderEnricher:live. Allow lambda:InvokeFunction on !Sub"
                + " ${OrderEnricher.Arn}:live in the boundary too.");
  }

  @Test
  void aKeyMustLetTheAccountOrTheRoleUseIt() {
    String key =
        """
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy: {Statement: {Effect: Allow, Principal: {Service: sqs.amazonaws.com}, Action: 'kms:*', Resource: '*'}}
        OrderQueue: {Properties: {KmsMasterKeyId: !GetAtt Key.Arn}}
        """;

    assertThat(seen(key, "role-lacks-action"))
        .containsExactly(
            "The key's own policy does not let OrderPipeRole use kms:Decrypt to decrypt what"
                + " OrderQueue holds. Allow kms:Decrypt to the role, or kms:* to the account, in"
                + " the KeyPolicy of !GetAtt Key.Arn.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deny  | sts:AssumeRole   | ''" + " | denies pipes.amazonaws.com sts:AssumeRole",
        "Allow | sts:TagSession   | ''"
            + " | names pipes.amazonaws.com and does not allow it sts:AssumeRole",
        "Allow | 'sts:Assume*'    | ', Condition: {ArnLike: {aws:SourceArn: !GetAtt"
            + " OrderQueue.Arn}}' | allows pipes.amazonaws.com sts:AssumeRole under a condition"
            + " that OrderPipe does not meet",
        "Allow | sts:AssumeRole   | ', Condition: {StringEquals: {aws:SourceAccount: 12345}}'"
            + " | allows pipes.amazonaws.com sts:AssumeRole under a condition that OrderPipe does"
            + " not meet"
      })
  void aTrustPolicyIsReadAndNotSearched(String effect, String action, String more, String fault) {
    String trust =
        "OrderPipeRole: {Properties: {AssumeRolePolicyDocument: {Statement: {Effect: %s, Principal:"
            + " {Service: pipes.amazonaws.com}, Action: '%s'%s}}}}\n";

    assertThat(seen(trust.formatted(effect, action, more), "role-not-assumable"))
        .containsExactly(
            "The trust policy of OrderPipeRole "
                + fault
                + ". Write Principal: {Service:"
                + " pipes.amazonaws.com} and Action: sts:AssumeRole.");
  }

  @Test
  void aRoleWithAPathIsKnownByItsArn() {
    String role =
        Laid.pipe("RoleArn: arn:aws:iam::111122223333:role/app/order-pipe")
            + "OrderPipeRole: {Properties: {Path: /app/, RoleName: order-pipe, Policies: []}}\n";

    assertThat(seen(role, "role-lacks-action")).hasSize(3);
    assertThat(seen(role.replace("/app/,", "/other/,"), "role-lacks-action")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:sqs:us-east-1:12345:orders | its account is '12345' | the 12 digits of the"
            + " account",
        "arn:amazon:sqs:us-east-1:123456789012:orders | its partition is 'amazon' | the partition"
            + " aws, aws-cn or aws-us-gov",
        "arn:aws:sqs:europe:123456789012:orders | its region is 'europe' | the region, such as"
            + " eu-west-1",
        "arn:aws:s3:eu-west-1:123456789012:orders | its region is 'eu-west-1' | no region",
        "arn:aws:sns:eu-west-1:123456789012:orders | its service is 'sns' | an ARN of dynamodb,"
            + " kafka, kinesis, mq, sqs",
        "arn:aws:sqs:eu-west-1:orders | it has fewer than six parts |"
            + " arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE"
      })
  void anArnHasItsForm(String arn, String fault, String instead) {
    assertThat(seen(Laid.pipe("Source: " + arn), "not-an-arn"))
        .containsExactly(
            "Source of OrderPipe is '" + arn + "': " + fault + ". Write " + instead + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:sqs:cn-north-1:123456789012:orders",
    "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:orders",
    "arn:aws:kafka:ap-southeast-2:123456789012:cluster/a/b",
    "smk://broker:9092"
  })
  void anArnOfAnyPartitionIsRight(String arn) {
    assertThat(seen(Laid.pipe("Source: " + arn), "not-an-arn")).isEmpty();
  }

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

  @Test
  void aNameThatCloudFormationMakesUpMayBeginWithTheStacksName() {
    String role =
        """
        OrderPipeRole:
          Properties:
            Policies:
              - PolicyName: a
                PolicyDocument:
                  Statement:
                    - {Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:aws:sqs:*:*:${AWS::StackName}-*'}
                    - {Effect: Allow, Action: lambda:InvokeFunction, Resource: !Ref OrderEnricher.Alias}
                    - {Effect: Allow, Action: states:StartExecution, Resource: !Ref OrderMachine}
        """;

    assertThat(seen(role, "role-lacks-action")).isEmpty();
    assertThat(seen(role + "OrderQueue: {Properties: {QueueName: orders}}\n", "role-lacks-action"))
        .hasSize(1);
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
