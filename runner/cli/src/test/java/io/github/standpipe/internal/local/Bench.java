package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.Queue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One embedded server for all tests of the JVM, and queues and pipes on it. */
final class Bench {
  static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders";
  static final EmbeddedSqs SERVER = EmbeddedSqs.start(arn("any"));
  static final ServerQueues QUEUES = ServerQueues.of(SERVER);

  private Bench() {}

  static String arn(String queue) {
    return "arn:aws:sqs:eu-west-1:123456789012:" + queue;
  }

  static String name() {
    return "q-" + UUID.randomUUID();
  }

  /** A queue of its own, without a redrive policy. */
  static Queue queue() {
    return queue(name(), 90, Optional.empty());
  }

  static Queue fifoQueue() {
    return queue(name() + ".fifo", 90, Optional.empty());
  }

  static Queue redriving(int maxReceiveCount) {
    return redriving(name(), maxReceiveCount);
  }

  static Queue redriving(String name, int maxReceiveCount) {
    Queue dead = queue("dead-" + name, 30, Optional.empty());
    return queue(name, 90, Optional.of(new Queue.RedrivePolicy(dead, maxReceiveCount)));
  }

  static Queue queue(String name, int visibility, Optional<Queue.RedrivePolicy> redrivePolicy) {
    boolean fifo = name.endsWith(".fifo");
    return new Queue("Q", name, arn(name), fifo, false, visibility, redrivePolicy);
  }

  static Pipe pipe(Queue queue, Enrichment.@Nullable Function function) {
    return pipe(new Source(queue.arn(), 10, OptionalInt.empty()), FilterCriteria.none(), function);
  }

  static Pipe pipe(Source source, FilterCriteria filter, Enrichment.@Nullable Function function) {
    return new Pipe(
        "orders",
        "arn:aws:pipes:eu-west-1:123456789012:pipe/orders",
        source,
        filter,
        function == null
            ? null
            : new Enrichment(
                "arn:aws:lambda:eu-west-1:123456789012:function:enrich", null, function),
        new Target.OfMachine(
            MACHINE, Target.MachineType.STANDARD, Target.InvocationType.FIRE_AND_FORGET, null));
  }

  static FilterCriteria filter(String pattern) {
    return FilterCriteria.of(List.of(FilterPattern.parse(pattern, "filter 1")));
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static ObjectNode record(String body) {
    return JsonNodeFactory.instance.objectNode().put("body", body);
  }

  static List<JsonNode> records(String... bodies) {
    return Stream.<String>of(bodies).<JsonNode>map(Bench::record).toList();
  }

  static LiveRun run(Pipe pipe, LiveQueue queue, Executions executions, Listener listener) {
    return new LiveRun(pipe, queue, executions, listener, LiveRun.Settings.STANDARD);
  }
}
