package io.github.standpipe.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes templates whose pipe has all of its permissions, in random forms, and breaks one of them.
 */
final class RandomPolicies {
  /** An action on a resource of the template. */
  record Right(String action, String resource, String arn) {}

  /**
   * A template and its expected result.
   *
   * @param rule that must have a finding; empty for a correct template
   * @param words that the finding must have
   */
  record Sample(String yaml, String rule, String words, String how) {}

  private static final List<String> ASSUMED =
      List.of(
          "Action: sts:AssumeRole",
          "Action: [sts:AssumeRole, sts:TagSession]",
          "Action: STS:assumerole",
          "Action: 'sts:*'",
          "NotAction: sts:TagSession");
  private static final List<String> MET =
      List.of(
          "",
          ", Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}",
          ", Condition: {ArnLike: {'aws:SourceArn': 'arn:aws:pipes:*:*:pipe/*'}}",
          ", Condition: {StringLike: {AWS:SourceArn: !Sub"
              + " 'arn:${AWS::Partition}:pipes:*:*:pipe/%s'}}",
          ", Condition: {StringEquals: {aws:SourceAccount: '111122223333'}}");
  private static final List<String> MISTRUST =
      List.of(
          "{Effect: Deny, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:TagSession}",
          "{Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: sts:AssumeRole}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, NotAction: 'sts:*'}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole,"
              + " Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:pipes:*:*:pipe/another'}}}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole,"
              + " Condition: {ArnLike: {'aws:SourceArn': !GetAtt Source.Arn}}}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole,"
              + " Condition: {StringEquals: {'aws:SourceArn': 'arn:aws:pipes:*:*:pipe/*'}}}",
          "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: sts:AssumeRole,"
              + " Condition: {StringEquals: {aws:SourceAccount: '12345'}}}");

  private final Random random;
  private final List<String> resources = new ArrayList<>();
  private final List<String> inline = new ArrayList<>();
  private final List<String> attributes = new ArrayList<>();
  private final List<Right> rights = new ArrayList<>();
  private final String kind;
  private final boolean sourceKey;
  private final boolean targetKey;
  private final boolean namedRole;

  private RandomPolicies(Random random) {
    this.random = random;
    this.kind = pick(List.of("sqs", "sqs", "sns", "bus", "machine"));
    this.sourceKey = random.nextInt(3) == 0;
    this.targetKey = random.nextInt(2) == 0 && kind.equals("sqs");
    this.namedRole = random.nextBoolean();
  }

  static Sample right(Random random) {
    RandomPolicies policies = new RandomPolicies(random);
    policies.write(-1, "");
    return policies.sample("", "", "");
  }

  static Sample broken(Random random) {
    RandomPolicies policies = new RandomPolicies(random);
    return switch (random.nextInt(6)) {
      case 0 -> policies.mistrusted();
      case 1 -> policies.unwatched();
      default -> policies.lacking();
    };
  }

  private Sample mistrusted() {
    write(-1, "");
    String statement = pick(MISTRUST);
    return sample("role-not-assumable", statement, "");
  }

  private Sample unwatched() {
    write(-1, "");
    return sample("no-dead-letter-alarm", "", "");
  }

  private Sample lacking() {
    rights();
    int index = random.nextInt(rights.size());
    Right right = rights.get(index);
    List<String> ways =
        new ArrayList<>(
            List.of("dropped", "denied", "elsewhere", "excepted", "unmet", "bounded", "spared"));
    if (right.action().startsWith("kms:")) {
      ways.add("refused");
    }
    String how = pick(ways);
    rights.clear();
    write(index, how);
    Sample sample = sample("role-lacks-action", "", how);
    return new Sample(sample.yaml(), sample.rule(), right.action(), how + " " + right);
  }

  private void rights() {
    for (String action : List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
      rights.add(new Right("sqs:" + action, "Source", "!GetAtt Source.Arn"));
    }
    rights.add(
        switch (kind) {
          case "sqs" -> new Right("sqs:SendMessage", "Target", "!GetAtt Target.Arn");
          case "sns" -> new Right("sns:Publish", "Target", "!Ref Target");
          case "bus" -> new Right("events:PutEvents", "Target", "!GetAtt Target.Arn");
          default -> new Right("states:StartExecution", "Target", "!Ref Target");
        });
    if (sourceKey) {
      rights.add(new Right("kms:Decrypt", "SourceKey", "!GetAtt SourceKey.Arn"));
    }
    if (targetKey) {
      rights.add(new Right("kms:Decrypt", "TargetKey", "!GetAtt TargetKey.Arn"));
      rights.add(new Right("kms:GenerateDataKey", "TargetKey", "!GetAtt TargetKey.Arn"));
    }
  }

