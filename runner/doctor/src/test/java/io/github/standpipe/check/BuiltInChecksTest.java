package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the index of the checks, and of the rules that they refer to, complete. */
class BuiltInChecksTest {
  private static final Path SOURCES =
      Path.of("runner/doctor/src/main/java/io/github/standpipe/check");
  private static final Pattern CHECK =
      Pattern.compile("class (\\w+)\\s+implements (Check|TemplateWide|AcrossPipes)\\b");
  private static final Pattern REFERENCE = Pattern.compile("Catalogue\\.rule\\(\\s*\"([a-z-]+)\"");

  @Test
  void theIndexNamesEachCheckInTheOrderOfTheAlphabet() throws IOException {
    assertThat(BuiltInChecks.names())
        .as("src/main/resources/io/github/standpipe/check/" + BuiltInChecks.INDEX)
        .containsExactlyElementsOf(matches(CHECK));
  }

  @Test
  void eachCheckIsRun() throws IOException {
    List<BuiltInCheck> run =
        Stream.of(BuiltInChecks.ofPipes(), BuiltInChecks.ofTemplates(), BuiltInChecks.acrossPipes())
            .<BuiltInCheck>flatMap(all -> all)
            .toList();

    assertThat(run)
        .extracting(check -> check.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(matches(CHECK));
  }

  @Test
  void eachRuleOfThePageIsReferredToInTheCodeAndNoOther() throws IOException {
    assertThat(matches(REFERENCE))
        .containsExactlyElementsOf(Catalogue.rules().stream().map(Rule::id).sorted().toList());
  }

  private static Set<String> matches(Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Matcher found = pattern.matcher(Files.readString(file));
        while (found.find()) {
          names.add(found.group(1));
        }
      }
    }
    return names;
  }
}
