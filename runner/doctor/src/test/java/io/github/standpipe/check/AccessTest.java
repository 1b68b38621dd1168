package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permissions of roles, on templates with known results. */
class AccessTest {
  private static final int SAMPLES = 1000;
  private static final Set<String> RULES =
      Set.of(
          "role-lacks-action", "alias-not-granted", "role-not-assumable", "no-dead-letter-alarm");

  @TempDir private Path folder;

  @Test
  void findsNothingInARightTemplate() throws IOException {
    Random random = new Random(20);
    for (int i = 0; i < SAMPLES; i++) {
      RandomPolicies.Sample sample = RandomPolicies.right(random);

      assertThat(found(sample.yaml())).as("sample %d%n%s", i, sample.yaml()).isEmpty();
    }
  }

  @Test
  void findsTheOneThingThatIsBroken() throws IOException {
    Random random = new Random(21);
    for (int i = 0; i < SAMPLES; i++) {
      RandomPolicies.Sample sample = RandomPolicies.broken(random);

      assertThat(found(sample.yaml()))
          .as("sample %d, %s%n%s", i, sample.how(), sample.yaml())
          .hasSize(1)
          .allMatch(one -> one.rule().id().equals(sample.rule()))
          .allMatch(one -> one.observed().contains(sample.words()));
    }
  }

  private List<Finding> found(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), yaml);
    return Doctor.examine(Template.read(file, Map.of())).open().stream()
        .filter(finding -> RULES.contains(finding.rule().id()))
        .toList();
  }
}
