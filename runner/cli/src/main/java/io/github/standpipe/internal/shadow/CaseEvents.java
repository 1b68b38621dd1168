package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.shadow.EventReader.Content;
import io.github.standpipe.internal.shadow.EventReader.Located;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The source events of a fixture. */
record CaseEvents(Project project, Pipe pipe, Path directory) {

  /**
   * The messages, each at the fixture's place.
   *
   * @throws io.github.standpipe.json.Fault for files that cannot be read
   */
  Content read() {
    Content content = new Content();
    for (JsonNode record : records()) {
      content.messages().add(new Located(directory.toString(), ((ObjectNode) record).deepCopy()));
    }
    return content;
  }

  private List<? extends JsonNode> records() {
    Path source = directory.resolve(FixtureNames.SOURCE);
    if (Files.exists(source) && !Project.beginsWithEvents(directory)) {
      String text = GivenFile.text(source);
      return SourceBatch.read(text, source.toString(), pipe.source(), project.clock()).written();
    }
    Optional<Payload> arrived = project.arrived(pipe, directory);
    return arrived.map(Payload::items).orElse(List.of());
  }
}
