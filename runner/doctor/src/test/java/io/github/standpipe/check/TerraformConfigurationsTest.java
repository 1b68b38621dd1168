package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations as people write them, each as its plan before the first apply and as its state.
 */
class TerraformConfigurationsTest {
  private static final String SECRET = "s3cr3t-t0ken-of-the-shop";
  private static final String KEY = "k3y-of-the-crm";

  private static Path root() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(TerraformConfigurationsTest.class.getResource("/terraform"))
            .toURI());
  }

  static Stream<Path> configurations() throws IOException, URISyntaxException {
    try (Stream<Path> all = Files.list(root())) {
      return all.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @Test
  void coversFifteenConfigurations() throws IOException, URISyntaxException {
    assertThat(configurations()).hasSizeGreaterThanOrEqualTo(15);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void findsTheSameInThePlanAndInTheState(Path folder) throws IOException {
    List<String> expected = Files.readAllLines(folder.resolve("findings.txt"));
    assertThat(findings(folder, "plan.json")).isEqualTo(expected);
    assertThat(findings(folder, "state.json")).isEqualTo(expected);
  }

  /** Without the configuration some values of a plan are unknown, but nothing false is found. */
  @ParameterizedTest
  @MethodSource("configurations")
  void findsNothingElseWithoutTheFilesOfTheConfiguration(Path folder, @TempDir Path empty)
      throws IOException {
    Path plan = Files.copy(folder.resolve("plan.json"), empty.resolve("plan.json"));
    List<String> expected = kinds(folder.resolve("state.json"));
    assertThat(expected).containsAll(kinds(plan));
    Path state = Files.copy(folder.resolve("state.json"), empty.resolve("state.json"));
    assertThat(kinds(state)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void namesAddressesAndPrintsNoSecret(Path folder) {
    for (String file : List.of("plan.json", "state.json")) {
      Template template = Template.readUsable(folder.resolve(file), Map.of());
      assertThat(template.json().toString()).doesNotContain(SECRET).doesNotContain(KEY);
      assertThat(Doctor.examine(template).open())
          .allSatisfy(finding -> {
            assertThat(finding.resource()).matches("(module\\..*)?aws_\\w+\\..+");
            assertThat(finding.observed() + finding.instead())
                .doesNotContain("!GetAtt")
                .doesNotContain("!Ref")
                .doesNotContain("!Sub")
                .doesNotContain("AWS::");
          });
    }
  }

  private static List<String> findings(Path folder, String file) {
    return Doctor.examine(Template.readUsable(folder.resolve(file), Map.of())).open().stream()
        .map(one ->
            folder.relativize(Path.of(one.at().file())).toString().replace('\\', '/')
                + ":"
                + one.at().line()
                + " "
                + one.rule().id()
                + " "
                + one.resource())
        .toList();
  }

  private static List<String> kinds(Path file) {
    return Doctor.examine(Template.readUsable(file, Map.of())).open().stream()
        .map(one -> one.rule().id() + " " + one.resource())
        .sorted()
        .toList();
  }
}
