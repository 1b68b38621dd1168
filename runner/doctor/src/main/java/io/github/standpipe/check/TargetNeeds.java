package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The permissions to deliver to a target. */
record TargetNeeds(Needs needs, Subject subject) {

  Stream<Need> of(String service, Property target) {
    return switch (service) {
      case "lambda" -> Stream.of(deliver(target, "lambda:InvokeFunction"));
      case "sqs" -> Stream.of(deliver(target, "sqs:SendMessage"));
      case "sns" -> Stream.of(deliver(target, "sns:Publish"));
      case "event-bus" -> Stream.of(deliver(target, "events:PutEvents"));
      case "states" -> states(target);
      case "api-destination" -> Stream.of(deliver(target, "events:InvokeApiDestination"));
      case "execute-api" -> Stream.of(Needs.route(deliver(target, "execute-api:Invoke")));
      case "kinesis" ->
          Stream.of(deliver(target, "kinesis:PutRecord", "kinesis:PutRecords").doubted());
      case "firehose" ->
          Stream.of(deliver(target, "firehose:PutRecord", "firehose:PutRecordBatch").doubted());
      case "logs" ->
          Stream.of(
              need(
                  needs.need(target, "").reference(),
                  "to deliver to " + of(target),
                  "logs:CreateLogStream",
                  "logs:PutLogEvents"));
      case "ecs" -> ecs();
      case "batch" -> Stream.of(needs.anywhere("to deliver to " + of(target), "batch:SubmitJob"));
      case "sagemaker" -> Stream.of(deliver(target, "sagemaker:StartPipelineExecution").doubted());
      case "inspector" ->
          Stream.of(needs.anywhere("to deliver to " + of(target), "inspector:StartAssessmentRun"));
      case "timestream" ->
          Stream.of(
              deliver(target, "timestream:WriteRecords").doubted(),
              needs.anywhere("to find the table's endpoint", "timestream:DescribeEndpoints"));
      case "redshift" -> redshift(target);
      default -> Stream.of();
    };
  }

  private Stream<Need> states(Property target) {
    List<String> ways = Needs.starting(subject);
    Need need = deliver(target, ways.toArray(String[]::new));
    return Stream.of(ways.size() == 1 ? need : need.doubted());
  }

  private Stream<Need> ecs() {
    Property task = subject.at("TargetParameters", "EcsTaskParameters", "TaskDefinitionArn");
    return Stream.of(
        needs.need(task, "run", "ecs:RunTask").doubted(),
        need("the roles of its task definition", "to hand over to its tasks", "iam:PassRole"),
        need("its tasks, if they are tagged", "to tag them", "ecs:TagResource"));
  }

  private Stream<Need> redshift(Property target) {
    Property secret = subject.at("TargetParameters", "RedshiftDataParameters", "SecretManagerArn");
    Need run =
        deliver(target, "redshift-data:BatchExecuteStatement", "redshift-data:ExecuteStatement")
            .doubted();
    return secret.isAbsent()
        ? Stream.of(
            run,
            need(
                "the database and its user",
                "to sign in",
                "redshift:GetClusterCredentials",
                "redshift:GetClusterCredentialsWithIAM",
                "redshift-serverless:GetCredentials"))
        : Stream.of(
            run,
            needs
                .need(
                    secret,
                    "sign in with",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:DescribeSecret")
                .doubted());
  }

  private Need deliver(Property target, String... actions) {
    return needs.need(target, "deliver to", actions);
  }

  private static Need need(String resource, String purpose, String... actions) {
    return new Need(List.of(actions), Optional.empty(), resource, purpose);
  }

  private String of(Property target) {
    return ResourceNames.bare(needs.need(target, "deliver to").reference());
  }
}
