package io.github.standpipe.internal.cli;

import static io.github.standpipe.internal.cli.OutsideQueues.envelope;
import static io.github.standpipe.internal.cli.OutsideQueues.message;
import static io.github.standpipe.internal.cli.OutsideQueues.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Fixtures of messages from production. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ImportTest {
  private static final String QUARANTINE =
      "runner/cli/src/test/resources/quarantine/pipes/template.yaml";

  /** Its key is made of a value, what is looked up decides, and so does a threshold. */
  private static final String JSLT =
      """
      let customer = lookup("customers", "CUST#" + .body.customer)
      let region = lookup("regions", [$customer.region, 12345])
      if (.body.amount > 90000) quarantine("too much")
      else {"name": $customer.name, "city": $region.city, "gold": $customer.tier == "gold"}
      """;

  private static final String CUSTOMERS =
      "{\"CUST#C-17\": {\"name\": \"Ann Other\", \"tier\": \"gold\", \"region\": \"EU-WEST\"}}";
  private static final String REGIONS =
      "{\"[\\\"EU-WEST\\\",\\\"12345\\\"]\": {\"city\": \"Lyon\"}}";

  @TempDir Path folder;
  private MadeProject project = new MadeProject(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    project = MadeProject.in(folder, JSLT);
    String template = Files.readString(project.template());
    project
        .write(
            "pipes/template.yaml",
            template.replace(
                "{TRANSFORM: x.jslt}",
                "{TRANSFORM: x.jslt, LOOKUP_CUSTOMERS: 'dynamodb:customers',"
                    + " LOOKUP_REGIONS: 'dynamodb:regions',"
                    + " QUARANTINE_QUEUE_URL: https://sqs.eu-west-1.amazonaws.com/1/q}"))
        .write("fixtures/P/lookups/customers.json", CUSTOMERS)
        .write("fixtures/P/lookups/regions.json", REGIONS);
  }

  private Said imported(String text, String... more) {
    project.write("given.txt", text);
    String[] first = {
      "import",
      "P",
      folder.resolve("given.txt").toString(),
      "-t",
      project.template().toString(),
      "--save",
      folder.resolve("fixtures/P/x").toString()
    };
    return Said.by(
        java.util.stream.Stream.of(first, more)
            .flatMap(java.util.stream.Stream::of)
            .toArray(String[]::new));
  }

  private JsonNode read(String file) {
    return Started.json(project.text(file));
  }

  private static String received(String body) {
    ObjectNode message = Json.object().put("MessageId", "m-1").put("Body", body);
    ObjectNode all = Json.object();
    all.putArray("Messages").add(message);
    return Json.text(all);
  }

  @Test
  void savesAFixtureThatRunsOfflineWithoutTheValues() {
    Said said =
        imported(
            received("{\"customer\":\"C-17\",\"amount\":12}"),
            "--keep",
            "lookups.customers.tier",
            "--seed",
            "3");

    assertThat(said.err()).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            "1 message imported from received messages, values replaced",
            "seed: 3; --seed 3 repeats the replacement",
            "kept by --keep: lookups.customers.tier",
            "look-up customers: 1 document",
            "look-up regions: 1 document",
            "saved as " + folder.resolve("fixtures/P/x") + ": the batch is delivered",
            "read it before you commit it: it records what the pipe does, not what it should do");
    assertThat(said.code()).isZero();
    String customer = read("1-source.json").at("/0/body/customer").textValue();
    assertThat(customer).matches("[A-Z]-\\d\\d").isNotEqualTo("C-17");
    assertThat(read("lookups/customers.json").at("/CUST#" + customer + "/tier").textValue())
        .isEqualTo("gold");
    assertThat(read("5-target-input.json").at("/0/gold").booleanValue()).isTrue();
    assertThat(read("5-target-input.json").at("/0/city").textValue()).matches("[A-Z][a-z]{3}");
    assertThat(project.text("1-source.json") + project.text("lookups/customers.json"))
        .doesNotContain("C-17", "Ann", "EU-WEST");
    assertThat(project.test().code()).isZero();
  }

  @Test
  void tellsWhatIsMadeOtherwiseAndWhatToKeep() {
    Said said = imported("{\"customer\":\"C-17\",\"amount\":12}");

    assertThat(said.err()).isEmpty();
    assertThat(said.lines())
        .contains(
            "note: enriched: $[0].gold was true, and is false by redaction; to keep the outcome,"
                + " pass --keep lookups.customers.tier");
    assertThat(said.code()).isZero();
    assertThat(project.test().code()).isZero();
  }

  @Test
  void keepsAMissAMiss() {
    Said said = imported("{\"customer\":\"C-99\",\"amount\":12}");

    assertThat(said.lines()).contains("look-up customers: 0 documents, 1 not found");
    assertThat(read("lookups/customers.json").fieldNames().next()).startsWith("CUST#");
    assertThat(read("lookups/customers.json").elements().next().isNull()).isTrue();
    assertThat(project.test().code()).isZero();
  }

  @Test
  void savesNothingWhereTheOutcomeChanges() {
    // most numbers of five digits are not above 90000
    Said said =
        imported(
            "{\"messageId\":\"m-1\",\"body\":\"{\\\"customer\\\":\\\"C-99\\\",\\\"amount\\\":98765}\"}",
            "--seed",
            "2");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: the outcome changed by redaction: record 1 (m-1) was discarded, and is"
                + " delivered; to keep the outcome, pass --keep amount. Nothing was saved; --anyway"
                + " saves it\n");
    assertThat(said.code()).isEqualTo(1);
    assertThat(folder.resolve("fixtures/P/x")).doesNotExist();

    Said kept = imported("{\"customer\":\"C-99\",\"amount\":98765}", "--keep", "amount");
    assertThat(kept.code()).isZero();
    assertThat(kept.lines()).contains("1 message quarantined");
    assertThat(project.test().code()).isZero();
  }

  @Test
  void savesAnOutcomeThatChangesAnyway() {
    Said said =
        imported("{\"customer\":\"C-99\",\"amount\":98765}", "--anyway", "--json", "--seed", "2");

    JsonNode json = Started.json(said.out());
    assertThat(json.path("change").asText()).endsWith("was quarantined, and is delivered");
    assertThat(json.path("keep").toString()).isEqualTo("[\"amount\"]");
    assertThat(json.path("saved").asText()).isEqualTo(folder.resolve("fixtures/P/x").toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(project.test().code()).isZero();
  }

  @Test
  void replacesNothingAsIs() {
    Said said = imported("{\"customer\":\"C-17\",\"amount\":98765}", "--as-is");

    assertThat(said.lines()).contains("1 message imported from message bodies, as they are");
    assertThat(read("1-source.json").at("/0/body/customer").textValue()).isEqualTo("C-17");
    assertThat(said.code()).isZero();
    assertThat(project.test().code()).isZero();
  }

  @Test
  void takesAsManyAsABatchHolds() {
    String lines = "{\"customer\":\"C-17\",\"amount\":1}\n".repeat(1000);

    Said said = imported(lines, "--as-is");

    assertThat(said.lines()).contains("the other 990 are left out: a batch of this pipe holds 10");
    assertThat(read("1-source.json")).hasSize(10);
  }

  @Test
  void neverWritesOverWhatIsThere() {
    project.with("1-source.json", "[]");

    Said said = imported("{}");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: "
                + folder.resolve("fixtures/P/x")
                + ": is not empty; save to an empty folder\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(project.text("1-source.json")).isEqualTo("[]");
  }

  @Test
  void refusesWhatWasCut() {
    String given = folder.resolve("given.txt").toString();
    assertThat(imported("{\"Messages\": [{\"MessageId\": \"m").err())
        .isEqualTo(
            "standpipe: "
                + given
                + ": begins like the output of a tool, but is not JSON; it was cut off or changed:"
                + " print it again\n");
    assertThat(
            imported("{\"executionId\":\"e\",\"messageType\":\"ExecutionStarted\"}\n{\"execu")
                .err())
        .isEqualTo(
            "standpipe: "
                + given
                + ": holds a line that is not JSON after a pipe's log; it was cut off or"
                + " changed\n");
  }

  @Test
  void takesABodyThatIsNoJson() {
    Said said = imported("call Ann at once\n");

    assertThat(project.text("1-source.json")).doesNotContain("Ann");
    assertThat(said.code()).as(said.err()).isLessThan(2);
  }

  @Test
  void looksIntoAQueueAndLeavesItAsItWas() throws IOException {
    try (OutsideQueues queues = OutsideQueues.of(QUARANTINE, "QuarantinesToBad")) {
      queues
          .quarantine()
          .send(
              List.of(
                  envelope("r", record("m-1", "{\"orderId\":\"O-1\"}")),
                  envelope("r", record("m-2", "{\"poison\":true}"))));
      Path save = folder.resolve("QuarantinesToBad/y");

      Said said = queues.say("import", "--quarantine", "--save", save.toString());

      assertThat(said.lines())
          .contains(
              "2 messages imported from received messages, quarantine envelopes, values replaced",
              "1 message quarantined");
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(queues.quarantine().depth().visible()).isEqualTo(2);
      assertThat(queues.meddler().calls()).doesNotContain("DeleteMessageBatch");
    }
  }

  @Test
  void tellsThatALookIsAReceiveAndRefusesTheLast() throws IOException {
    try (OutsideQueues queues = OutsideQueues.of(QUARANTINE, "QuarantinesToBad")) {
      queues.source().send(List.of(message("{\"orderId\":\"O-1\"}")));
      String first = folder.resolve("a/x").toString();
      Said imported = queues.say("import", "--source", "--save", first);
      assertThat(imported.err())
          .isEqualTo(
              "standpipe: 1 message of Source read, which counts as a receive; after 3 receives a"
                  + " message becomes a dead letter\n");
      queues.say("import", "--source", "--save", folder.resolve("b/x").toString());

      Said refused = queues.say("import", "--source", "--save", folder.resolve("c/x").toString());

      assertThat(refused.err().replaceAll("message [0-9a-f-]{36}", "message <id>"))
          .isEqualTo(
              "standpipe: the queue 'Source': message <id> was received 3 times of 3, including"
                  + " this one: the next receive makes it a dead letter. Read the dead-letter"
                  + " queue, or pass --anyway\n");
      assertThat(refused.code()).isEqualTo(2);
      assertThat(queues.source().depth().visible()).isEqualTo(1);
    }
  }

  @Test
  void saysSoWhereAQueueIsEmptyOrNotTheTemplates() throws IOException {
    try (OutsideQueues queues = OutsideQueues.of(QUARANTINE, "QuarantinesToBad")) {
      String save = folder.resolve("z/x").toString();
      assertThat(queues.say("import", "--dead-letters", "--save", save).err())
          .isEqualTo(
              "standpipe: the queue 'Dead': returned no message; messages that another consumer"
                  + " received are hidden for a while\n");
    }
    Said said =
        Said.by(
            "import",
            "P",
            "-t",
            project.template().toString(),
            "--dead-letters",
            "--save",
            folder.resolve("z/x").toString());
    assertThat(said.err())
        .endsWith(": From has no RedrivePolicy; name it by --queue NAME|URL|ARN\n");
  }
}
