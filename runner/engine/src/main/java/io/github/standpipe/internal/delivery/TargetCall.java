package io.github.standpipe.internal.delivery;

import io.github.standpipe.pipe.Target;

/** The call that Pipes makes to a target. */
public final class TargetCall {
  private TargetCall() {}

  /** What a target gets once for a batch: {@code execution}, {@code call} or {@code request}. */
  public static String request(Target target) {
    return switch (target) {
      case Target.OfMachine machine -> "execution";
      case Target.OfFunction function -> "call";
      case Target.OfQueue queue -> "request";
      case Target.OfBus bus -> "request";
      case Target.OfLogGroup group -> "request";
      case Target.OfOther other -> "request";
    };
  }

  /** The name of the API's operation. */
  public static String name(Target target) {
    return switch (target) {
      case Target.OfMachine machine -> machine.waits() ? "StartSyncExecution" : "StartExecution";
      case Target.OfFunction function -> "Invoke";
      case Target.OfQueue queue -> "SendMessageBatch";
      case Target.OfBus bus -> "PutEvents";
      case Target.OfLogGroup group -> "PutLogEvents";
      case Target.OfOther other -> other(other.type());
    };
  }

  private static String other(String type) {
    return switch (type) {
      case "AWS::SNS::Topic" -> "PublishBatch";
      case "AWS::Kinesis::Stream" -> "PutRecords";
      case "AWS::KinesisFirehose::DeliveryStream" -> "PutRecordBatch";
      case "AWS::Events::ApiDestination" -> "InvokeApiDestination";
      case "AWS::ApiGateway::RestApi" -> "Invoke";
      default -> "the call of the target";
    };
  }
}
