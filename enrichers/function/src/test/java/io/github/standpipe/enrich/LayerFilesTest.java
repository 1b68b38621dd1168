package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leads out of the layer is refused here, since a deployed function would not find it. */
class LayerFilesTest {
  private static final String OUTSIDE =
      ", which is outside of the layer; a deployed function has no such file: put it into the"
          + " layer";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("layer/deep"));
    Files.writeString(folder.resolve("outside.jslt"), "def f(x) $x\n{\"a\": 1}");
    Files.writeString(folder.resolve("outside.json"), "{}");
    Files.writeString(folder.resolve("layer/in.jslt"), "{\"a\": 1}");
    Files.writeString(folder.resolve("layer/in.json"), "{}");
    Files.createSymbolicLink(folder.resolve("layer/link.jslt"), folder.resolve("outside.jslt"));
    Files.createSymbolicLink(folder.resolve("layer/near.jslt"), folder.resolve("layer/in.jslt"));
  }

  private Transform transform(String file, String lookup) {
    Path root = folder.resolve("layer");
    return Transform.in(
        new Environment(
            Map.of("TRANSFORM", file, "LOOKUP_CODES", "file:" + lookup),
            root,
            Map.of(),
            InstantSource.system(),
            UUID::randomUUID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside.jslt", "deep/../../outside.jslt", "link.jslt", "/etc/hostname"})
  void refusesATransformThatIsOutside(String file) {
    assertThatThrownBy(() -> transform(file, "in.json"))
        .hasMessage("environment variable TRANSFORM: names '" + file + "'" + OUTSIDE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.json", "/etc/hostname"})
  void refusesALookUpThatIsOutside(String file) {
    assertThatThrownBy(() -> transform("in.jslt", file))
        .hasMessage("environment variable LOOKUP_CODES: names '" + file + "'" + OUTSIDE);
  }

  @Test
  void refusesAnImportThatIsOutside() throws IOException {
    Path importer = folder.resolve("layer/importer.jslt");
    Files.writeString(importer, "import \"../outside.jslt\" as o {\"a\": o:f(1)}");
    assertThatThrownBy(() -> transform("importer.jslt", "in.json"))
        .hasMessage(importer + ": names '../outside.jslt'" + OUTSIDE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in.jslt", "deep/../in.jslt", "near.jslt"})
  void takesWhatIsInside(String file) {
    assertThat(transform(file, "deep/../in.json")).isNotNull();
  }
}
