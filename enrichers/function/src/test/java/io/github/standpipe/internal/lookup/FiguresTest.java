package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.lookup.Server.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metrics of a call say of its look-ups. */
class FiguresTest {
  @TempDir Path root;

  private static List<Integer> counts(Function function) {
    JsonNode metrics = function.metrics();
    return List.of(
        metrics.path("LookupCalls").asInt(),
        metrics.path("LookupKeys").asInt(),
        metrics.path("CacheHits").asInt());
  }

  private static String[] keys(int many) {
    return IntStream.range(0, many).mapToObj(i -> "\"k" + i + "\"").toArray(String[]::new);
  }

  @Test
  void countsEachBatchGetItem() {
    try (Dynamo dynamo = new Dynamo()) {
      Function function =
          dynamo.function(new Function(root)).logging().docs("dynamodb:docs#key=id");
      function.find(keys(250));
      assertThat(dynamo.keysACall()).hasSize(3);
      assertThat(counts(function)).containsExactly(3, 250, 0);
    }
  }

  @Test
  void countsARequestThatIsMadeAgain() {
    try (Server server = new Server((request, body) -> new Reply(503, ""))) {
      Function function = new Function(root).logging().docs(server.at() + "/{key}#tries=2");
      assertThat(function.transform("{\"u\": lookup(\"docs\", .)}").started()).isNotNull();
      try {
        function.call(function.started(), "[\"a\"]");
      } catch (RuntimeException e) {
        assertThat(e).hasMessageContaining("look-up docs did not answer for 1 key: HTTP 503");
      }
      assertThat(server.asked).hasSize(2);
      assertThat(counts(function)).containsExactly(2, 1, 0);
    }
  }

  @Test
  void countsWhatACacheKnewAndWhatItKnewThatThereIsNot() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/no")
                ? new Reply(404, "")
                : new Reply(200, "{}"))) {
      Function function = new Function(root).logging().docs(server.at() + "/{key}#cache=60s");
      var handler = function.started();
      function.find(handler, "\"a\"", "\"b\"", "\"no\"");
      assertThat(counts(function)).containsExactly(3, 3, 0);
      function.find(handler, "\"a\"", "\"c\"", "\"no\"", "\"a\"");
      assertThat(counts(function)).containsExactly(1, 3, 2);
      function.find(handler, "\"a\"");
      assertThat(counts(function)).containsExactly(0, 1, 1);
    }
  }

  @Test
  void countsAFileOnceATimeThatItIsAsked() throws IOException {
    Files.writeString(root.resolve("docs.json"), "{\"a\": 1}");
    Function function = new Function(root).logging().docs("file:docs.json");
    function.find("\"a\"", "\"b\"");
    assertThat(counts(function)).containsExactly(1, 2, 0);
  }

  @Test
  void countsNoCallForAKeyThatNothingCanHave() {
    try (Server server = new Server((request, body) -> new Reply(200, "{}"))) {
      Function function = new Function(root).logging().docs(server.at() + "/{key}");
      function.find("\"..\"", "\"\"");
      assertThat(server.asked).isEmpty();
      assertThat(counts(function)).containsExactly(0, 2, 0);
    }
  }
}
