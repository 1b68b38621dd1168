package io.github.standpipe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example on docs/testing.md is a part of a test that runs. */
class TestingPageTest {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## Enrichers in Java$.*?^```java\\n(.*?)^```");

  @Test
  void showsAPartOfTheSamplesTest() throws IOException {
    Matcher example = SECTION.matcher(Files.readString(Path.of("docs/testing.md")));
    assertThat(example.find()).isTrue();

    for (String part : example.group(1).strip().split("\\n\\n(?=\\S)")) {
      assertThat(sample()).contains(part.indent(2).replaceAll("(?m)^ +$", ""));
    }
  }

  private static String sample() throws IOException {
    List<Path> found;
    try (Stream<Path> modules = Stream.of("enrichers", "runner").map(Path::of)) {
      found = modules.flatMap(TestingPageTest::files).toList();
    }
    assertThat(found).hasSize(1);
    return Files.readString(found.getFirst());
  }

  private static Stream<Path> files(Path module) {
    try (Stream<Path> all = Files.walk(module)) {
      return all.filter(file -> file.endsWith("orders/OrderTotalsTest.java")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
