package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a pipe sends its batches to. The type decides how a batch becomes requests. */
public sealed interface Target {

  /** {@return the ARN of the target} */
  String arn();

  /** {@return what transforms each event before the call; null passes the events on unchanged} */
  @Nullable InputTemplate inputTemplate();

  /**
   * {@return the parameters that are sent with each item, by name; a value that begins with {@code
   * $.} is a path into the event before the input template (rule {@code target-dynamic})}
   */
  default Map<String, String> parameters() {
    return Map.of();
  }

  /**
   * {@return whether the batch becomes one entry for each item, rather than one array (rule {@code
   * target-entries})}
   */
  default boolean takesEntries() {
    return true;
  }

  /** {@return the most items of one request (rule {@code target-batch})} */
  int maximumItems();

  /** {@return whether the pipe waits for the answer, and a failure there returns the batch} */
  default boolean waits() {
    return true;
  }

  /** {@return the warnings about the target's definition} */
  default List<Warning> warnings() {
    return List.of();
  }

  /** How Pipes calls a state machine or a function: their {@code InvocationType}. */
  enum InvocationType {
    /** Success is that the call was accepted. */
    FIRE_AND_FORGET,
    /** The pipe waits for the answer: the default of the API. */
    REQUEST_RESPONSE
  }

  /** The kind of a workflow. */
  enum MachineType {
    /** Runs up to a year; Pipes can only start it. */
    STANDARD,
    /** Runs up to five minutes; Pipes can also wait for its end. */
    EXPRESS
  }

  /**
   * One item as a service receives it.
   *
   * @param messageId the record that returns if the entry fails; empty if none can be named
   * @param json the parameters of the entry, and the item under the name that the service gives it:
   *     {@code MessageBody}, {@code Detail}, {@code message}, {@code Message}, {@code Data}, {@code
   *     Body} or {@code data}
   */
  record Entry(String messageId, ObjectNode json) {}

  /**
   * A state machine; each batch starts one execution of it.
   *
   * @param arn the state machine's ARN
   * @param type STANDARD or EXPRESS
   * @param invocationType how Pipes calls it
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfMachine(
      String arn,
      MachineType type,
      InvocationType invocationType,
      @Nullable InputTemplate inputTemplate)
      implements Target {
    /** The maximum number of bytes of one execution's input, in UTF-8. */
    public static final int MAXIMUM_INPUT = 262_144;

    /**
     * Checks how the machine is called (rule {@code target-standard-async}).
     *
     * @throws Fault for a STANDARD machine with REQUEST_RESPONSE: Pipes stops such a pipe
     */
    public OfMachine {
      if (type == MachineType.STANDARD && invocationType == InvocationType.REQUEST_RESPONSE) {
        throw new Fault(
            "a STANDARD state machine cannot be called with REQUEST_RESPONSE, which is the default"
                + " of Pipes; set InvocationType to FIRE_AND_FORGET");
      }
    }

    @Override
    public boolean takesEntries() {
      return false;
    }

    @Override
    public int maximumItems() {
      return Integer.MAX_VALUE;
    }

    @Override
    public boolean waits() {
      return invocationType == InvocationType.REQUEST_RESPONSE;
    }

