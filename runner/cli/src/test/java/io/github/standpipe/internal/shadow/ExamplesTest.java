package io.github.standpipe.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private static final String EVENT =
      "{\"name\": \"Grace Hopper\", \"mail\": \"grace@navy.example\", \"kind\": \"premium\", \"n\":"
          + " 7341}";

  @TempDir Path folder;

  private List<Example> examples(TwoPipes pipes, String... kept) {
    ShadowFindings findings = pipes.compare(EVENT, 1);
    Examples examples = new Examples(pipes.setup(1), Set.of(kept));
    return findings.groups().stream().map(examples::of).toList();
  }

  @Test
  void replacesTheValuesOfAnEventAndOfWhatBecomesOfIt() throws IOException {
    TwoPipes pipes =
        new TwoPipes(folder).was("", "{\"a\": .mail}").is("", "{\"a\": .name, \"n\": .n}");

    List<Example> examples = examples(pipes);

    assertThat(examples).hasSize(2).allMatch(Example::isShown);
    assertThat(examples.toString())
        .doesNotContain("Grace")
        .doesNotContain("navy")
        .doesNotContain("premium")
        .doesNotContain("7341");
    assertThat(examples(pipes)).isEqualTo(examples);
    assertThat(examples(pipes, "mail").toString()).contains("grace@navy.example");
  }

  @Test
  void keepsAValueThatTheDifferenceDependsOn() throws IOException {
    TwoPipes pipes =
        new TwoPipes(folder)
            .was("", "{\"a\": .n}")
            .is("", "{\"a\": if (.kind == \"premium\") string(.n) else .n}");

    Example example = examples(pipes).getFirst();

    assertThat(example.kept()).containsExactly("kind");
    assertThat(example.messages().toString()).contains("premium").doesNotContain("Grace");
    assertThat(example.is().isTextual()).isTrue();
  }

  @Test
  void hidesAnEventWhoseDifferenceDependsOnAPersonalValue() throws IOException {
    TwoPipes pipes =
        new TwoPipes(folder)
            .was("", "{\"a\": 1}")
            .is("", "if (.mail == \"grace@navy.example\") {\"a\": 2} else {\"a\": 1}");

    Example example = examples(pipes).getFirst();

    assertThat(example.isShown()).isFalse();
    assertThat(example.place()).isEqualTo("standard input:1");
  }

  @Test
  void redactsTheDocumentsOfLookUps() throws IOException {
    TwoPipes pipes =
        new TwoPipes(folder)
            .was("", "{\"a\": lookup(\"customers\", .name).city}")
            .is("", "{\"b\": lookup(\"customers\", .name).city}")
            .customers("{\"Grace Hopper\": {\"city\": \"Arlington\"}}");

    List<Example> examples = examples(pipes);

    assertThat(examples).hasSize(2).allMatch(Example::isShown);
    assertThat(examples.toString()).doesNotContain("Arlington").doesNotContain("Hopper");
    assertThat(Json.text(examples.getLast().is())).hasSize("\"Arlington\"".length());
  }
}