  /** Grants all permissions except one, which is broken. */
  private void write(int broken, String how) {
    rights();
    String refusing = how.equals("refused") ? rights.get(broken).resource() : "";
    keys(refusing);
    for (int i = 0; i < rights.size(); i++) {
      grant(rights.get(i), i == broken ? how : "");
    }
    noise();
    boundary(broken, how);
  }

  private void grant(Right right, String how) {
    String action = right.action();
    switch (how) {
      case "dropped" -> {}
      case "elsewhere" -> policy(allow("Action: " + action, "Resource: !GetAtt Other.Arn", ""));
      case "excepted" ->
          policy(
              allow("NotAction: ['" + prefix(action) + "*']", "Resource: '*'", "")
                  .replace("Resource: '*'", "Resource: " + right.arn()));
      case "spared" -> policy(allow("Action: " + action, "NotResource: " + right.arn(), ""));
      case "unmet" ->
          policy(
              allow(
                  "Action: " + action,
                  "Resource: " + right.arn(),
                  ", Condition: {Bool: {aws:SecureTransport: false}}"));
      default -> {
        if (!byResource(right, how)) {
          policy(allow(action(right), resource(right), how.isEmpty() ? condition() : ""));
        }
        if (how.equals("denied")) {
          deny(right);
        }
      }
    }
  }

  private static String prefix(String action) {
    return action.substring(0, action.length() - 3);
  }

  private String condition() {
    return pick(
        List.of(
            "",
            "",
            ", Condition: {Bool: {'aws:SecureTransport': 'true'}}",
            ", Condition: {StringEquals: {aws:RequestedRegion: eu-west-1}}"));
  }

  private String action(Right right) {
    String action = right.action();
    List<String> others =
        rights.stream().map(Right::action).filter(one -> !one.equals(action)).distinct().toList();
    return switch (random.nextInt(6)) {
      case 0 -> "Action: [" + action.toUpperCase(Locale.ROOT) + ", logs:PutLogEvents]";
      case 1 -> "Action: '" + prefix(action) + "*'";
      case 2 -> "Action: '" + prefix(action) + "???'";
      case 3 ->
          "NotAction: [iam:*, "
              + others.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "))
              + "]";
      default -> "Action: " + action;
    };
  }

  private String resource(Right right) {
    List<String> others =
        rights.stream()
            .filter(one -> !one.resource().equals(right.resource()))
            .map(Right::arn)
            .distinct()
            .toList();
    return switch (random.nextInt(5)) {
      case 0 -> "NotResource: [!GetAtt Other.Arn, " + String.join(", ", others) + "]";
      case 1 -> "Resource: [!GetAtt Other.Arn, " + right.arn() + "]";
      case 2 ->
          "Resource: !Sub '"
              + (right.arn().startsWith("!Ref")
                  ? "${" + right.resource() + "}"
                  : "${" + right.resource() + ".Arn}")
              + "*'";
      default -> "Resource: " + right.arn();
    };
  }

  private static String allow(String action, String resource, String more) {
    return "{Effect: Allow, " + action + ", " + resource + more + "}";
  }

  /** Puts the policy in one of the places that a role's policy may have. */
  private void policy(String statement) {
    String document = "PolicyDocument: {Version: '2012-10-17', Statement: [" + statement + "]}";
    String id = "Policy" + resources.size();
    switch (random.nextInt(6)) {
      case 0 -> policy(id, "Policy", "PolicyName: a, Roles: [!Ref Role], " + document);
      case 1 -> policy(id, "RolePolicy", "PolicyName: a, RoleName: !Ref Role, " + document);
      case 2 -> policy(id, "ManagedPolicy", "Roles: [!Ref Role], " + document);
      case 3 -> {
        policy(id, "ManagedPolicy", "Path: /app/, ManagedPolicyName: " + id + ", " + document);
        attributes.add("!Ref " + id);
      }
      default -> inline.add("{PolicyName: " + id + inline.size() + ", " + document + "}");
    }
  }

  private void policy(String id, String type, String properties) {
    resources.add(id + ": {Type: AWS::IAM::" + type + ", Properties: {" + properties + "}}");
  }