    @Override
    public List<Warning> warnings() {
      return waits()
          ? List.of(
              new Warning(
                  "target-answer",
                  "the pipe waits for its EXPRESS machine (REQUEST_RESPONSE), whose failure returns"
                      + " the batch; an execution that does not run locally counts as successful"))
          : List.of();
    }
  }

  /**
   * A Lambda function; each batch is one call of it, with an array.
   *
   * @param arn the function's ARN
   * @param invocationType how Pipes calls it
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfFunction(
      String arn, InvocationType invocationType, @Nullable InputTemplate inputTemplate)
      implements Target {
    /** The maximum number of bytes of an asynchronous call. */
    public static final int MAXIMUM_EVENT = 1_048_576;

    @Override
    public boolean takesEntries() {
      return false;
    }

    @Override
    public int maximumItems() {
      return Integer.MAX_VALUE;
    }

    @Override
    public boolean waits() {
      return invocationType == InvocationType.REQUEST_RESPONSE;
    }
  }

  /**
   * An SQS queue; each item is a message.
   *
   * @param arn the queue's ARN
   * @param parameters {@code MessageGroupId} and {@code MessageDeduplicationId}
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfQueue(String arn, Map<String, String> parameters, @Nullable InputTemplate inputTemplate)
      implements Target {

    /**
     * Checks the paths of the parameters.
     *
     * @throws Fault for a path outside the grammar of Pipes
     */
    public OfQueue {
      parameters = TargetParameter.checked(parameters);
    }

    @Override
    public int maximumItems() {
      return 10;
    }
  }

  /**
   * An event bus; each item is the {@code detail} of an event.
   *
   * @param arn the bus's ARN
   * @param parameters {@code Source}, {@code DetailType}, {@code Time} and {@code EndpointId}
   * @param resources the ARNs, or the paths of ARNs, of the resources that an event concerns
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfBus(
      String arn,
      Map<String, String> parameters,
      List<String> resources,
      @Nullable InputTemplate inputTemplate)
      implements Target {
    private static final int MOST_RESOURCES = 10;

    /**
     * Checks the parameters.
     *
     * @throws Fault for a path outside the grammar of Pipes, and for what CreatePipe rejects
     */
    public OfBus {
      parameters = TargetParameter.checked(parameters);
      resources = List.copyOf(resources);
      resources.forEach(one -> TargetParameter.of("Resources", one));
      if (resources.size() > MOST_RESOURCES) {
        throw new Fault("Resources has " + resources.size() + " items; Pipes accepts at most 10");
      }
      TargetParameter.requirePath("Time", parameters);
    }

    @Override
    public int maximumItems() {
      return 10;
    }
  }

  /**
   * A log group of CloudWatch Logs; each item is a log event.
   *
   * @param arn the log group's ARN
   * @param parameters {@code LogStreamName} and {@code Timestamp}
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfLogGroup(
      String arn, Map<String, String> parameters, @Nullable InputTemplate inputTemplate)
      implements Target {

    /**
     * Checks the parameters.
     *
     * @throws Fault for a path outside the grammar of Pipes
     */
    public OfLogGroup {
      parameters = TargetParameter.checked(parameters);
      TargetParameter.requirePath("Timestamp", parameters);
    }

    @Override
    public int maximumItems() {
      return 10_000;
    }
  }

  /**
   * A target whose input is computed here, but not what happens there.
   *
   * @param arn its ARN
   * @param type its resource type, such as {@code AWS::Kinesis::Stream}
   * @param maximumItems the most items of one request; 1 if the target takes no batches
   * @param parameters {@code PartitionKey} of a Kinesis stream; {@code HeaderParameters.NAME},
   *     {@code QueryStringParameters.NAME} and {@code PathParameterValues.NUMBER} of an API
   *     destination and a REST API
   * @param inputTemplate transforms each event before the call; null passes the events on unchanged
   */
  record OfOther(
      String arn,
      String type,
      int maximumItems,
      Map<String, String> parameters,
      @Nullable InputTemplate inputTemplate)
      implements Target {

    /**
     * Checks the paths of the parameters.
     *
     * @throws Fault for a path outside the grammar of Pipes
     */
    public OfOther {
      parameters = TargetParameter.checked(parameters);
    }

    private static final Map<String, Integer> MOST =
        new TreeMap<>(
            Map.of(
                "AWS::Kinesis::Stream", 500,
                "AWS::KinesisFirehose::DeliveryStream", 500,
                "AWS::SNS::Topic", 10));

    /**
     * A target of a type that is not simulated.
     *
     * @param arn its ARN
     * @param type its resource type
     * @param parameters what is sent with each item, by name
     * @param inputTemplate transforms each event before the call
     * @return the target
     */
    public static OfOther of(
        String arn,
        String type,
        Map<String, String> parameters,
        @Nullable InputTemplate inputTemplate) {
      return new OfOther(arn, type, MOST.getOrDefault(type, 1), parameters, inputTemplate);
    }
  }
}
