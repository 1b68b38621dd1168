package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.delivery.TargetCall;
import io.github.standpipe.json.Arn;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Target;

/** The targets of pipes, in the words of a trace and of a run. */
public final class TargetText {
  private TargetText() {}

  /** What a delivered batch became: {@code 3 messages for the queue Orders}. */
  public static String delivered(Pipe pipe, int items) {
    Target target = pipe.target();
    String name = Arn.name(target.arn());
    return switch (target) {
      case Target.OfMachine machine ->
          "one execution of " + name + " with an array of " + Words.count(items, "event");
      case Target.OfFunction function ->
          "one call of " + name + " with an array of " + Words.count(items, "event");
      case Target.OfQueue queue -> Words.count(items, "message") + " for the queue " + name;
      case Target.OfBus bus -> Words.count(items, "event") + " for the bus " + resource(name);
      case Target.OfLogGroup group ->
          Words.count(items, "log event") + " for the log group " + logGroup(target.arn());
      case Target.OfOther other ->
          Words.count(items, "item")
              + " for "
              + other.type()
              + " "
              + other(target.arn())
              + "; what happens there is not simulated";
    };
  }

  /** How batches become requests, beside the target's name: {@code one execution a batch}. */
  public static String each(Target target) {
    return switch (target) {
      case Target.OfMachine machine -> "one execution a batch";
      case Target.OfFunction function -> "one call a batch";
      case Target.OfQueue queue -> "one message for each item";
      case Target.OfBus bus -> "one event for each item";
      case Target.OfLogGroup group -> "one log event for each item";
      case Target.OfOther other -> "one item for each event; what happens there is not simulated";
    };
  }

  /** What is not done for a batch that is discarded: {@code no execution}. */
  public static String none(Target target) {
    return "no " + TargetCall.request(target);
  }

  /** The target of these requests: {@code of Orders} or {@code to Orders}. */
  public static String of(Target target) {
    String name = Arn.name(target.arn());
    return switch (target) {
      case Target.OfMachine machine -> "of " + name;
      case Target.OfFunction function -> "of " + name;
      case Target.OfLogGroup group -> "to " + logGroup(target.arn());
      case Target.OfOther other -> "to " + other(other.arn());
      default -> "to " + resource(name);
    };
  }

  /** The past participle for records that the target took: {@code executed} or {@code sent}. */
  public static String done(Target target) {
    return target instanceof Target.OfMachine ? "executed" : "sent";
  }

  private static String resource(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** An API destination without its id, and the whole path of a method. */
  private static String other(String arn) {
    String resource = arn.replaceFirst("arn:([^:]*:){4}", "");
    return arn.contains(":execute-api:")
        ? resource
        : resource.replaceFirst("^api-destination/([^/]+)/.*", "$1").replaceFirst(".*/", "");
  }

  private static String logGroup(String arn) {
    return arn.replaceFirst(".*:log-group:", "").replaceFirst(":\\*$", "");
  }
}
