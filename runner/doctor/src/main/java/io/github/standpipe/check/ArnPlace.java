package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.stream.Stream;

/**
 * A property of a pipe, or of a resource it leads to, that holds the ARN of another resource.
 *
 * @param path of the property: {@code RedrivePolicy.deadLetterTargetArn}
 */
record ArnPlace(Declaration resource, String path, Property value) {
  private static final List<String> OF_PIPE =
      List.of(
          "RoleArn",
          "Source",
          "Enrichment",
          "Target",
          "SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn",
          "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn",
          "TargetParameters.EcsTaskParameters.TaskDefinitionArn",
          "LogConfiguration.FirehoseLogDestination.DeliveryStreamArn",
          "LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn");

  static Stream<ArnPlace> of(Subject subject) {
    return Stream.of(
            OF_PIPE.stream().map(path -> at(subject.pipe(), path)),
            subject.queue().stream().map(ArnPlace::deadLetters),
            subject.functions().stream().map(one -> at(one, "Role")),
            subject.machine().stream().map(one -> at(one, one.isServerless() ? "Role" : "RoleArn")))
        .flatMap(places -> places);
  }

  private static ArnPlace at(Declaration resource, String path) {
    Property found = resource.properties();
    for (String key : path.split("\\.")) {
      found = found.get(key);
    }
    return new ArnPlace(resource, path, found);
  }

  private static ArnPlace deadLetters(Declaration queue) {
    String key = "deadLetterTargetArn";
    return new ArnPlace(queue, "RedrivePolicy." + key, QueueLinks.redrive(queue).get(key));
  }

  /** The name of the property. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
