package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pipes take and give is what {@code pipes/schemas} says. */
class SchemasTest {
  private static final Path SCHEMAS = Path.of("pipes/schemas");
  private static final Project PROJECT =
      new Project(Template.read(Path.of("pipes/template.yaml"), Map.of()), Path.of("fixtures"));
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

  static List<String> pipes() throws IOException {
    try (Stream<Path> folders = Files.list(SCHEMAS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static Schema schema(String pipe, String kind) {
    return REGISTRY.getSchema(Json.read(SCHEMAS.resolve(pipe).resolve(kind + ".json")));
  }

  private static List<String> errors(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Error::toString).toList();
  }

  @Test
  void thereAreSchemasForEachPipeOfTheTemplate() throws IOException {
    assertThat(pipes())
        .contains("OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe")
        .allSatisfy(pipe -> assertThat(PROJECT.template().pipe(pipe).logicalId()).isEqualTo(pipe));
  }

  /** What is in quarantine, and what stops its batch, may break the schema: that is why. */
  @ParameterizedTest
  @MethodSource("pipes")
  void theLightEventsThatAPipeTakesAreOfItsSchema(String pipe) {
    Schema light = schema(pipe, "light");
    List<JsonNode> taken = PROJECT.cases(List.of(pipe)).stream().flatMap(c -> taken(c)).toList();
    assertThat(taken).isNotEmpty();
    assertThat(taken).allSatisfy(event -> assertThat(errors(light, event)).isEmpty());
  }

  private static Stream<JsonNode> taken(Path directory) {
    Path source = directory.resolve("1-source.json");
    if (!Files.exists(source) || Project.beginsWithEvents(directory)) {
      return Stream.of();
    }
    PipeRun run = run(directory, source);
    Trace trace = run.trace();
    Set<String> quarantined =
        run.quarantined().stream()
            .map(CollectedQuarantine.Message::messageId)
            .collect(Collectors.toSet());
    return trace.outcome() instanceof Outcome.Returned
        ? Stream.of()
        : records(trace, quarantined).map(record -> body(record.path("body").asText()));
  }

  private static PipeRun run(Path directory, Path source) {
    Pipe pipe = PROJECT.pipe(String.valueOf(directory.getParent().getFileName()), directory);
    String text = GivenFile.text(source);
    SourceBatch batch = SourceBatch.read(text, source.toString(), pipe.source(), PROJECT.clock());
    return PROJECT.run(pipe, batch.payload());
  }

  private static Stream<JsonNode> records(Trace trace, Set<String> but) {
    Optional<Payload> filtered = trace.at(Stage.FILTERED);
    return filtered.stream()
        .flatMap(payload -> payload.items().stream())
        .filter(record -> !but.contains(record.path("messageId").asText()));
  }

  private static JsonNode body(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A case that gives the target input shows what the machine does with any input. */
  private static boolean beginsBeforeTheTarget(Path directory) {
    return Stream.of("0-event", "1-source", "2-filtered", "3-enrichment-input", "4-enriched")
        .anyMatch(stage -> Files.exists(directory.resolve(stage + ".json")));
  }

  @ParameterizedTest
  @MethodSource("pipes")
  void theRichEventsThatAPipeGivesAreOfItsSchema(String pipe) {
    Schema rich = schema(pipe, "rich");
    List<JsonNode> given =
        PROJECT.cases(List.of(pipe)).stream()
            .filter(SchemasTest::beginsBeforeTheTarget)
            .map(directory -> directory.resolve("5-target-input.json"))
            .filter(Files::exists)
            .flatMap(file -> Json.read(file).valueStream())
            .toList();
    assertThat(given).isNotEmpty();
    assertThat(given).allSatisfy(event -> assertThat(errors(rich, event)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "OrderPipe, hydrates-the-customer-and-each-product, detail.data.orderId",
    "ClaimCheckPipe, fetches-a-document-by-its-uri, detail.data.payload",
    "PartnerPipe, rates-a-company, detail.metadata.id",
    "UpcastPipe, passes-version-2-as-it-is, detail.data.method",
    "FifoPipe, ships-from-a-warehouse-that-moved, data.parcelId"
  })
  void aSchemaRefusesAnEventThatLacksWhatThePipeNeeds(String pipe, String name, String path) {
    Path directory = Path.of("fixtures", pipe, name);
    ObjectNode event = (ObjectNode) taken(directory).findFirst().orElseThrow();
    assertThat(errors(schema(pipe, "light"), event)).isEmpty();

    int last = path.lastIndexOf('.');
    ObjectNode holder = (ObjectNode) event.at("/" + path.substring(0, last).replace('.', '/'));
    holder.remove(path.substring(last + 1));

    assertThat(errors(schema(pipe, "light"), event)).isNotEmpty();
  }

  @Test
  void aRichEventMayHoldNothingThatNobodyKnows() {
    Path file = Path.of("fixtures/OrderPipe/hydrates-the-customer-and-each-product");
    ObjectNode order = (ObjectNode) Json.read(file.resolve("5-target-input.json")).get(0);
    assertThat(errors(schema("OrderPipe", "rich"), order.put("password", "x")))
        .singleElement()
        .asString()
        .contains("password");
  }
}
