package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.Execution;
import io.github.standpipe.machine.MachineContext;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskHandler;
import io.github.standpipe.machine.TaskOutcome;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the state machine behind a pipe costs: a case to its end, an execution, and each item. */
final class MachineCosts {
  private static final String PIPE = "OrderPipe";
  private static final String CASE = "hydrates-the-customer-and-each-product";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final TaskHandler ANSWERS =
      call ->
          new TaskOutcome.Succeeded(
              Json.object().put("FailedEntryCount", 0).set("Entries", Json.array()));

  private final PrintStream out;
  private final int rounds;
  private final Path root;
  private final Template template;

  private MachineCosts(PrintStream out, int rounds, Path root) {
    this.out = out;
    this.rounds = rounds;
    this.root = root;
    this.template = Template.read(root.resolve("pipes/template.yaml"), Map.of());
  }

  static void print(PrintStream out, int rounds, Path root) throws Exception {
    MachineCosts costs = new MachineCosts(out, rounds, root);
    costs.cases();
    costs.execution();
    costs.items();
  }

  /** As many cases to the target input, and to the end of the execution. */
  private void cases() throws Exception {
    Path folder = Files.createTempDirectory("standpipe-machines");
    List<Path> shorter = write(folder.resolve("short"), 1000, false);
    List<Path> longer = write(folder.resolve("long"), 1000, true);
    Turns.Spread spread =
        Turns.ratio(
            rounds,
            1,
            () -> verify(folder, "short", shorter),
            () -> verify(folder, "long", longer));
    out.println("1,000 cases to the end of the execution, to the target input = 1: " + spread);
  }

  private void verify(Path folder, String fixtures, List<Path> cases) {
    Project project = new Project(template, folder.resolve(fixtures));
    project.verify(
        cases,
        1,
        result -> {
          if (!result.passed()) {
            throw new IllegalStateException(result.toString());
          }
        });
  }

  private List<Path> write(Path fixtures, int cases, boolean toTheEnd) throws IOException {
    Path subject = fixtures.resolve(PIPE);
    Path own = root.resolve("fixtures").resolve(PIPE);
    for (String folder : List.of("bases", "lookups", "tasks")) {
      copy(own.resolve(folder), subject.resolve(folder));
    }
    List<Path> written =
        IntStream.range(0, cases).mapToObj(i -> subject.resolve("hydrates-order-" + i)).toList();
    for (Path one : written) {
      copy(own.resolve(CASE), one);
      if (toTheEnd) {
        Files.writeString(one.resolve("6-execution.json"), "{\"status\": \"SUCCEEDED\"}");
      }
    }
    return written;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** One execution with ten orders, and the enrichment of those ten. */
  private void execution() throws Exception {
    Project project = new Project(template, root.resolve("fixtures"));
    Pipe pipe = project.pipe(PIPE);
    ArrayNode records = Json.array();
    JsonNode given =
        Json.read(root.resolve("fixtures").resolve(PIPE).resolve(CASE).resolve("1-source.json"));
    for (int i = 0; i < 10; i++) {
      ObjectNode record = Json.object().put("messageId", "message-" + i);
      record.put("body", Json.text(given)).put("eventSource", "aws:sqs");
      records.add(record);
    }
    byte[] request = Json.bytes(records);
    Enrichment enrichment = pipe.enrichment();
    if (enrichment == null) {
      throw new IllegalStateException(PIPE + " has no enrichment");
    }
    JsonNode orders =
        Json.parse(new String(enrichment.function().invoke(request), StandardCharsets.UTF_8));
    MachineDefinition definition = template.pipe(PIPE).machine().orElseThrow();
    StateMachine machine = StateMachine.parse("OrderMachine", definition.json(), false);
    Turns.Spread spread =
        Turns.ratio(
            rounds,
            500,
            () -> enrichment.function().invoke(request),
            () -> run(machine, orders, MachineContext.local("OrderMachine")));
    out.println("an execution with " + orders.size() + " orders, their enrichment = 1: " + spread);
  }

  private static void run(StateMachine machine, JsonNode input, MachineContext context) {
    Execution execution = machine.run(input, ANSWERS, CLOCK, UUID::randomUUID, context);
    if (execution.status() != Execution.Status.SUCCEEDED) {
      throw new IllegalStateException(execution.error() + ": " + execution.cause());
    }
  }

  /**
   * The cost of an item of the same Map as the number of items grows. More items than the history
   * and an input take are child executions, and lie in S3.
   */
  private void items() throws Exception {
    ObjectNode definition = template.pipe(PIPE).machine().orElseThrow().json().deepCopy();
    ObjectNode map = (ObjectNode) definition.at("/States/EachOrder");
    map.remove("ItemsPath");
    ((ObjectNode) map.at("/ItemProcessor/ProcessorConfig"))
        .put("Mode", "DISTRIBUTED")
        .put("ExecutionType", "EXPRESS");
    map.set(
        "ItemReader",
        Json.object()
            .put("Resource", "arn:aws:states:::s3:getObject")
            .<ObjectNode>set("ReaderConfig", Json.object().put("InputType", "JSON"))
            .set("Parameters", Json.object().put("Bucket", "b").put("Key", "k")));
    StateMachine machine = StateMachine.parse("OrderMachine", definition, false);
    double few = 0;
    for (int count = 10; count <= 10_000; count *= 10) {
      MachineContext context = stored(count);
      int times = Math.max(1, 10_000 / count);
      Turns.Work work = () -> run(machine, Json.object(), context);
      Turns.cpu(times, work);
      List<Double> costs = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        costs.add(Turns.cpu(times, work) / times / count / 1000);
      }
      Turns.Spread spread = Turns.Spread.of(costs);
      few = count == 10 ? spread.middle() : few;
      out.printf(
          "%,7d items: %s microseconds an item, %.2f of that of 10%n",
          count, spread, spread.middle() / few);
    }
  }

  private MachineContext stored(int count) {
    ArrayNode items = Json.array();
    JsonNode order =
        Json.read(
                root.resolve("fixtures")
                    .resolve(PIPE)
                    .resolve("announces-each-order-of-a-batch/5-target-input.json"))
            .get(0);
    for (int i = 0; i < count; i++) {
      items.add(order);
    }
    MachineContext local = MachineContext.local("OrderMachine");
    return new MachineContext(
        local.executionArn(),
        local.machineArn(),
        local.roleArn(),
        false,
        Map.of("b/k", Json.text(items)));
  }
}
