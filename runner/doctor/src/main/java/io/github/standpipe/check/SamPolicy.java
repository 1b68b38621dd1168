package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy template of SAM that this project needs to know.
 *
 * @param parameter that names the resource
 * @param arn the end of the resource's ARN before its name, with the service
 */
record SamPolicy(List<String> actions, String parameter, String arn) {
  private static final Map<String, SamPolicy> KNOWN =
      Map.of(
          "SQSSendMessagePolicy",
          new SamPolicy(List.of("sqs:SendMessage*"), "QueueName", "sqs:*:*:"),
          "SQSPollerPolicy",
          new SamPolicy(
              List.of(
                  "sqs:ChangeMessageVisibility",
                  "sqs:DeleteMessage",
                  "sqs:GetQueueAttributes",
                  "sqs:ReceiveMessage"),
              "QueueName",
              "sqs:*:*:"),
          "LambdaInvokePolicy",
          new SamPolicy(List.of("lambda:InvokeFunction"), "FunctionName", "lambda:*:*:function:"),
          "DynamoDBReadPolicy",
          new SamPolicy(
              List.of(
                  "dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:BatchGetItem"),
              "TableName",
              "dynamodb:*:*:table/"),
          "DynamoDBCrudPolicy",
          new SamPolicy(
              List.of("dynamodb:*Item", "dynamodb:Query", "dynamodb:Scan"),
              "TableName",
              "dynamodb:*:*:table/"),
          "S3ReadPolicy",
          new SamPolicy(
              List.of("s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation"),
              "BucketName",
              "s3:::"),
          "S3CrudPolicy",
          new SamPolicy(
              List.of("s3:GetObject", "s3:ListBucket", "s3:PutObject"), "BucketName", "s3:::"),
          "StepFunctionsExecutionPolicy",
          new SamPolicy(
              List.of("states:StartExecution"), "StateMachineName", "states:*:*:stateMachine:"));

  static Optional<SamPolicy> of(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /** What it grants with the parameters of a function. */
  Statement with(Property parameters) {
    Property name = parameters.get(parameter);
    Optional<String> named = name.text().map(text -> text.replaceAll(".*[:/]", ""));
    return Statement.granting(actions, named.map(text -> "arn:*:" + arn + text + end()), name);
  }

  private String end() {
    return arn.startsWith("s3") ? "*" : "";
  }
}
