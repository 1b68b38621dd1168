package io.github.standpipe.internal.account;

import io.github.standpipe.internal.local.SignedHttp.Endpoint;

/** A service that is asked, and the protocol that it speaks. */
enum AccountService {
  PIPES(new Endpoint("pipes", "pipes", "PIPES", "Pipes"), ""),
  SQS(new Endpoint("sqs", "sqs", "SQS", "Sqs"), "AmazonSQS"),
  EVENTS(new Endpoint("events", "events", "EVENTBRIDGE", "EventBridge"), "AWSEvents"),
  EVENTS_V2(
      new Endpoint("eventsv2", "events", "EVENTBRIDGEV2", "EventBridgeV2"),
      "/service/AWSEventsV2/operation/"),
  SNS(new Endpoint("sns", "sns", "SNS", "Sns"), "2010-03-31"),
  S3(new Endpoint("s3", "s3", "S3", "S3"), ""),
  SCHEDULER(new Endpoint("scheduler", "scheduler", "SCHEDULER", "Scheduler"), ""),
  LAMBDA(new Endpoint("lambda", "lambda", "LAMBDA", "Lambda"), ""),
  STATES(new Endpoint("states", "states", "SFN", "Sfn"), "AWSStepFunctions"),
  IAM(new Endpoint("iam", "iam", "IAM", "Iam"), "2010-05-08"),
  CLOUDWATCH(new Endpoint("monitoring", "monitoring", "CLOUDWATCH", "CloudWatch"), "2010-08-01"),
  LOGS(new Endpoint("logs", "logs", "CLOUDWATCH_LOGS", "CloudWatchLogs"), "Logs_20140328"),
  KMS(new Endpoint("kms", "kms", "KMS", "Kms"), "TrentService");

  private final Endpoint endpoint;
  private final String protocol;

  AccountService(Endpoint endpoint, String protocol) {
    this.endpoint = endpoint;
    this.protocol = protocol;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** The prefix of its targets, the version of its queries, or the path of its operations. */
  String protocol() {
    return protocol;
  }

  /** Whether it does not exist in each region. */
  boolean isRegional() {
    return this == EVENTS_V2 || this == SCHEDULER || this == PIPES;
  }
}
