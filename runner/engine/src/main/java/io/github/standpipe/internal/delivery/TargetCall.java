package io.github.standpipe.internal.delivery;

import io.github.standpipe.pipe.Target;

/** The call that Pipes makes to a target. */
public final class TargetCall {
  private TargetCall() {}

  /** The name of the API's operation. */
  public static String name(Target target) {
    return switch (target) {
      case Target.OfMachine machine -> machine.waits() ? "StartSyncExecution" : "StartExecution";
      case Target.OfFunction function -> "Invoke";
      case Target.OfQueue queue -> "SendMessageBatch";
      case Target.OfBus bus -> "PutEvents";
      case Target.OfLogGroup group -> "PutLogEvents";
      case Target.OfOther other -> "the call of the target";
    };
  }
}
