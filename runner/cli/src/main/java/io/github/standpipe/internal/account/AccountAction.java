package io.github.standpipe.internal.account;

import java.util.List;
import java.util.stream.Stream;

/** Everything that is asked for in an account; each of these reads and none changes anything. */
public enum AccountAction {
  LIST_PIPES(AccountService.PIPES, "pipes:ListPipes", "pipes"),
  DESCRIBE_PIPE(AccountService.PIPES, "pipes:DescribePipe", "pipes"),
  GET_QUEUE_ATTRIBUTES(AccountService.SQS, "sqs:GetQueueAttributes", "queues"),
  LIST_EVENT_BUSES(AccountService.EVENTS, "events:ListEventBuses", "rules"),
  LIST_RULES(AccountService.EVENTS, "events:ListRules", "rules"),
  LIST_RULE_NAMES_BY_TARGET(AccountService.EVENTS, "events:ListRuleNamesByTarget", "rules"),
  LIST_TARGETS_BY_RULE(AccountService.EVENTS, "events:ListTargetsByRule", "targets of rules"),
  LIST_SUBSCRIBERS(AccountService.EVENTS_V2, "events:ListSubscribers", "subscribers"),
  DESCRIBE_SUBSCRIBER(AccountService.EVENTS_V2, "events:DescribeSubscriber", "subscribers"),
  LIST_EVENT_SOURCES(AccountService.EVENTS_V2, "events:ListEventSources", "event sources"),
  DESCRIBE_EVENT_SOURCE(AccountService.EVENTS_V2, "events:DescribeEventSource", "event sources"),
  LIST_SUBSCRIPTIONS(AccountService.SNS, "sns:ListSubscriptions", "subscriptions"),
  GET_SUBSCRIPTION_ATTRIBUTES(AccountService.SNS, "sns:GetSubscriptionAttributes", "subscriptions"),
  GET_TOPIC_ATTRIBUTES(AccountService.SNS, "sns:GetTopicAttributes", "topics"),
  GET_BUCKET_NOTIFICATION(
      AccountService.S3, "s3:GetBucketNotification", "notifications of buckets"),
  LIST_SCHEDULES(AccountService.SCHEDULER, "scheduler:ListSchedules", "schedules"),
  GET_SCHEDULE(AccountService.SCHEDULER, "scheduler:GetSchedule", "schedules"),
  GET_FUNCTION_CONFIGURATION(AccountService.LAMBDA, "lambda:GetFunctionConfiguration", "functions"),
  GET_FUNCTION_POLICY(AccountService.LAMBDA, "lambda:GetPolicy", "policies of functions"),
  GET_ALIAS(AccountService.LAMBDA, "lambda:GetAlias", "aliases of functions"),
  LIST_EVENT_SOURCE_MAPPINGS(
      AccountService.LAMBDA, "lambda:ListEventSourceMappings", "other readers of queues"),
  DESCRIBE_STATE_MACHINE(AccountService.STATES, "states:DescribeStateMachine", "state machines"),
  DESCRIBE_STATE_MACHINE_ALIAS(
      AccountService.STATES, "states:DescribeStateMachineAlias", "aliases of state machines"),
  GET_ROLE(AccountService.IAM, "iam:GetRole", "roles"),
  LIST_ROLE_POLICIES(AccountService.IAM, "iam:ListRolePolicies", "policies of roles"),
  GET_ROLE_POLICY(AccountService.IAM, "iam:GetRolePolicy", "policies of roles"),
  LIST_ATTACHED_ROLE_POLICIES(
      AccountService.IAM, "iam:ListAttachedRolePolicies", "policies of roles"),
  GET_POLICY(AccountService.IAM, "iam:GetPolicy", "managed policies"),
  GET_POLICY_VERSION(AccountService.IAM, "iam:GetPolicyVersion", "managed policies"),
  DESCRIBE_ALARMS(AccountService.CLOUDWATCH, "cloudwatch:DescribeAlarms", "alarms"),
  DESCRIBE_LOG_GROUPS(AccountService.LOGS, "logs:DescribeLogGroups", "log groups"),
  DESCRIBE_KEY(AccountService.KMS, "kms:DescribeKey", "keys"),
  GET_KEY_POLICY(AccountService.KMS, "kms:GetKeyPolicy", "policies of keys");

  private final AccountService service;
  private final String permission;
  private final String subject;

  AccountAction(AccountService service, String permission, String subject) {
    this.service = service;
    this.permission = permission;
    this.subject = subject;
  }

  AccountService service() {
    return service;
  }

  /** What a policy must allow, such as {@code sqs:GetQueueAttributes}. */
  public String permission() {
    return permission;
  }

  /** What is not checked without it, in the plural. */
  String subject() {
    return subject;
  }

  /** The name of the operation in the API. */
  String operation() {
    return this == GET_BUCKET_NOTIFICATION
        ? "GetBucketNotificationConfiguration"
        : permission.substring(permission.indexOf(':') + 1);
  }

  /** All permissions, in alphabetical order. */
  public static List<String> permissions() {
    return Stream.of(values()).map(AccountAction::permission).distinct().sorted().toList();
  }
}
