package io.github.standpipe.template;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The pseudo parameters with a string value, with values that belong to no real account. */
final class Pseudo {
  static final String NO_VALUE = "AWS::NoValue";
  static final String NOTIFICATION_ARNS = "AWS::NotificationARNs";
  private static final Map<String, String> LOCAL =
      Map.of(
          "AWS::Region",
          "us-east-1",
          "AWS::AccountId",
          "123456789012",
          "AWS::Partition",
          "aws",
          "AWS::StackName",
          "standpipe",
          "AWS::URLSuffix",
          "amazonaws.com",
          NOTIFICATION_ARNS,
          "");

  private final Map<String, String> given;

  Pseudo(Map<String, String> given) {
    this.given = given;
  }

  /** The default value of a pseudo parameter. */
  static String local(String name) {
    return Objects.requireNonNull(LOCAL.get(name));
  }

  static Set<String> names() {
    Set<String> names = new TreeSet<>(LOCAL.keySet());
    names.add("AWS::StackId");
    return names;
  }

  boolean has(String name) {
    return LOCAL.containsKey(name) || name.equals("AWS::StackId");
  }

  String value(String name) {
    String value = given.getOrDefault(name, LOCAL.get(name));
    return value == null ? stackId() : value;
  }

  private String stackId() {
    return arn(
        "cloudformation",
        "stack/" + value("AWS::StackName") + "/00000000-0000-0000-0000-000000000000");
  }

  /** The ARN that a resource of a service has in the given account and region. */
  String arn(String service, String resource) {
    return arn(service, value("AWS::Region"), value("AWS::AccountId"), resource);
  }

  String arn(String service, String region, String account, String resource) {
    return String.join(":", "arn", value("AWS::Partition"), service, region, account, resource);
  }
}
