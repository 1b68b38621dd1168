package io.github.standpipe.internal.account;

import io.github.standpipe.json.Arn;
import java.util.Map;
import java.util.Optional;

/** The account and the region that are read. */
record AccountHome(String partition, String region, String account) {

  static AccountHome of(String arn) {
    Arn parsed = Arn.of(arn);
    return new AccountHome(parsed.partition(), parsed.region(), parsed.account());
  }

  /** Whether an ARN is of this account, and of this region or of none. */
  boolean has(String arn) {
    Optional<Arn> parsed = Arn.parse(arn);
    return parsed.isPresent()
        && (parsed.get().region().isEmpty() || parsed.get().region().equals(region))
        && (parsed.get().account().isEmpty() || parsed.get().account().equals(account));
  }

  String arn(String service, String resource) {
    return new Arn(partition, service, region, account, resource).toString();
  }

  /** The end of the names of servers. */
  String suffix() {
    return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /** The address of a queue, as SQS gives it. */
  String queueUrl(String name) {
    return "https://sqs." + region + "." + suffix() + "/" + account + "/" + name;
  }

  /** The values of pseudo parameters. */
  Map<String, String> pseudo() {
    return Map.of(
        "AWS::Region", region,
        "AWS::AccountId", account,
        "AWS::Partition", partition,
        "AWS::URLSuffix", suffix());
  }
}
