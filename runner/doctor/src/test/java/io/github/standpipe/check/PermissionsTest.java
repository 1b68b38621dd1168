package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The permissions that roles and functions need, lack or have in excess. */
class PermissionsTest {
  private static final String ENRICHER =
      """
      Customers:
        Type: AWS::DynamoDB::Table
        Properties: {TableName: customers}
      Payloads:
        Type: AWS::S3::Bucket
        Properties: {BucketName: payloads}
      Quarantine: {Type: AWS::SQS::Queue}
      OrderEnricher:
        Properties:
          Policies: [%s]
          Environment:
            Variables:
              LOOKUP_CUSTOMERS: !Sub dynamodb:${Customers}#key=id
              LOOKUP_FAR: dynamodb:elsewhere#key=id
              LOOKUP_PAYLOADS: !Sub s3:${Payloads}/orders/{key}.json
              LOOKUP_STOCK: https://stock.example.com/{key}
              QUARANTINE_QUEUE_URL: !Ref Quarantine
      """;

  private static Permissions of(String resources, String holder) {
    return Permissions.of(Laid.template(resources)).stream()
        .filter(permissions -> permissions.holder().equals(holder))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(List<Permissions.Allowed> allowed) {
    return allowed.stream()
        .map(one -> one.actions() + " on " + one.resource() + " " + one.purpose())
        .toList();
  }

  @Test
  void thePipesRoleNeedsItsQueueItsFunctionAsCalledAndItsMachine() {
    Permissions role = of("Other: {Type: AWS::SQS::Queue}\n", "OrderPipeRole");

    assertThat(lines(role.least()))
        .containsExactly(
            "[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes] on !GetAtt"
                + " OrderQueue.Arn to read OrderQueue",
            "[lambda:InvokeFunction] on !Sub ${OrderEnricher.Arn}:live to enrich with"
                + " OrderEnricher:live",
            "[states:StartExecution] on !Ref OrderMachine to deliver to OrderMachine");
    assertThat(role.users()).containsExactly("OrderPipe");
    assertThat(role.lacks()).isEmpty();
    assertThat(role.excess()).isEmpty();
    assertThat(role.unknown()).isEmpty();
  }

  @Test
  void aFunctionNeedsItsTablesBucketsAndQuarantine() {
    Permissions function = of(ENRICHER.formatted(""), "OrderEnricher");

    assertThat(lines(function.least()))
        .containsExactly(
            "[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents] on the function's log"
                + " group (AWSLambdaBasicExecutionRole) to log",
            "[dynamodb:BatchGetItem] on !GetAtt Customers.Arn to look up in Customers",
            "[dynamodb:BatchGetItem] on !Sub arn:${AWS::Partition}:dynamodb:${AWS::Region}:"
                + "${AWS::AccountId}:table/elsewhere to look up in elsewhere",
            "[s3:GetObject] on !Sub ${Payloads.Arn}/* to look up in Payloads",
            "[s3:ListBucket] on !GetAtt Payloads.Arn to look up in Payloads",
            "[sqs:SendMessage] on !GetAtt Quarantine.Arn to quarantine in Quarantine");
    assertThat(lines(function.lacks()))
        .containsExactly(
            "[dynamodb:BatchGetItem] on !GetAtt Customers.Arn to look up in Customers",
            "[dynamodb:BatchGetItem] on !Sub arn:${AWS::Partition}:dynamodb:${AWS::Region}:"
                + "${AWS::AccountId}:table/elsewhere to look up in elsewhere",
            "[s3:GetObject] on !Sub ${Payloads.Arn}/* to look up in Payloads",
            "[sqs:SendMessage] on !GetAtt Quarantine.Arn to quarantine in Quarantine");
  }

  @Test
  void knowsThePolicyTemplatesOfSam() {
    String policies =
        "{DynamoDBReadPolicy: {TableName: !Ref Customers}}, {DynamoDBReadPolicy: {TableName:"
            + " elsewhere}}, {S3ReadPolicy: {BucketName: !Ref Payloads}}, {SQSSendMessagePolicy:"
            + " {QueueName: !GetAtt Quarantine.QueueName}}";

    assertThat(of(ENRICHER.formatted(policies), "OrderEnricher").lacks()).isEmpty();
    assertThat(
            lines(
                of(ENRICHER.formatted(policies.replace("!Ref Customers", "other")), "OrderEnricher")
                    .lacks()))
        .containsExactly(
            "[dynamodb:BatchGetItem] on !GetAtt Customers.Arn to look up in Customers");
  }

  @Test
  void aPolicyTemplateThatIsNotKnownMayAllowAnything() {
    Permissions function =
        of(
            ENRICHER.formatted("{AWSSecretsManagerRotationPolicy: {FunctionName: a}}"),
            "OrderEnricher");

    assertThat(function.lacks()).isEmpty();
    assertThat(function.unknown()).containsExactly("laid.yaml:10: a mapping");
  }

  @Test
  void aKeyOfTheCustomersMustBeUsable() {
    String key =
        """
        Key: {Type: AWS::KMS::Key}
        OrderQueue: {Properties: {KmsMasterKeyId: !Ref Key}}
        """;

    assertThat(lines(of(key, "OrderPipeRole").lacks()))
        .containsExactly("[kms:Decrypt] on !GetAtt Key.Arn to decrypt what OrderQueue holds");
  }

  @Test
  void tellsWhatNoPipeNeeds() {
    String more =
        """
        More:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref OrderPipeRole]
            PolicyDocument:
              Statement:
                - {Effect: Allow, Action: [sqs:PurgeQueue, sqs:ReceiveMessage], Resource: !GetAtt OrderQueue.Arn}
                - {Effect: Allow, Action: states:StartExecution, Resource: '*'}
                - {Effect: Deny, Action: s3:*, Resource: '*'}
        """;

    assertThat(of(more, "OrderPipeRole").excess())
        .containsExactly("sqs:PurgeQueue on !GetAtt OrderQueue.Arn", "states:StartExecution on *");
  }

  @Test
  void aRoleOutsideTheTemplateIsNotKnown() {
    Permissions role =
        of(
            Laid.pipe("RoleArn: arn:aws:iam::111122223333:role/p"),
            "arn:aws:iam::111122223333:role/p");

    assertThat(role.least()).hasSize(3);
    assertThat(role.lacks()).isEmpty();
    assertThat(role.unknown()).containsExactly("its policies are not in the template");
  }
}