  private void deny(Right right) {
    boolean queue = right.action().startsWith("sqs:");
    if (queue && random.nextBoolean()) {
      String principal = pick(List.of("'*'", "{AWS: '*'}", "{AWS: !GetAtt Role.Arn}"));
      queuePolicy(
          right,
          "{Effect: Deny, Principal: "
              + principal
              + ", Action: "
              + right.action()
              + ", Resource: '*'}");
      return;
    }
    policy(
        "{Effect: Deny, "
            + pick(
                List.of("Action: " + right.action(), "Action: '" + prefix(right.action()) + "*'"))
            + ", "
            + pick(
                List.of(
                    "Resource: " + right.arn(),
                    "NotResource: " + others(right, "!GetAtt Other.Arn")))
            + "}");
  }

  private boolean byResource(Right right, String how) {
    if (!how.isEmpty() || random.nextInt(4) > 0) {
      return false;
    }
    String statement =
        "{Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: " + right.action();
    switch (right.action()) {
      case "sqs:SendMessage", "sqs:ReceiveMessage" ->
          queuePolicy(right, statement + ", Resource: " + right.arn() + "}");
      case "sns:Publish" ->
          resources.add(
              "Topic"
                  + resources.size()
                  + ": {Type: AWS::SNS::TopicPolicy, Properties: {Topics:"
                  + " [!Ref Target], PolicyDocument: {Statement: ["
                  + statement
                  + ", Resource: '*'}]}}}");
      case "events:PutEvents" ->
          resources.add(
              "Bus"
                  + resources.size()
                  + ": {Type: AWS::Events::EventBusPolicy, Properties:"
                  + " {EventBusName: !Ref Target, StatementId: a, Statement: "
                  + statement
                  + ", Resource: !GetAtt Target.Arn}}}");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void queuePolicy(Right right, String statement) {
    resources.add(
        "Queue"
            + resources.size()
            + ": {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref "
            + right.resource()
            + "], PolicyDocument: {Statement: ["
            + statement
            + "]}}}");
  }

  /** Statements that look like a denial but are not. */
  private void noise() {
    List<String> harmless =
        List.of(
            "{Effect: Deny, Action: 'sqs:*', Resource: !GetAtt Other.Arn}",
            "{Effect: Deny, Action: ['iam:*', sqs:PurgeQueue], Resource: '*'}",
            "{Effect: Deny, Action: '*', Resource: '*', Condition: {Bool: {aws:SecureTransport:"
                + " 'false'}}}",
            "{Effect: Deny, NotAction: ['sqs:*', 'sns:*', 'events:*', 'states:*', 'kms:*'],"
                + " Resource: '*'}",
            "{Effect: Deny, Action: '*', Resource: '*', Condition: {StringNotEquals:"
                + " {aws:PrincipalTag/team: orders}}}");
    // the last one does not decide whether it holds
    if (random.nextBoolean()) {
      policy(pick(harmless));
    }
    if (random.nextInt(3) == 0) {
      queuePolicy(
          rights.getFirst(),
          "{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: {Bool:"
              + " {aws:SecureTransport: 'false'}}}");
    }
  }

  private String others(Right right, String first) {
    return Stream.concat(
            Stream.of(first),
            rights.stream()
                .filter(one -> !one.resource().equals(right.resource()))
                .map(Right::arn)
                .distinct())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void boundary(int broken, String how) {
    boolean bounded = how.equals("bounded");
    if (!bounded && random.nextInt(3) > 0) {
      return;
    }
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < rights.size(); i++) {
      if (!bounded || i != broken) {
        Right right = rights.get(i);
        statements.add(
            allow(
                "Action: " + right.action().toLowerCase(Locale.ROOT),
                "Resource: " + right.arn(),
                ""));
      }
    }
    String all =
        bounded || random.nextBoolean()
            ? String.join(", ", statements)
            : allow("Action: '*'", "Resource: '*'", "");
    resources.add(
        "Boundary: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: ["
            + all
            + "]}}}");
  }

  private void keys(String refusing) {
    if (sourceKey) {
      key("SourceKey", refusing);
    }
    if (targetKey) {
      key("TargetKey", refusing);
    }
  }

  private void key(String id, String refusing) {
    String account =
        "{Effect: Allow, Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::"
            + "${AWS::AccountId}:root'}, Action: 'kms:*', Resource: '*'}";
    String other =
        "{Effect: Allow, Principal: {Service: sqs.amazonaws.com}, Action: 'kms:*',"
            + " Resource: '*'}";
    String policy =
        id.equals(refusing)
            ? "KeyPolicy: {Statement: [" + other + "]}"
            : pick(List.of("", "KeyPolicy: {Statement: [" + account + ", " + other + "]}"));
    resources.add(id + ": {Type: AWS::KMS::Key, Properties: {" + policy + "}}");
    resources.add(
        id
            + "Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/"
            + id
            + ", TargetKeyId: !Ref "
            + id
            + "}}");
  }

  private String keyOf(String id) {
    return pick(
        List.of("!Ref " + id, "!GetAtt " + id + ".Arn", "alias/" + id, "!Ref " + id + "Alias"));
  }

  private Sample sample(String rule, String mistrust, String how) {
    String name = random.nextBoolean() ? "Name: orders, " : "";
    String met = pick(MET).formatted(name.isEmpty() ? "*" : "orders");
    String trust =
        mistrust.isEmpty()
            ? "{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, "
                + pick(ASSUMED)
                + met
                + "}"
            : mistrust;
    boolean bounded = resources.stream().anyMatch(one -> one.startsWith("Boundary"));
    resources.add(
        "Role: {Type: AWS::IAM::Role, Properties: {"
            + (namedRole ? "Path: /service/, RoleName: pipe-role, " : "")
            + (bounded ? "PermissionsBoundary: !Ref Boundary, " : "")
            + "AssumeRolePolicyDocument: {Statement: ["
            + trust
            + "]}, ManagedPolicyArns: ["
            + String.join(", ", attributes)
            + "], Policies: ["
            + String.join(", ", inline)
            + "]}}");
    String role =
        namedRole && random.nextBoolean()
            ? "arn:aws:iam::111122223333:role/service/pipe-role"
            : "!GetAtt Role.Arn";
    resources.add(
        "Pipe: {Type: AWS::Pipes::Pipe, Properties: {"
            + name
            + "RoleArn: "
            + role
            + ", Source: !GetAtt Source.Arn, Target: "
            + targetArn()
            + parameters()
            + "}}");
    ends();
    alarm(rule.equals("no-dead-letter-alarm"));
    String yaml = resources.stream().map(one -> "  " + one + "\n").collect(Collectors.joining());
    return new Sample("Resources:\n" + yaml, rule, "", how + " " + mistrust);
  }

  private String targetArn() {
    return kind.equals("sns") || kind.equals("machine") ? "!Ref Target" : "!GetAtt Target.Arn";
  }

  private String parameters() {
    return kind.equals("machine")
        ? ", TargetParameters: {StepFunctionStateMachineParameters: {InvocationType:"
            + " FIRE_AND_FORGET}}"
        : "";
  }

  private void ends() {
    resources.add("Other: {Type: AWS::SQS::Queue}");
    resources.add("Dead: {Type: AWS::SQS::Queue}");
    resources.add(
        "Source: {Type: AWS::SQS::Queue, Properties: {"
            + (sourceKey ? "KmsMasterKeyId: " + keyOf("SourceKey") + ", " : "")
            + "RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}}}");
    resources.add(
        switch (kind) {
          case "sqs" ->
              "Target: {Type: AWS::SQS::Queue"
                  + (targetKey ? ", Properties: {KmsMasterKeyId: " + keyOf("TargetKey") + "}" : "")
                  + "}";
          case "sns" -> "Target: {Type: AWS::SNS::Topic}";
          case "bus" -> "Target: {Type: AWS::Events::EventBus, Properties: {Name: orders}}";
          default ->
              "Target: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString:"
                  + " '{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}'}}";
        });
  }

  private void alarm(boolean broken) {
    String queue = broken ? "Other" : "Dead";
    String insights =
        broken
            ? "SELECT MAX(Errors) FROM SCHEMA(\"AWS/Lambda\", FunctionName)"
            : "SELECT MAX(ApproximateNumberOfMessagesVisible) FROM SCHEMA(\"AWS/SQS\","
                + " QueueName) GROUP BY QueueName";
    resources.add(
        switch (random.nextInt(4)) {
          case 0 ->
              "Watch: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a, Parameters:"
                  + " {Name: !GetAtt "
                  + queue
                  + ".QueueName}}}";
          case 1 ->
              "Watch: {Type: AWS::CloudWatch::Alarm, Properties: {Metrics: [{Id: a, Period: 60,"
                  + " Expression: '"
                  + insights
                  + "'}], Threshold: 0, EvaluationPeriods: 1,"
                  + " ComparisonOperator: GreaterThanThreshold}}";
          case 2 ->
              "Watch: {Type: AWS::Serverless::Application, Properties: {Location: a, Parameters:"
                  + " {Names: !Join [',', [a, !GetAtt "
                  + queue
                  + ".QueueName]]}}}";
          default ->
              "Watch: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName:"
                  + " ApproximateNumberOfMessagesVisible, Statistic: Maximum, Period: 60,"
                  + " Threshold: 0, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold,"
                  + " Dimensions: [{Name: QueueName, Value: !GetAtt "
                  + queue
                  + ".QueueName}]}}";
        });
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
