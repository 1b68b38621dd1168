package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The permissions to read a source, as listed in the AWS guide to Pipes. */
record SourceNeeds(Needs needs, Subject subject) {
  private static final String[] NETWORK = {
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs"
  };
  private static final String[] LOG = {
    "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"
  };
  private static final String[] KAFKA = {
    "kafka-cluster:Connect",
    "kafka-cluster:DescribeGroup",
    "kafka-cluster:AlterGroup",
    "kafka-cluster:DescribeTopic",
    "kafka-cluster:ReadData",
    "kafka-cluster:DescribeClusterDynamicConfiguration"
  };

  List<Need> of(String service, Property source) {
    return switch (service) {
      case "sqs" ->
          List.of(
              read(source, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"));
      case "dynamodb" ->
          List.of(
              read(
                  source,
                  "dynamodb:DescribeStream",
                  "dynamodb:GetRecords",
                  "dynamodb:GetShardIterator"),
              needs.anywhere("to find streams", "dynamodb:ListStreams"));
      case "kinesis" -> kinesis(source);
      case "mq" ->
          Stream.of(Stream.of(read(source, "mq:DescribeBroker")), secrets(), network("the broker"))
              .flatMap(some -> some)
              .toList();
      case "kafka" ->
          Stream.of(
                  Stream.of(
                      read(source, "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers")
                          .doubted(),
                      needs.anywhere("if it authenticates with IAM", KAFKA)),
                  secrets(),
                  network("the cluster"))
              .flatMap(some -> some)
              .toList();
      case "self-managed-kafka" -> Stream.concat(secrets(), network("the cluster")).toList();
      default -> List.of();
    };
  }

  private List<Need> kinesis(Property source) {
    return List.of(
        read(
                source,
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
                "kinesis:SubscribeToShard")
            .doubting(
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:ListShards",
                "kinesis:SubscribeToShard"),
        needs.anywhere("to find streams", "kinesis:ListStreams"));
  }

  private Need read(Property source, String... actions) {
    return needs.need(source, "read", actions);
  }

  private Stream<Need> network(String what) {
    return Stream.of(
        needs.anywhere("to reach " + what + " in its network", NETWORK),
        needs.anywhere("to log events of the connection", LOG));
  }

  /** The secrets for signing in, and the key that may encrypt them. */
  private Stream<Need> secrets() {
    Property parameters = subject.at("SourceParameters");
    List<Property> secrets =
        parameters.keys().stream()
            .map(parameters::get)
            .flatMap(one -> Stream.of(one.get("Credentials"), one.get("ServerRootCaCertificate")))
            .flatMap(one -> one.isMapping() ? one.keys().stream().map(one::get) : Stream.of(one))
            .filter(one -> one.isText() || one.isUnknown())
            .toList();
    return secrets.stream()
        .flatMap(secret ->
            Stream.of(
                needs.need(secret, "sign in with", "secretsmanager:GetSecretValue").doubted(),
                new Need(
                    List.of("kms:Decrypt"),
                    Optional.empty(),
                    "the key of that secret, if it is your own",
                    "to decrypt it")))
        .distinct();
  }
}
