package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same resources have the same findings, whichever tool they are written for. */
class TerraformOracleTest {
  private static final int RUNS = 150;

  @TempDir Path folder;

  @Test
  void findsTheSameAsInATemplateOfCloudFormation() throws IOException {
    Set<String> rules = new TreeSet<>();
    for (long seed : LongStream.range(0, RUNS).toArray()) {
      WrittenTwice made = new RandomPipes(seed).make();
      Path own = Files.createDirectories(folder.resolve("own" + seed));
      Path bare = Files.createDirectories(folder.resolve("bare" + seed));
      List<String> expected = expected(own, made);
      Files.writeString(own.resolve("main.tf"), made.files());
      assertThat(kinds(own, "plan.json", made.plan())).as("plan %s", seed).isEqualTo(expected);
      assertThat(kinds(own, "state.json", made.state())).as("state %s", seed).isEqualTo(expected);
      assertThat(kinds(bare, "state.json", made.state())).as("bare %s", seed).isEqualTo(expected);
      assertThat(expected).as("seed %s", seed).containsAll(kinds(bare, "plan.json", made.plan()));
      expected.forEach(one -> rules.add(one.replaceFirst(" .*", "")));
    }
    assertThat(rules).hasSizeGreaterThan(15);
  }

  private static List<String> expected(Path own, WrittenTwice made) throws IOException {
    Path file = Files.writeString(own.resolve("template.json"), made.template());
    Map<String, String> addresses = made.addresses();
    return Doctor.examine(Template.readUsable(file, Map.of())).open().stream()
        .map(one -> one.rule().id() + " " + addresses.get(one.resource()))
        .sorted()
        .toList();
  }

  private static List<String> kinds(Path folder, String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    boolean hasConfiguration = Files.exists(folder.resolve("main.tf"));
    List<Finding> found = Doctor.examine(Template.readUsable(file, Map.of())).open();
    assertThat(found)
        .allSatisfy(
            one -> assertThat(one.at().file()).endsWith(hasConfiguration ? "main.tf" : name))
        .allSatisfy(one ->
            assertThat(one.observed() + one.instead())
                .doesNotContainPattern(
                    "!(GetAtt|Ref|Sub|Join)\\b|AWS::|Metadata:|Fn::|(Principal|Condition|Action|ArnEquals|ArnLike):"
                        + " "));
    return found.stream().map(one -> one.rule().id() + " " + one.resource()).sorted().toList();
  }
}
