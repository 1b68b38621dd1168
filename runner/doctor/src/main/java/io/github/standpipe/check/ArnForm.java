package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The form of ARNs that the API accepts, and the services of each end of a pipe. */
final class ArnForm {
  private static final String REGION = "[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}";
  private static final Set<String> WITHOUT_REGION = Set.of("iam", "s3", "route53", "cloudfront");
  private static final Map<String, Set<String>> SERVICES =
      Map.of(
          "RoleArn", Set.of("iam"),
          "Role", Set.of("iam"),
          "deadLetterTargetArn", Set.of("sqs"),
          "Source", Set.of("sqs", "kinesis", "dynamodb", "mq", "kafka"),
          "Enrichment", Set.of("lambda", "states", "events", "execute-api"),
          "LogGroupArn", Set.of("logs"));

  /** What is wrong, and what to write. */
  record Fault(String observed, String instead) {}

  private ArnForm() {}

  static Optional<Fault> fault(String arn, String property) {
    return Arn.parse(arn)
        .map(parts -> fault(parts, property))
        .orElseGet(() ->
            because(
                "it has fewer than six parts", "arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE"));
  }

  private static Optional<Fault> fault(Arn arn, String property) {
    boolean global = WITHOUT_REGION.contains(arn.service());
    if (!arn.partition().matches("aws(-[a-z]+)*")) {
      return because(
          "its partition is '" + arn.partition() + "'", "the partition aws, aws-cn or aws-us-gov");
    }
    if (!arn.service().matches("[a-z0-9-]+")) {
      return because("its service is '" + arn.service() + "'", "the service, such as sqs");
    }
    if (global ? !arn.region().isEmpty() : !arn.region().matches(REGION)) {
      String right = global ? "no region" : "the region, such as eu-west-1";
      return because("its region is '" + arn.region() + "'", right);
    }
    if (!arn.account().matches("[0-9]{12}|aws")) {
      return because("its account is '" + arn.account() + "'", "the 12 digits of the account");
    }
    return arn.resource().isEmpty()
        ? because("its resource is ''", "the name of the resource at the end")
        : service(arn.service(), property);
  }

  private static Optional<Fault> service(String service, String property) {
    Set<String> taken = SERVICES.getOrDefault(property, Set.of(service));
    return taken.contains(service)
        ? Optional.empty()
        : because(
            "its service is '" + service + "'",
            "an ARN of " + String.join(", ", taken.stream().sorted().toList()));
  }

  private static Optional<Fault> because(String seen, String instead) {
    return Optional.of(new Fault(seen, "Write " + instead + "."));
  }
}
