package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.host.LocalFunctions;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code pipes/template.yaml} holds together: its files are there, its numbers fit each other. A
 * project may add pipes of its own to it.
 */
class ShippedTemplateTest {
  private static final Path FILE = Path.of("pipes/template.yaml");
  private static final List<String> PIPES =
      List.of("OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe");
  private static final Map<String, String> ALL_ON =
      PIPES.stream().collect(Collectors.toMap(pipe -> pipe + "Enabled", pipe -> "true"));
  private static final Template TEMPLATE = Template.read(FILE, ALL_ON);
  private static final Scope SCOPE = scope(ALL_ON);
  private static final int FORTNIGHT = 14 * 24 * 60 * 60;
  private static final Map<String, String> ZIPS = Map.of("s3", "standpipe-enrichers-aws.zip");

  private static Scope scope(Map<String, String> given) {
    return new Scope(TemplateText.read(FILE), FILE, given);
  }

  private static Resource resource(String logicalId) {
    return resources().filter(r -> r.logicalId().equals(logicalId)).findFirst().orElseThrow();
  }

  private static Stream<Resource> resources() {
    return SCOPE.resources().present(resource -> true);
  }

  private static List<PipeDefinition> pipes() {
    return PIPES.stream().map(TEMPLATE::pipe).toList();
  }

  private static List<Resource> queues() {
    return resources()
        .filter(Resource::isQueue)
        .filter(queue ->
            queue
                .logicalId()
                .matches(
                    "(Order|ClaimCheck|Partner|Upcast|Fifo)(DeadLetter|Quarantine)?Queue"
                        + "|UndeliveredQueue"))
        .toList();
  }

  private static LambdaFunction function(PipeDefinition pipe) {
    String name = pipe.enrichment().map(Part::name).orElseThrow();
    return new LambdaFunctions(SCOPE).of(resource(name));
  }

