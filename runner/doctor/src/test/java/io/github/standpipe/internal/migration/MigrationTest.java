package io.github.standpipe.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.GivenEvents;
import io.github.standpipe.internal.bus.Surroundings;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subscribers that are printed for rules, run beside the rules. */
class MigrationTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:Inbox";
  private static final List<String> SLOTS =
      List.of(
          "$.detail.to",
          "$.detail.box",
          "$.detail.none",
          "$.source",
          "$.detail-type",
          "$.detail.items[0]",
          "$.detail.kilos");

  @TempDir Path folder;

  private Template template(String resources) {
    try {
      Path file = Files.createTempDirectory(folder, "t").resolve("template.yaml");
      Files.writeString(file, "Resources:\n  Inbox: {Type: AWS::SQS::Queue}\n" + resources);
      return Template.read(file, Map.of());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String rule(String target) {
    return "  Depot: {Type: AWS::Events::EventBus, Properties: {Name: depot}}\n"
        + "  Parcels:\n    Type: AWS::Events::Rule\n    Properties:\n"
        + "      EventBusName: !Ref Depot\n      EventPattern: {source: [shop]}\n"
        + "      Targets:\n        - Id: inbox\n          Arn: !GetAtt Inbox.Arn\n"
        + target.indent(10);
  }

  private static JsonNode event(Random random) {
    ObjectNode detail =
        Json.object().put("to", List.of("Oslo", "Rome", "Ås").get(random.nextInt(3)));
    detail.put("kilos", random.nextInt(50));
    if (random.nextBoolean()) {
      detail.putObject("box").put("kind", "b" + random.nextInt(9));
    }
    detail.putArray("items").add("i" + random.nextInt(3)).add(2);
    ObjectNode event =
        Json.object()
            .put("Source", random.nextInt(4) == 0 ? "attic" : "shop")
            .put("DetailType", "Moved");
    return event.set("Detail", detail);
  }

  private static List<JsonNode> arrived(Template template, JsonNode event, String key, String bus) {
    ObjectNode entry = Json.object().put(key, bus).setAll((ObjectNode) event);
    Surroundings around =
        Surroundings.fixed("123456789012", "us-east-1", Instant.parse("2026-01-02T03:04:05Z"));
    List<JsonNode> bodies = new ArrayList<>();
    for (BusTrace trace : GivenEvents.read(entry).run(TemplateFeeders.of(template), around)) {
      trace.bodies(QUEUE).forEach(body -> bodies.add(parsed(body)));
    }
    return bodies;
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode json = Json.parse(body);
      return json instanceof ObjectNode object ? object.without("id") : json;
    } catch (JsonProcessingException e) {
      return Json.object().textNode(body); // what JSONata sends of a text has no quotes
    }
  }

  private static String input(Random random) {
    StringBuilder paths = new StringBuilder();
    StringBuilder template = new StringBuilder("{");
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String path = SLOTS.get(random.nextInt(SLOTS.size()));
      boolean isText = !path.contains("box") && !path.contains("kilos");
      boolean quoted = isText && random.nextBoolean();
      paths
          .append(i == 0 ? "" : ", ")
          .append('v')
          .append(i)
          .append(": '")
          .append(path)
          .append('\'');
      template.append(i == 0 ? "" : ", ").append("\"k").append(i).append("\": ");
      template.append(quoted ? "\"at <v" + i + ">, <v" + i + ">\"" : "<v" + i + ">");
    }
    return "InputTransformer: {InputPathsMap: {"
        + paths
        + "}, InputTemplate: '"
        + template
        + "}'}\n";
  }

  @Test
  void theSubscriberSendsWhatTheRuleSends() {
    Random random = new Random(31);
    int sent = 0;
    for (int round = 0; round < 50; round++) {
      String target =
          switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "Input: '{\"a\": [1, {\"b\": null}]}'\n";
            case 2 ->
                "InputPath: "
                    + List.of("$.detail", "$.detail.to", "$.detail.items").get(round % 3)
                    + "\n";
            default -> input(random);
          };
      String before = rule(target);
      Migration migration = Migration.of(template(before));
      assertThat(migration.targets()).hasSize(1);
      Template both =
          template(
              before
                  + String.join("", migration.buses().values())
                  + migration.targets().getFirst().yaml());
      for (int i = 0; i < 8; i++) {
        JsonNode event = event(random);
        List<JsonNode> byRule = arrived(both, event, "EventBusName", "Depot");
        assertThat(arrived(both, event, "EventBusArn", "DepotV2"))
            .as("%s %s %s", target, migration.targets().getFirst().yaml(), event)
            .isEqualTo(byRule);
        sent += byRule.size();
      }
    }
    assertThat(sent).isBetween(200, 399);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EventPattern: {source: [{wildcard: 's*'}]}|filter|CreateSubscriber refuses wildcard; write"
            + " prefix, suffix or equals-ignore-case",
        "ScheduleExpression: rate(1 day)|schedule|a rule with a schedule and no pattern has no"
            + " counterpart; write an AWS::Scheduler::Schedule",
        "EventPattern: {source: [!Ref Inbox]}|filter|the pattern holds values of the deployment,"
            + " and a filter is a text; write it with Fn::Sub"
      })
  void saysWhyThereIsNoSubscriber(String condition, String about, String text) {
    Migration migration =
        Migration.of(template(rule("").replace("EventPattern: {source: [shop]}", condition)));
    assertThat(migration.targets().getFirst().yaml()).isEmpty();
    assertThat(migration.targets().getFirst().changes()).contains(new MigrationChange(about, text));
  }

  @Test
  void writesASourceForTheEventsOfAService() {
    Migration migration =
        Migration.of(
            template(
                rule("")
                    .replace("      EventBusName: !Ref Depot\n", "")
                    .replace("[shop]", "[aws.s3]")));
    assertThat(migration.buses().get("default"))
        .contains("  defaultV2awss3Source:\n    Type: AWS::EventsV2::EventSource\n")
        .contains("          AwsService: aws.s3\n");
  }

  private static String pipe(String filter, String input) {
    return "  Pipe:\n    Type: AWS::Pipes::Pipe\n    Properties:\n      RoleArn:"
        + " arn:aws:iam::123456789012:role/p\n      Source: !GetAtt Inbox.Arn\n"
        + "      SourceParameters: {FilterCriteria: {Filters: [{Pattern: '"
        + filter
        + "'}]}}\n      Enrichment: arn:aws:lambda:us-east-1:123456789012:function:f\n"
        + "      EnrichmentParameters: {InputTemplate: '"
        + input
        + "'}\n      Target: arn:aws:states:us-east-1:123456789012:stateMachine:m\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"body\": {\"detail\": {\"to\": [\"Oslo\"]}}}|{\"a\": <$.body.detail.to>}|",
        "{\"body\": {\"detial\": [1]}}|{\"a\": <$.body.detial>}|",
        "{\"body\": {\"replay-name\": [{\"exists\": false}]}}|{\"a\": <$.messageId>}|",
        "{\"body\": {\"replay-name\": [\"again\"]}}|{\"a\": <$.body.detail>}|its filter asks for"
            + " body.replay-name, which the subscriber never sends, so every message would be"
            + " deleted",
        "{\"$or\": [{\"body\": {\"replay-name\": [\"again\"]}}, {\"body\": {\"source\":"
            + " [\"shop\"]}}]}|{\"a\": <$.body.detail>}|its filter asks for body.replay-name,"
            + " which the subscriber never sends",
        "{\"body\": {\"source\": [\"shop\"]}}|{\"a\": <$.body.replay-name>}|its enrichment's"
            + " InputTemplate takes <$.body.replay-name>, which the subscriber never sends"
      })
  void namesWhatThePipeBehindTheRuleWouldMiss(String filter, String input, String text) {
    Migration migration = Migration.of(template(rule("") + pipe(filter, input)));
    assertThat(migration.targets().getFirst().changes())
        .filteredOn(change -> change.about().equals("pipe Pipe"))
        .extracting(MigrationChange::text)
        .isEqualTo(text == null ? List.of() : List.of(text));
  }

  @Test
  void saysIfNoEventPassesTheFilterAnyMore() {
    String replays = rule("").replace("{source: [shop]}", "{replay-name: [{exists: true}]}");
    Migration migration =
        Migration.of(template(replays + pipe("{\"body\": {\"source\": [\"shop\"]}}", "<$.body>")));
    assertThat(migration.targets().getFirst().changes())
        .contains(
            new MigrationChange(
                "filter",
                "no event of a custom event bus passes it, so nothing comes to the pipe"));
  }

  @Test
  void aPipeWithoutAnEnrichmentCouldBeASubscriberAlone() {
    String pipe =
        "  Pipe:\n    Type: AWS::Pipes::Pipe\n    Properties:\n      RoleArn:"
            + " arn:aws:iam::123456789012:role/p\n      Source: !GetAtt Inbox.Arn\n      Target:"
            + " arn:aws:states:us-east-1:123456789012:stateMachine:m\n";
    Migration migration = Migration.of(template(rule("") + pipe));
    assertThat(migration.targets().getFirst().pipes()).containsExactly("Pipe");
    assertThat(migration.pipes()).extracting(PipeMigration::isReplaceable).containsExactly(true);
    assertThat(Migration.of(template(pipe)).pipes())
        .extracting(PipeMigration::isReplaceable)
        .containsExactly(false);
  }
}
