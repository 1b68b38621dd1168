package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The backfill of the template, from the files of the archive to the starts of the target. */
class BackfillTest {
  private static final String KEYS = "{\"keys\": [\"orders/1.jsonl\"]}";

  private final List<TaskCall> calls = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();

  private Execution run(String input, Map<String, String> objects, TaskHandler tasks)
      throws IOException {
    String text = Files.readString(Path.of("pipes/backfill.asl.json"));
    Map<String, String> standard =
        Map.of(
            "BatchSize", "3",
            "Concurrency", "2",
            "ToleratedPercent", "50",
            "Archive", "archive",
            "Results", "backfill",
            "Deliver", "start",
            "LastReceive", "5");
    for (Map.Entry<String, String> one : standard.entrySet()) {
      String value = settings.getOrDefault(one.getKey(), one.getValue());
      text = text.replace("${" + one.getKey() + "}", value);
    }
    MachineContext local = MachineContext.local("Backfill");
    MachineContext outside =
        new MachineContext(
            local.executionArn(), local.machineArn(), local.roleArn(), false, objects);
    return StateMachine.read("backfill.asl.json", MachineJson.parse(text))
        .run(
            MachineJson.parse(input),
            call -> {
              calls.add(call);
              return tasks.perform(call);
            },
            Clock.systemUTC(),
            UUID::randomUUID,
            outside);
  }

  private static ObjectNode order(int number) {
    ObjectNode event = MachineJson.NODES.objectNode();
    event.put("source", "shop.orders").put("detail-type", "OrderPlaced");
    event.putObject("detail").putObject("data").put("orderId", number).put("status", "placed");
    return event;
  }

