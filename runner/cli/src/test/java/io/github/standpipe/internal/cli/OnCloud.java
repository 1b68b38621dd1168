package io.github.standpipe.internal.cli;

import io.github.standpipe.internal.deployed.Cloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account on our own server, which the SDK finds by the properties of this process. */
final class OnCloud implements AutoCloseable {
  static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:shop-OrderQueue-1A2B3C";
  static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:111122223333:function:shop-OrderEnricher-4D5E6F";
  static final String MACHINE =
      "arn:aws:states:eu-west-1:111122223333:stateMachine:OrderMachine-7G8H9I";
  static final String ROLE = "arn:aws:iam::111122223333:role/shop-OrderPipeRole-0J1K2L";

  private final Cloud cloud;
  private final Map<String, @Nullable String> before = new HashMap<>();

  private OnCloud(Cloud cloud) {
    this.cloud = cloud;
    set("aws.region", "eu-west-1");
    set("aws.accessKeyId", "key");
    set("aws.secretAccessKey", "secret");
    set("aws.endpointUrlPipes", cloud.endpoint());
    set("aws.endpointUrlEventBridge", cloud.endpoint());
    set("aws.configFile", "/nonexistent");
    set("aws.sharedCredentialsFile", "/nonexistent");
  }

  static OnCloud start() throws IOException {
    return new OnCloud(Cloud.start());
  }

  void set(String property, String value) {
    if (!before.containsKey(property)) {
      before.put(property, System.getProperty(property));
    }
    System.setProperty(property, value);
  }

  Cloud cloud() {
    return cloud;
  }

  /** The sample pipe, as its template deploys it. */
  OnCloud withOrderPipe(String name, String state, String more) throws IOException {
    cloud.with(name, state, "{" + more + orderPipe().substring(1));
    return this;
  }

  private static String orderPipe() throws IOException {
    String pattern;
    try (Stream<String> lines =
        Files.lines(Path.of("runner/cli/src/test/shop/pipes/template.yaml"))) {
      pattern =
          String.join(
              " ",
              lines
                  .dropWhile(line -> !line.contains("- Pattern: |"))
                  .skip(1)
                  .takeWhile(line -> !line.contains("SqsQueueParameters"))
                  .map(String::strip)
                  .toList());
    }
    return """
    {"RoleArn": "%s", "Source": "%s", "Enrichment": "%s", "Target": "%s",
     "Description": "Hydrates each placed order and starts OrderMachine with the batch",
     "SourceParameters": {"FilterCriteria": {"Filters": [{"Pattern": "%s"}]},
       "SqsQueueParameters": {"BatchSize": 10}},
     "TargetParameters":
       {"StepFunctionStateMachineParameters": {"InvocationType": "FIRE_AND_FORGET"}}}
    """
        .formatted(ROLE, QUEUE, FUNCTION, MACHINE, pattern.replace("\"", "\\\""));
  }

  @Override
  public void close() {
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
    cloud.close();
  }
}