  @Test
  void switchesOnOrderPipeAlone() {
    Template template = Template.read(FILE, Map.of());
    assertThat(template.pipes()).extracting(PipeDefinition::logicalId).contains("OrderPipe");
    assertThat(template.off())
        .extracting(pipe -> pipe.off().orElse(""))
        .contains(
            "ClaimCheckPipeEnabled=true",
            "PartnerPipeEnabled=true",
            "UpcastPipeEnabled=true",
            "FifoPipeEnabled=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void buildsEachPipeWhetherItIsOnOrOff(String on) {
    Map<String, String> given = new HashMap<>(ALL_ON);
    given.replaceAll((name, value) -> on);
    Template template = Template.read(FILE, given);
    List<PipeDefinition> pipes = on.equals("true") ? template.pipes() : template.off();
    assertThat(pipes).extracting(PipeDefinition::logicalId).containsAll(PIPES);
    assertThat(pipes)
        .allSatisfy(pipe ->
            assertThat(pipe.pipe(LocalFunctions::unloaded).name()).isEqualTo(pipe.logicalId()));
  }

  @ParameterizedTest
  @CsvSource({
    "batch, OrderMachine, order.asl.json",
    "once, OrderOnceMachine, order-idempotent.asl.json"
  })
  void startsOrdersAsTheParameterSays(String start, String machine, Path file) {
    PipeDefinition pipe = Template.read(FILE, Map.of("OrderStart", start)).pipe("OrderPipe");
    assertThat(pipe.target().name()).isEqualTo(machine);
    assertThat(pipe.definitionFile()).contains(Path.of("pipes").resolve(file));
  }

  @Test
  void namesTransformsAndReferenceDataThatAreInTheLayer() {
    for (PipeDefinition pipe : pipes()) {
      Map<String, String> variables = function(pipe).environment();
      assertThat(function(pipe).layers()).containsExactly(Path.of("transforms"));
      assertThat(Path.of("transforms", variables.get("TRANSFORM"))).isRegularFile();
      variables.values().stream()
          .filter(value -> value.startsWith("file:"))
          .forEach(value -> assertThat(Path.of("transforms", value.substring(5))).isRegularFile());
    }
  }

  @Test
  void givesEachFunctionTheZipThatCarriesItsClients() {
    for (PipeDefinition pipe : pipes()) {
      Map<String, String> variables = function(pipe).environment();
      String zip =
          variables.entrySet().stream()
              .filter(variable -> variable.getKey().startsWith("LOOKUP_"))
              .map(variable -> ZIPS.get(variable.getValue().split(":", 2)[0]))
              .filter(name -> name != null)
              .findFirst()
              .orElse("standpipe-enrichers.zip");
      assertThat(function(pipe).code()).contains(Path.of("enrichers/target", zip));
    }
  }

  @Test
  void sizesTheVisibilityTimeoutByTheFunctionAndTheTarget() {
    for (PipeDefinition pipe : pipes()) {
      Properties function = resource(pipe.enrichment().orElseThrow().name()).properties();
      int target = pipe.logicalId().equals("FifoPipe") ? 60 : 5;
      assertThat(pipe.queue().visibilityTimeout())
          .isEqualTo(6 * (function.whole("Timeout").orElseThrow() + target));
    }
    assertThat(Json.read(Path.of("pipes/parcels.asl.json")).get("TimeoutSeconds").asInt())
        .isEqualTo(60);
  }

  @Test
  void quarantinesBeforeItGivesUp() {
    for (PipeDefinition pipe : pipes()) {
      Queue.RedrivePolicy policy = pipe.queue().redrivePolicy().orElseThrow();
      assertThat(policy.maxReceiveCount()).isGreaterThanOrEqualTo(5);
      Map<String, String> variables = function(pipe).environment();
      int receives = Integer.parseInt(variables.get("MAX_RECEIVES"));
      assertThat(receives).isLessThan(policy.maxReceiveCount() - 1);
      assertThat(Integer.parseInt(variables.get("QUEUE_MAX_RECEIVES")))
          .isEqualTo(policy.maxReceiveCount());
      assertThat(variables.get("QUARANTINE_QUEUE_URL"))
          .contains(pipe.logicalId().replace("Pipe", "QuarantineQueue"));
    }
  }

  @Test
  void keepsForTwoWeeksWhatNobodyElseHolds() {
    List<Resource> last =
        queues().stream()
            .filter(queue -> queue.logicalId().matches(".*(DeadLetter|Quarantine|Undelivered).*"))
            .toList();
    assertThat(last).hasSize(11);
    assertThat(last)
        .allSatisfy(queue ->
            assertThat(queue.properties().whole("MessageRetentionPeriod")).hasValue(FORTNIGHT));
  }

  @Test
  void encryptsEachQueue() {
    assertThat(queues())
        .hasSize(16)
        .allSatisfy(queue -> assertThat(queue.properties().flag("SqsManagedSseEnabled")).isTrue());
  }

  @Test
  void grantsEachPipeWhatItReadsCallsAndStartsAndNothingElse() {
    for (PipeDefinition pipe : pipes()) {
      Properties own = resource(pipe.logicalId()).properties();
      Properties role = resource(pipe.logicalId() + "Role").properties();
      Properties policy = role.child("Policies", role.list("Policies").getFirst());
      List<Value> statements = policy.child("PolicyDocument").list("Statement");
      assertThat(statements)
          .extracting(one -> policy.child("Statement", one).requiredText("Resource"))
          .containsExactly(
              own.requiredText("Source"),
              own.requiredText("Enrichment"),
              own.requiredText("Target"));
      assertThat(own.requiredText("Enrichment")).endsWith(":live");
    }
  }

  /** SQS takes a policy only for the queue that it is put on. */
  @Test
  void givesEachQueueAPolicyOfItsOwnThatLetsNothingInWithoutTls() {
    for (Resource queue : queues()) {
      Properties policy = resource(queue.logicalId() + "Policy").properties();
      Attributes attributes = new Attributes(queue, SCOPE);
      assertThat(policy.list("Queues"))
          .extracting(url -> SCOPE.requiredText(url, "queue"))
          .containsExactly(attributes.ref());
      List<Properties> statements =
          policy.child("PolicyDocument").list("Statement").stream()
              .map(statement -> policy.child("Statement", statement))
              .toList();
      assertThat(statements).allMatch(one -> one.requiredText("Resource").equals(attributes.arn()));
      assertThat(statements.getLast().requiredText("Effect")).isEqualTo("Deny");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeadLettersAlarm",
        "QuarantineAlarm",
        "AgeAlarm",
        "PipeFailedAlarm",
        "PipeThrottledAlarm",
        "EnricherErrorsAlarm",
        "MachineFailedAlarm",
        "Dashboard",
        "LightSchema",
        "RichSchema"
      })
  void watchesEachPipeAlike(String what) {
    for (PipeDefinition pipe : pipes()) {
      String logicalId = pipe.logicalId().replaceAll("Pipe$", "") + what;
      assertThat(resources().map(Resource::logicalId)).contains(logicalId);
    }
  }

  /**
   * What moves when a batch that fails is retried, and what moves with each way in which it ends.
   */
  private static final Set<String> FAILING =
      Set.of("ExecutionFailed of PIPEPipe", "Errors of PIPEEnricher");

  private static final Map<String, Set<String>> ENDS =
      Map.of(
          "quarantined by the function",
          Set.of("Visible of PIPEQuarantineQueue"),
          "given up",
          Set.of("Visible of PIPEDeadLetterQueue"));

  /** A metric that an alarm watches, with the resource that its dimension names. */
  private static String watched(Resource alarm) {
    Properties properties = alarm.properties();
    Properties dimension = properties.child("Dimensions", properties.list("Dimensions").getFirst());
    String value = dimension.requiredText("Value");
    String of =
        resources()
            .filter(one -> !one.logicalId().equals(alarm.logicalId()))
            .filter(one ->
                value.equals(new Attributes(one, SCOPE).ref())
                    || value.replaceAll("\\.fifo$", "").endsWith(one.logicalId()))
            .map(Resource::logicalId)
            .max(Comparator.comparingInt(String::length))
            .orElse(value);
    String metric = properties.requiredText("MetricName");
    return metric.replace("ApproximateNumberOfMessagesVisible", "Visible") + " of " + of;
  }

  private static Set<String> paging() {
    Map<String, String> topic = new HashMap<>(ALL_ON);
    topic.put("AlarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:on-call");
    return scope(topic)
        .resources()
        .present(one -> one.type().equals("AWS::CloudWatch::Alarm"))
        .filter(alarm -> alarm.properties().has("AlarmActions"))
        .map(ShippedTemplateTest::watched)
        .collect(Collectors.toSet());
  }

  @Test
  void pagesOncePerEventThatFails() {
    Set<String> paging = paging();
    for (PipeDefinition definition : pipes()) {
      String pipe = definition.logicalId().replaceAll("Pipe$", "");
      ENDS.forEach((end, metrics) -> {
        Set<String> moved =
            Stream.of(FAILING, metrics)
                .flatMap(Set::stream)
                .map(metric -> metric.replace("PIPE", pipe))
                .collect(Collectors.toSet());
        if (pipe.equals("Fifo")) {
          moved.add(
              "ExecutionsFailed of FifoMachine"); // its execution fails, and the batch returns
        }
        moved.retainAll(paging);
        assertThat(moved).as(pipe + " " + end).hasSize(1);
      });
      assertThat(paging).contains("ApproximateAgeOfOldestMessage of " + pipe + "Queue");
    }
  }

  /** A pipe that only starts a machine does not see it fail. */
  @Test
  void pagesForEachExecutionThatNoPipeRetries() {
    assertThat(paging())
        .contains(
            "ExecutionsFailed of OrderMachine",
            "ExecutionsFailed of ClaimCheckMachine",
            "ExecutionsFailed of PartnerMachine",
            "ExecutionsFailed of UpcastMachine",
            "Visible of UndeliveredQueue")
        .doesNotContain("ExecutionsFailed of FifoMachine");
  }

  @Test
  void watchesEachStateMachineThatAnyParameterBrings() {
    Map<String, String> once = new HashMap<>(ALL_ON);
    once.put("OrderStart", "once");
    for (Scope scope : List.of(SCOPE, scope(once))) {
      List<Resource> all = scope.resources().present(resource -> true).toList();
      List<String> watched =
          all.stream()
              .filter(one -> one.type().equals("AWS::CloudWatch::Alarm"))
              .filter(
                  alarm -> alarm.properties().requiredText("MetricName").equals("ExecutionsFailed"))
              .map(alarm ->
                  alarm
                      .properties()
                      .child("Dimensions", alarm.properties().list("Dimensions").getFirst())
                      .requiredText("Value"))
              .toList();
      assertThat(all.stream().filter(Resource::isStateMachine))
          .allSatisfy(
              machine -> assertThat(watched).contains(new Attributes(machine, scope).ref()));
    }
  }

  @Test
  void discoversSchemasOnlyWhenAsked() {
    Map<String, String> asked = new HashMap<>(ALL_ON);
    asked.put("DiscoverSchemas", "true");
    Predicate<Resource> discoverer = one -> one.type().equals("AWS::EventSchemas::Discoverer");
    assertThat(resources().filter(discoverer)).isEmpty();
    assertThat(scope(asked).resources().present(discoverer)).hasSize(1);
  }

  @Test
  void savesAQueryOverTheLogsOfAllFunctions() {
    Properties query = resource("ByCorrelationId").properties();
    assertThat(query.requiredText("QueryString")).contains("| filter correlationId = ");
    assertThat(query.list("LogGroupNames")).hasSize(PIPES.size());
  }

  @Test
  void drawsDashboardsThatAreJson() throws JsonProcessingException {
    for (String pipe : PIPES) {
      Resource dashboard = resource(pipe.replaceAll("Pipe$", "") + "Dashboard");
      JsonNode body = Json.parse(dashboard.properties().requiredText("DashboardBody"));
      assertThat(body.get("widgets")).hasSize(6);
      assertThat(body.toString()).doesNotContain("${");
    }
  }

  @Test
  void registersTheSchemasThatAreFiles() throws IOException {
    List<Resource> schemas =
        resources().filter(r -> r.type().equals("AWS::EventSchemas::Schema")).toList();
    assertThat(schemas).hasSizeGreaterThanOrEqualTo(2 * PIPES.size());
    for (Resource schema : schemas) {
      String[] name = schema.properties().requiredText("SchemaName").split("\\.");
      JsonNode file = Json.read(Path.of("pipes/schemas", name[0], name[1] + ".json"));
      assertThat(Json.parse(schema.properties().requiredText("Content")))
          .as(schema.logicalId())
          .isEqualTo(file);
      assertThat(schema.properties().requiredText("Description"))
          .isEqualTo(file.get("description").asText());
    }
  }

  @Test
  void fillsEachPlaceholderOfAStateMachine() throws IOException {
    Pattern placeholder = Pattern.compile("\\$\\{(\\w+)}");
    Map<String, String> once = new HashMap<>(ALL_ON);
    once.put("OrderStart", "once");
    List<Resource> machines =
        Stream.of(SCOPE, scope(once))
            .flatMap(scope -> scope.resources().present(Resource::isStateMachine))
            .filter(machine -> machine.properties().has("DefinitionSubstitutions"))
            .toList();
    for (Resource machine : machines) {
      String file = machine.properties().requiredText("DefinitionUri");
      Matcher found = placeholder.matcher(Files.readString(Path.of("pipes", file)));
      assertThat(found.results().map(match -> match.group(1)).collect(Collectors.toSet()))
          .as(machine.logicalId())
          .isEqualTo(
              machine.properties().child("DefinitionSubstitutions").mapping().entries().keySet());
    }
    assertThat(machines)
        .extracting(Resource::logicalId)
        .contains("OrderOnceMachine", "FifoMachine");
  }
}