  private static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(order(i)).append('\n');
    }
    return lines.toString();
  }

  /** Enriches as the function does: the parsed bodies, in order. */
  private static TaskOutcome enriched(TaskCall call) {
    ObjectNode answer = MachineJson.NODES.objectNode();
    ArrayNode events = answer.putArray("Payload");
    call.arguments().path("Payload").forEach(record -> events.add(event(record)));
    return new TaskOutcome.Succeeded(answer);
  }

  private static JsonNode event(JsonNode record) {
    try {
      return MachineJson.parse(record.path("body").textValue());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static TaskOutcome started() {
    return new TaskOutcome.Succeeded(
        MachineJson.NODES.objectNode().put("ExecutionArn", "arn").put("StartDate", 1));
  }

  private static TaskOutcome works(TaskCall call) {
    return call.resource().endsWith(":invoke") ? enriched(call) : started();
  }

  private List<TaskCall> to(String resource) {
    return calls.stream().filter(call -> call.resource().endsWith(resource)).toList();
  }

  private List<Integer> delivered() {
    List<JsonNode> events = new ArrayList<>();
    to(":startExecution").forEach(call -> call.arguments().path("Input").forEach(events::add));
    return ids(events);
  }

  private static List<Integer> ids(List<? extends JsonNode> events) {
    return events.stream().map(event -> event.at("/detail/data/orderId").intValue()).toList();
  }

  @Test
  void handsTheFunctionTheRecordsOfABatchAndStartsTheTargetWithItsAnswer() throws IOException {
    Execution execution =
        run(KEYS, Map.of("archive/orders/1.jsonl", lines(0, 7)), BackfillTest::works);

    assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(to(":invoke"))
        .extracting(call -> call.arguments().path("Payload").size())
        .containsExactly(3, 3, 1);
    JsonNode record = to(":invoke").getFirst().arguments().path("Payload").get(1);
    assertThat(event(record)).isEqualTo(order(1));
    assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("5");
    assertThat(record.path("messageId").textValue()).endsWith("-1");
    assertThat(delivered()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(to(":startExecution"))
        .extracting(call -> call.arguments().path("Name").asText())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[\\w-]{1,80}"));
  }

  @Test
  void keepsEveryDigitOfAnEvent() throws IOException {
    String line =
        order(1).toString().replace("\"orderId\":1", "\"orderId\":1,\"n\":12345678901234567890.10");
    run(KEYS, Map.of("archive/orders/1.jsonl", line), BackfillTest::works);

    assertThat(to(":invoke").getFirst().arguments().at("/Payload/0/body").textValue())
        .contains("12345678901234567890.10");
  }

  @Test
  void toleratesABatchThatFailsAndDeliversTheOthers() throws IOException {
    Execution execution =
        run(KEYS, Map.of("archive/orders/1.jsonl", lines(0, 9)), call -> failsFor(4, call));

    assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(delivered()).containsExactly(0, 1, 2, 6, 7, 8);
    assertThat(to(":invoke")).as("one batch is tried five times").hasSize(7);
  }

  @Test
  void failsOverItsToleranceAndReadsNoFurtherFile() throws IOException {
    settings.put("ToleratedPercent", "33");
    Execution execution =
        run(
            "{\"keys\": [\"orders/1.jsonl\", \"orders/2.jsonl\"]}",
            Map.of(
                "archive/orders/1.jsonl", lines(0, 9),
                "archive/orders/2.jsonl", lines(9, 12)),
            call -> failsFor(4, call));

    assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
    assertThat(execution.error()).contains("States.ExceedToleratedFailureThreshold");
    assertThat(delivered()).doesNotContain(3, 4, 5, 9, 10, 11);
  }

  private static TaskOutcome failsFor(int id, TaskCall call) {
    boolean held = call.arguments().toString().contains("\\\"orderId\\\":" + id);
    return held ? new TaskOutcome.Failed("Fault", "a look-up did not answer") : works(call);
  }

  @Test
  void readsTheFilesOfAManifestInTheirOrder() throws IOException {
    ObjectNode manifest = MachineJson.NODES.objectNode();
    manifest.put("Body", "[\"orders/2.jsonl\", \"orders/1.jsonl\"]");
    Execution execution =
        run(
            "{\"manifest\": \"all.json\", \"batchSize\": 100}",
            Map.of(
                "archive/orders/1.jsonl", lines(0, 2),
                "archive/orders/2.jsonl", lines(2, 4)),
            call ->
                call.resource().endsWith(":getObject")
                    ? new TaskOutcome.Succeeded(manifest)
                    : works(call));

    assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(delivered()).containsExactly(2, 3, 0, 1);
  }

  @Test
  void failsWithoutFiles() throws IOException {
    for (String input : List.of("{}", "{\"keys\": []}", "{\"key\": \"orders/1.jsonl\"}")) {
      Execution execution = run(input, Map.of(), BackfillTest::works);
      assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
      assertThat(execution.error()).contains("Backfill.WithoutFiles");
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void startsNothingForABatchOfWhichNothingIsLeft() throws IOException {
    String none = order(1).toString().replace("placed", "draft");
    run(KEYS, Map.of("archive/orders/1.jsonl", none), BackfillTest::works);
    assertThat(calls).isEmpty();

    TaskOutcome empty =
        new TaskOutcome.Succeeded(
            MachineJson.NODES.objectNode().set("Payload", MachineJson.NODES.arrayNode()));
    Execution dropped = run(KEYS, Map.of("archive/orders/1.jsonl", lines(0, 1)), call -> empty);
    assertThat(dropped.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(calls).hasSize(1);
  }

  @Test
  void writesResultsAndStartsNothing() throws IOException {
    settings.put("Deliver", "results");
    Execution execution =
        run(KEYS, Map.of("archive/orders/1.jsonl", lines(0, 4)), BackfillTest::works);

    assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(calls).hasSize(2).allMatch(call -> call.resource().endsWith(":invoke"));
  }

  @Test
  void countsATargetThatWasStartedBeforeAsDone() throws IOException {
    settings.put("ToleratedPercent", "0");
    String error = "StepFunctions.ExecutionAlreadyExistsException";
    Execution execution =
        run(
            KEYS,
            Map.of("archive/orders/1.jsonl", lines(0, 4)),
            call ->
                call.resource().endsWith(":invoke")
                    ? enriched(call)
                    : new TaskOutcome.Failed(error, "it is there"));

    assertThat(execution.status()).as("%s", execution).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(to(":startExecution")).hasSize(2);
  }

  /** The filter of the pipe exists twice, as a pattern and as a path. */
  @Test
  void selectsWhatTheFilterOfThePipeSelects() throws IOException {
    Random random = new Random(14);
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ObjectNode event = order(i);
      changes(random).forEach(change -> change.accept(event));
      events.add(event);
    }
    String lines = events.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    run(KEYS, Map.of("archive/orders/1.jsonl", lines), BackfillTest::works);

    List<Integer> selected = ids(events.stream().filter(filterOfThePipe()).toList());
    assertThat(selected).hasSizeBetween(50, 350);
    assertThat(delivered()).isEqualTo(selected);
  }

  @Test
  void getsAValueForEachPlaceholderAndTheLastReceiveOfTheFunction() throws IOException {
    Template template =
        Template.read(Path.of("pipes/template.yaml"), Map.of("BackfillEnabled", "true"));
    Property given =
        template.declared("BackfillMachine").orElseThrow().property("DefinitionSubstitutions");
    String text = Files.readString(Path.of("pipes/backfill.asl.json"));
    assertThat(given.keys())
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("\\$\\{(\\w+)}")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList());
    Property most =
        template
            .declared("OrderEnricher")
            .orElseThrow()
            .property("Environment")
            .get("Variables")
            .get("QUEUE_MAX_RECEIVES");
    assertThat(given.get("LastReceive").text()).isPresent().isEqualTo(most.text());
  }

  private static Predicate<ObjectNode> filterOfThePipe() {
    Template template = Template.read(Path.of("pipes/template.yaml"), Map.of());
    Property filters =
        template
            .declared("OrderPipe")
            .orElseThrow()
            .property("SourceParameters")
            .get("FilterCriteria")
            .get("Filters");
    FilterCriteria criteria =
        FilterCriteria.of(
            filters.items().stream()
                .map(filter -> FilterPattern.parse(filter.get("Pattern").text().orElseThrow(), ""))
                .toList());
    return event -> {
      ObjectNode record = MachineJson.NODES.objectNode().put("body", event.toString());
      return criteria.explain(Payload.of(List.of(record))).getFirst().passes();
    };
  }

  /** At most three changes to an order's event, after which a filter may keep it out. */
  private static List<Consumer<ObjectNode>> changes(Random random) {
    List<Consumer<ObjectNode>> all =
        List.of(
            event -> event.put("source", "shop.returns"),
            event -> event.remove("source"),
            event -> event.put("detail-type", "OrderShipped"),
            event -> event.putNull("detail-type"),
            event -> data(event).put("status", "draft"),
            event -> data(event).put("status", "cancelled"),
            event -> data(event).put("status", "Draft"),
            event -> data(event).put("status", ""),
            event -> data(event).put("status", 5),
            event -> data(event).put("status", false),
            event -> data(event).putNull("status"),
            event -> data(event).remove("status"),
            event -> event.putObject("detail").putObject("data"),
            event -> event.putObject("detail"),
            event -> event.put("detail", "draft"));
    return random.ints(random.nextInt(3), 0, all.size()).mapToObj(all::get).toList();
  }

  private static ObjectNode data(ObjectNode event) {
    return event.at("/detail/data") instanceof ObjectNode data
        ? data
        : MachineJson.NODES.objectNode();
  }
}
