package io.github.standpipe.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts of the shipped pipes, with their fixtures. */
class ShippedContractsTest {
  private static final Project PROJECT =
      new Project(Template.read(Path.of("pipes/template.yaml"), Map.of()), Path.of("fixtures"));

  private static List<Path> sources(String pipe) {
    return PROJECT.cases(List.of(pipe)).stream()
        .filter(folder -> !Project.beginsWithEvents(folder))
        .map(folder -> folder.resolve("1-source.json"))
        .filter(Files::exists)
        .toList();
  }

  private static Trace run(String name, Path source, @Nullable ReducedEvent reduction) {
    Pipe pipe = PROJECT.pipe(name, Objects.requireNonNull(source.getParent()));
    SourceBatch batch =
        SourceBatch.read(GivenFile.text(source), source.toString(), pipe.source(), PROJECT.clock());
    Payload payload = batch.payload();
    if (reduction != null) {
      payload = Payload.of(payload.items().stream().map(one -> reduced(one, reduction)).toList());
    }
    return PROJECT.run(pipe, payload).trace();
  }

  private static JsonNode reduced(JsonNode message, ReducedEvent reduction) {
    try {
      JsonNode body = Json.parse(message.path("body").asText());
      ObjectNode copy = message.deepCopy();
      return copy.put("body", Json.text(reduction.of(body)));
    } catch (JsonProcessingException e) {
      return message; // a body of text
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe"})
  void giveTheSameForEventsWithOnlyWhatIsRead(String pipe) {
    PipeContract contract = ContractReader.of(PROJECT.template(), pipe);
    ReducedEvent reduction = ReducedEvent.by(contract.readings());
    int delivered = 0;
    for (Path source : sources(pipe)) {
      Trace whole = run(pipe, source, null);
      Trace reduced = run(pipe, source, reduction);
      assertThat(reduced.outcome().getClass())
          .as(source.toString())
          .isEqualTo(whole.outcome().getClass());
      if (whole.outcome() instanceof Outcome.Delivered) {
        delivered++;
        assertThat(reduced.at(Stage.TARGET_INPUT)).isEqualTo(whole.at(Stage.TARGET_INPUT));
      }
    }
    assertThat(delivered).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe"})
  void giveWhatTheirSchemaSays(String pipe) {
    PipeContract contract = ContractReader.of(PROJECT.template(), pipe);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(contract.gives());
    assertThat(contract.notes()).isEmpty();
    int given = 0;
    for (Path source : sources(pipe)) {
      Trace trace = run(pipe, source, null);
      for (JsonNode item : trace.at(Stage.TARGET_INPUT).map(Payload::items).orElse(List.of())) {
        given++;
        assertThat(schema.validate(item)).as(source.toString()).isEmpty();
      }
    }
    assertThat(given).isPositive();
  }
}
