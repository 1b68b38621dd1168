package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.json.EventSchema;
import io.github.standpipe.internal.schema.SchemaBinding;
import io.github.standpipe.internal.schema.SchemaBinding.Side;
import io.github.standpipe.internal.validation.JsonSchemaReader;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Validates the events and target inputs of fixtures with the schemas of the template. */
final class FixtureSchemas {
  private final List<SchemaBinding> bindings;
  private final Map<String, EventSchema> schemas = new HashMap<>();
  private final List<SchemaViolation> violations = new ArrayList<>();
  private final Set<String> unbound = new TreeSet<>();
  private int validated;

  /**
   * A value that contradicts its schema.
   *
   * @param item its place in the stage, from 1 on
   * @param breaks paths and keywords, without values
   */
  record SchemaViolation(
      String fixture, Stage stage, int item, String schema, List<String> breaks) {}

  /**
   * Reads the schemas of a template.
   *
   * @throws Fault for a template without one that is bound to a pipe or to events
   */
  FixtureSchemas(Template template) {
    this.bindings = SchemaBinding.of(template);
    if (bindings.isEmpty()) {
      throw new Fault(
          template.file().toString(),
          "--schemas finds no AWS::EventSchemas::Schema that describes a pipe or an event; name"
              + " one PIPE.in, PIPE.out or source@DetailType");
    }
  }

  void check(Verification tested) {
    tested.runs().forEach(run -> check(tested.name(), run));
  }

  private void check(String fixture, PipeRun run) {
    if (run.trace().outcome() instanceof Outcome.Returned) {
      return;
    }
    String pipe = fixture.substring(0, Math.max(0, fixture.indexOf('/')));
    Set<String> quarantined =
        run.quarantined().stream()
            .map(CollectedQuarantine.Message::messageId)
            .collect(Collectors.toSet());
    List<JsonNode> records = items(run, Stage.FILTERED);
    for (int i = 0; i < records.size(); i++) {
      if (!quarantined.contains(records.get(i).path("messageId").asText())) {
        JsonNode event = event(records.get(i).path("body").asText());
        check(fixture, pipe, Stage.FILTERED, i + 1, event);
      }
    }
    List<JsonNode> given = isWhole(run) ? items(run, Stage.TARGET_INPUT) : List.of();
    for (int i = 0; i < given.size(); i++) {
      check(fixture, pipe, Stage.TARGET_INPUT, i + 1, given.get(i));
    }
  }

  /** A case that gives the target input shows what the machine does with any input. */
  private static boolean isWhole(PipeRun run) {
    return run.trace().at(Stage.ENRICHED).isPresent() || run.trace().at(Stage.FILTERED).isPresent();
  }

  private static List<JsonNode> items(PipeRun run, Stage stage) {
    return run.trace().at(stage).map(Payload::items).orElse(List.of());
  }

  /** The event of a body; missing for a body that is not an object, such as a claim check. */
  private static JsonNode event(String body) {
    try {
      JsonNode event = Json.parse(body);
      boolean isSns = event.path("TopicArn").isTextual() && event.path("Message").isTextual();
      return isSns ? Json.parse(event.path("Message").textValue()) : event;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void check(String fixture, String pipe, Stage stage, int item, JsonNode value) {
    if (!value.isObject()) {
      return;
    }
    Side side = stage == Stage.FILTERED ? Side.IN : Side.OUT;
    List<SchemaBinding> own = bindings.stream().filter(one -> one.isOf(pipe, side)).toList();
    List<SchemaBinding> all =
        own.isEmpty() && side == Side.IN
            ? bindings.stream().filter(one -> one.isOf(value)).toList()
            : own;
    if (all.isEmpty()) {
      unbound.add(pipe + ", " + (side == Side.IN ? "events" : "target input"));
    }
    for (SchemaBinding binding : all) {
      validated++;
      List<String> breaks = schema(binding).violations(value);
      if (!breaks.isEmpty()) {
        violations.add(new SchemaViolation(fixture, stage, item, binding.schema().name(), breaks));
      }
    }
  }

  private EventSchema schema(SchemaBinding binding) {
    return schemas.computeIfAbsent(
        binding.schema().name(),
        name ->
            binding
                .schema()
                .document()
                .map(document -> new JsonSchemaReader().read(document.where(), document.declared()))
                .orElse(value -> List.of()));
  }

  int validated() {
    return validated;
  }

  List<SchemaViolation> violations() {
    return List.copyOf(violations);
  }

  /** The sides of pipes without a schema. */
  Set<String> unbound() {
    return Set.copyOf(unbound);
  }
}
